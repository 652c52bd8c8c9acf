/** What an export will be, settled before its first byte: which lessons, of whom, called what, and how well hidden. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { SessionRow } from '../../record/facts.ts';
import type { Child, Consent } from '../../store/port.ts';
import { anonymity } from './anonymity.ts';
import type { Anonymity } from './anonymity.ts';
import { keyOf, pseudonyms } from './pseudonym.ts';
import type { ExportSource, Telling } from './told.ts';
import { chosenLessons } from './wish.ts';
import type { ExportWish } from '../../../src/wire/export.ts';

export interface ExportPlan {
  readonly wish: ExportWish;
  readonly lessons: readonly SessionRow[];
  readonly telling: Telling;
  /** The children in the export as it calls them, in that order; names and animals only where they were chosen. */
  readonly children: readonly ToldChild[];
  /** Children whom these lessons recorded, in the export or not. */
  readonly recorded: number;
  /** Class → its name, by what the export calls the class; empty unless names were chosen. */
  readonly classNames: ReadonlyMap<string, string>;
  readonly hiding: Hiding;
}

export interface ToldChild {
  readonly child: string;
  readonly name: string | null;
  readonly animal: string | null;
}

/**
 * How the children of the export are hidden among one another by what anybody at the school could know of them. `all`
 * is the figure that is logged: classes, attendance and groups together.
 */
export interface Hiding {
  readonly byClass: Anonymity;
  readonly byAttendance: Anonymity;
  readonly all: Anonymity;
}

/**
 * @param key of the recipient, as kept; null where names are told.
 * @throws NoSuchLesson, PseudonymCollision
 */
export async function planExport(
  source: ExportSource,
  wish: ExportWish,
  key: string | null,
): Promise<ExportPlan> {
  const lessons = await chosenLessons(source, wish);
  const seen = await attendance(source, lessons);
  const ids = [...seen.keys()];
  const may = allowed(await source.consents(ids), wish.recipient !== null);
  const told = ids.filter((id) => may(id) && seen.get(id)?.recorded);
  const call = key === null ? (id: string) => id : pseudonyms(keyOf(key));
  const known = new Map((wish.names ? await source.children(ids) : []).map((child) => [child.child, child]));
  const classes = wish.names ? await source.classes() : [];
  return {
    wish,
    lessons,
    telling: {
      may,
      call,
      read: wish.names
        ? silentOn([...known.values()].filter(({ child }) => !told.includes(child)))
        : () => '',
    },
    children: told.map((id) => toldChild(call(id), known.get(id))).sort(byId),
    recorded: [...seen.values()].filter((one) => one.recorded).length,
    classNames: new Map(classes.map(({ classId, name }) => [call(classId), name])),
    hiding: hidingOf(
      told.flatMap((id) => seen.get(id) ?? []),
      wish.names,
    ),
  };
}

/** What the roll of all lessons tells of one child, in as little room as possible: a year is not kept. */
interface Seen {
  recorded: boolean;
  readonly classes: Set<string>;
  /** Of lesson and status; and of lesson, status and group. */
  readonly statuses: Hash;
  readonly groups: Hash;
}

async function attendance(
  source: Pick<ExportSource, 'rows'>,
  lessons: readonly SessionRow[],
): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const lesson of lessons) {
    for (const { child, status, grp, recorded } of await source.rows('roll', lesson.session)) {
      const one = seen.get(child) ?? newSeen();
      seen.set(child, one);
      if (recorded === 0) continue;
      one.recorded = true;
      one.classes.add(lesson.class);
      one.statuses.update(JSON.stringify([lesson.session, status]));
      one.groups.update(JSON.stringify([lesson.session, status, grp]));
    }
  }
  return seen;
}

const newSeen = (): Seen => ({
  recorded: false,
  classes: new Set(),
  statuses: createHash('sha256'),
  groups: createHash('sha256'),
});

/**
 * Who may be told of. Whose consent to record was withdrawn since the lesson is in no export. An export that is given
 * to somebody has only children with consent to just that, whom it was not said by the child itself to leave out.
 */
function allowed(consents: readonly Consent[], given: boolean): (child: string) => boolean {
  const stands = ({ answer, assent }: Consent) => answer === 'yes' && assent !== false;
  const withdrawn = new Set(
    consents.filter((one) => one.purpose === 'record' && !stands(one)).map(({ child }) => child),
  );
  const granted = new Set(
    consents.filter((one) => one.purpose === 'research_export' && stands(one)).map(({ child }) => child),
  );
  return (child) => !withdrawn.has(child) && (!given || granted.has(child));
}

/** The whole text, or none of it where it names somebody who is not told of. */
function silentOn(untold: readonly Child[]): (text: string) => string {
  return (text) => (untold.some(({ name }) => text.includes(name)) ? '' : text);
}

function toldChild(child: string, known: Child | undefined): ToldChild {
  return { child, name: known?.name ?? null, animal: known?.animal ?? null };
}

const byId = (a: ToldChild, b: ToldChild) => (a.child < b.child ? -1 : 1);

/** A name leaves nobody hidden. */
function hidingOf(told: readonly Seen[], names: boolean): Hiding {
  if (names) {
    const found = anonymity(told.map((_, index) => [String(index)]));
    return { byClass: found, byAttendance: found, all: found };
  }
  const rows = told.map(({ classes, statuses, groups }) => ({
    classes: [...classes].sort().join(' '),
    statuses: statuses.digest('hex'),
    groups: groups.digest('hex'),
  }));
  return {
    byClass: anonymity(rows.map((row) => [row.classes])),
    byAttendance: anonymity(rows.map((row) => [row.classes, row.statuses])),
    all: anonymity(rows.map((row) => [row.classes, row.groups])),
  };
}
