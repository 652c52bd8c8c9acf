/**
 * A lesson's page, computed from its facts. Pure: the same facts give the same page.
 *
 * Who appears: children of the roll with consent to record. Guests are in no figure but `present`.
 * Null rule: a child marked absent has null everywhere; a present child with nothing to count has 0.
 */
import type { LessonPage, LessonRow, LessonTurn, ParticipationRow } from '../../src/wire/answers.ts';
import type { RollRow, TurnRow } from '../record/facts.ts';
import type { Child } from '../store/port.ts';
import { nothingBeside } from './beside.ts';
import type { Beside } from './beside.ts';
import { correctionLines, formerTurns } from './corrections.ts';
import { floorMs, floorTaken, hasEnds, markingWasOn, reviewFacts } from './facts.ts';
import type { LessonRecord, ReviewFacts } from './facts.ts';
import { gamesOf } from './games.ts';
import { momentsOf } from './moments.ts';
import { qualityOf, shownChecks } from './quality.ts';
import { recordedOf } from './recorded.ts';
import { summaryOf } from './summary/summary.ts';

export interface LessonPeople {
  readonly className: string;
  /** The class in roster order; then anybody else who was on the roll. */
  readonly children: readonly Child[];
  /** Account id → name, of the adults. */
  readonly authors: ReadonlyMap<string, string>;
}

export function lessonPage(
  record: LessonRecord,
  people: LessonPeople,
  beside: Beside = nothingBeside,
): LessonPage {
  const facts = reviewFacts(
    record,
    people.children.map(({ child }) => child),
  );
  const { turns, runs } = facts;
  const games = gamesOf(facts);
  const recorded = recordedOf(record.roll);
  const corrections = correctionLines(record.corrections, recorded, people.authors);
  return {
    lesson: lessonRow(facts, people.className),
    facilitator: facilitatorOf(record, beside, people.authors),
    runs: runs.map((run) => ({
      run: run.run,
      activity: run.activity,
      version: run.version,
      regime: run.regime,
      startedWall: run.startedWall,
      lengthMs: run.endedAt ?? facts.lastAt.get(run.run) ?? 0,
      groups: facts.groups.filter((group) => group.run === run.run).map((group) => group.grp),
      pauses: facts.pauses
        .filter((pause) => pause.run === run.run)
        .map(({ at, fromWall, toWall, why }) => ({
          at,
          wallMs: toWall === null ? null : toWall - fromWall,
          why,
        })),
      prompting: markingWasOn(facts, run),
    })),
    children: participation(facts, people.children),
    turns: turns.map(turnShown),
    formerTurns: recorded.turns(formerTurns(record.corrections)).map(turnShown),
    games,
    moments: momentsOf(facts),
    corrections,
    spots: shownChecks(facts, beside.checks).map(({ run, grp, turn, at, holder, answer }) => ({
      ...{ run, group: grp, turn, at },
      agreed: answer === holder,
    })),
    summary: summaryOf(facts, games, beside.past),
    quality: qualityOf(facts, beside, corrections),
  };
}

/** Nothing else in a lesson's record tells which adult held it. */
function facilitatorOf(
  { notes, observations }: LessonRecord,
  { checks }: Beside,
  names: LessonPeople['authors'],
): string | null {
  const accounts = new Set([
    ...notes.map(({ author }) => author),
    ...[...observations, ...checks].map(({ observer }) => observer),
  ]);
  const [account, ...others] = accounts;
  return account === undefined || others.length > 0 ? null : (names.get(account) ?? null);
}

function turnShown({ run, grp, turn, child, ...row }: Omit<TurnRow, 'options'>): LessonTurn {
  const { offeredAt, claimedAt, endedAt, why, regime } = row;
  return { run, group: grp, turn, child, offeredAt, claimedAt, endedAt, why, regime };
}

function lessonRow(facts: ReviewFacts, className: string): LessonRow {
  return {
    session: facts.session.session,
    classId: facts.session.class,
    className,
    startedWall: facts.session.startedWall,
    endedWall: facts.session.endedWall,
    rehearsal: facts.session.rehearsal === 1,
    imported: facts.session.origin === 'imported',
    activities: [...new Set(facts.runs.map((run) => run.activity))],
    present: facts.present,
    recorded: facts.recorded,
    turns: facts.turns.filter((turn) => turn.speaker === 'child' && floorTaken(turn)).length,
  };
}

/**
 * One row for each recorded child of the roll, in roster order.
 * - turns: count of floors taken (see floorTaken).
 * - floorMs: sum of `endedAt − claimedAt` over those that have ended, run clock: pauses and the hand-over are out;
 *   null where turns ended at a time that nobody wrote down.
 * - requests: hands raised, whatever became of them. passes, unclaimed: turns that ended so.
 * - contributions: point acts, in a turn or not.
 * - prompts: prompts marked for the child; null where marking was on in no run of the lesson.
 */
function participation(facts: ReviewFacts, children: readonly Child[]): ParticipationRow[] {
  const people = new Map(children.map((child) => [child.child, child]));
  const marked = facts.runs.some((run) => markingWasOn(facts, run));
  const timed = hasEnds(facts.turns.filter(floorTaken));
  return facts.roll.flatMap((row) => {
    const child = people.get(row.child);
    return child === undefined
      ? []
      : [{ ...child, status: row.status, ...figures(facts, row, marked, timed) }];
  });
}

type Figures = Omit<ParticipationRow, 'child' | 'name' | 'animal' | 'colour' | 'status'>;

const absent: Figures = {
  turns: null,
  floorMs: null,
  requests: null,
  passes: null,
  unclaimed: null,
  prompts: null,
  contributions: null,
};

function figures(facts: ReviewFacts, { child, status }: RollRow, marked: boolean, timed: boolean): Figures {
  if (status === 'absent') return absent;
  const turns = facts.turns.filter((turn) => turn.child === child);
  const count = (rows: readonly { readonly child: string }[]) =>
    rows.filter((row) => row.child === child).length;
  return {
    turns: turns.filter(floorTaken).length,
    floorMs: timed ? floorMs(turns.filter(floorTaken)) : null,
    requests: count(facts.requests),
    passes: turns.filter((turn) => turn.why === 'passed').length,
    unclaimed: turns.filter((turn) => turn.why === 'unclaimed').length,
    prompts: marked ? count(facts.prompts) : null,
    contributions: count(facts.contributions),
  };
}
