/**
 * Contributions in the export against the truth. Those that an act made stand at the act's own seq, so that each is
 * held to the one act it must come from; those that a deadline made are held to the pads that were down before it,
 * and to what the tablets were shown.
 */
import type { Ms, Seat, Target } from '../activities/_kit/contract.ts';
import type { Known } from './expected.ts';
import type { AcceptedAct, Act } from './truth.ts';

type Row = Readonly<Record<string, string>>;

/** A pad that its own tablet showed as having lifted. */
export interface SeenLift {
  readonly run: number;
  readonly group: number;
  readonly child: string;
  /** Run clock when the tablet was shown it. */
  readonly by: Ms;
}

/** What the tablets were shown of lifts. */
export interface SeenLifts {
  readonly lifts: readonly SeenLift[];
  /** `run/child` → run clock of every look at the child's own view. */
  readonly looks: ReadonlyMap<string, readonly Ms[]>;
}

export const looksKey = (run: number, child: string): string => `${run}/${child}`;

interface Made {
  readonly code: string;
  readonly toward: (act: Act) => Target;
  /** Where only the first of several counts: what they have in common. */
  readonly once?: (act: Act) => string;
}

const group = (): Target => 'group';
const inItsTurn = ({ turn }: Act): string => String(turn);
const inItsRound = ({ view }: Act): string =>
  String((view as Act['view'] & { readonly round?: number }).round);

/** Acts that are contributions, by activity and type; the READMEs of the activities say the same in words. */
const made: Readonly<Record<string, Made>> = {
  'story-train.choose': { code: 'chose', toward: group },
  'story-train.expects': { code: 'expects', toward: group, once: inItsTurn },
  'guide-and-walker.step': {
    code: 'step',
    toward: ({ view }) => (view as Act['view'] & { readonly guide?: Seat | null }).guide ?? 'group',
  },
  'guide-and-walker.peek': { code: 'peek', toward: () => 'unknown' },
  'lift-lantern.join': { code: 'joined', toward: group, once: inItsRound },
  'lift-lantern.pass': { code: 'keeps_light', toward: group, once: inItsRound },
};

/** Made by a deadline: all who held for so long have helped. */
const helped = { code: 'helped', afterMs: 3000, shownForMs: 5000 } as const;

/** The rows compared, and a sentence for every difference. */
export function compareContributions(
  rows: readonly Row[],
  known: Known & { readonly seenLifts: SeenLifts },
): { readonly rows: number; readonly differences: readonly string[] } {
  const byAct = new Map(expectedOf(known).map((expected) => [expected.seq, expected]));
  const byDeadline = rows.filter(({ code }) => code === helped.code);
  const differences: string[] = [];
  for (const row of rows) {
    if (row['code'] === helped.code) continue;
    const expected = byAct.get(Number(row['seq']));
    byAct.delete(Number(row['seq']));
    if (expected) differences.push(...cellDifferences(row, expected.cells));
    else differences.push(`${nameOf(row)}: in the export, never happened`);
  }
  for (const { cells } of byAct.values()) differences.push(`${nameOf(cells)}: happened, not in the export`);
  return { rows: rows.length, differences: [...differences, ...compareLifts(byDeadline, known)] };
}

interface Expected {
  readonly seq: number;
  /** By column; undefined where nobody outside could know. */
  readonly cells: Readonly<Record<string, string | undefined>>;
}

function expectedOf(known: Known): Expected[] {
  const said = new Set<string>();
  return acceptedBySeq(known).flatMap((act): Expected[] => {
    const { activity } = known.activityOf(act.run);
    const rule = made[`${activity.id}.${act.action.type}`];
    if (rule === undefined || act.by === 'adult') return [];
    if (rule.once) {
      const key = [act.run, act.group, act.by, rule.code, rule.once(act)].join('/');
      if (said.has(key)) return [];
      said.add(key);
    }
    const child = known.childOfSeat.get(act.by) ?? '';
    return known.recorded.has(child)
      ? [{ seq: act.result.answer.seq, cells: cellsOf(act, child, rule, known) }]
      : [];
  });
}

function cellsOf(act: AcceptedAct, child: string, { code, toward }: Made, known: Known): Expected['cells'] {
  const target = toward(act);
  const towardChild = typeof target === 'number' ? (known.childOfSeat.get(target) ?? '') : '';
  const named = known.recorded.has(towardChild);
  return {
    run: String(act.run),
    group: String(act.group),
    child,
    code,
    toward: typeof target !== 'number' ? target : named ? 'child' : 'unknown',
    toward_child: named ? towardChild : '',
    turn: act.turn === null ? '' : String(act.turn),
    at_ms: String(act.result.answer.at),
    shown_ms: act.shownMs === null ? '' : String(act.shownMs),
    queued: act.queued === undefined ? undefined : act.queued ? '1' : '0',
  };
}

function cellDifferences(row: Row, cells: Expected['cells']): string[] {
  return Object.entries(cells)
    .filter(([column, value]) => value !== undefined && row[column] !== value)
    .map(([column, value]) => `${nameOf(row)}: ${column} is ${row[column]}, was ${value}`);
}

/** Each row needs a pad that was down for long enough; each lift that a tablet was shown needs its row. */
function compareLifts(rows: readonly Row[], known: Known & { readonly seenLifts: SeenLifts }): string[] {
  const acts = acceptedBySeq(known);
  const differences: string[] = [];
  const unmatched = new Set(rows);
  for (const lift of known.seenLifts.lifts) {
    if (!known.recorded.has(lift.child)) continue;
    const row = [...unmatched].find((other) => isOf(other, lift) && Number(other['at_ms']) <= lift.by);
    if (row) unmatched.delete(row);
    else differences.push(`${helped.code} by ${lift.child} before ${lift.by}: seen, not in the export`);
  }
  for (const row of unmatched) {
    const at = Number(row['at_ms']);
    const looks = known.seenLifts.looks.get(looksKey(Number(row['run']), row['child'] ?? '')) ?? [];
    const looked = looks.some((now) => now > at && now < at + helped.shownForMs);
    if (looked) differences.push(`${nameOf(row)}: in the export, never seen`);
  }
  for (const row of rows) {
    if (!wasDown(row, acts, known)) differences.push(`${nameOf(row)}: its pad was not down for long enough`);
    if (row['toward'] !== 'group' || row['turn'] !== '' || row['queued'] !== '0')
      differences.push(`${nameOf(row)}: is not toward the group, or says how it was tapped`);
  }
  return differences;
}

function isOf(row: Row, { run, group: number, child }: SeenLift): boolean {
  return row['run'] === String(run) && row['group'] === String(number) && row['child'] === child;
}

/** Whether the child's last word before the row was a press, long enough ago. */
function wasDown(row: Row, acts: readonly AcceptedAct[], known: Known): boolean {
  const at = Number(row['at_ms']);
  const own = acts.filter(
    (act) =>
      act.by !== 'adult' &&
      known.childOfSeat.get(act.by) === row['child'] &&
      String(act.run) === row['run'] &&
      act.result.answer.at <= at &&
      act.result.answer.seq < Number(row['seq']),
  );
  // A finger that slipped and was back in time has held throughout.
  const released = own.map(({ action }) => action.type).lastIndexOf('release');
  const last = own[own.length - 1];
  const since = own.slice(released + 1).find(({ action }) => action.type === 'press');
  const slipped = own[released];
  const forgiven =
    since !== undefined && slipped !== undefined && since.result.answer.at - slipped.result.answer.at < gapMs;
  return last?.action.type === 'press' && (forgiven || at - last.result.answer.at >= helped.afterMs);
}

/** A pad let go and pressed again within this was held throughout. */
const gapMs: Ms = 400;

function acceptedBySeq({ acts }: Known): AcceptedAct[] {
  return acts
    .filter((act): act is AcceptedAct => act.result.ok)
    .sort((a, b) => a.result.answer.seq - b.result.answer.seq);
}

function nameOf({
  run,
  group: number,
  child,
  code,
  at_ms,
}: Readonly<Record<string, string | undefined>>): string {
  return `contribution ${run}/${number} ${code} of ${child} at ${at_ms}`;
}
