/** How well a lesson's record was kept, as flags with figures: what a reader must know before trusting a number. */
import type { Evidence, QualityCode, QualityFlag, QualityParams } from '../../src/wire/review.ts';
import type { PresenceRow, SpotCheckRow, TurnRow } from '../record/facts.ts';
import type { Beside } from './beside.ts';
import type { ReviewFacts } from './facts.ts';
import { recordedOf } from './recorded.ts';

/** Walls are read in whole steps of the lesson, and clocks are trimmed by small amounts all the time. */
const clockSlackMs = 2000;

/** @param corrections what was corrected, as it may be shown. */
export function qualityOf(
  facts: ReviewFacts,
  beside: Beside,
  corrections: readonly { readonly run: number; readonly group: number; readonly turn: number }[],
): QualityFlag[] {
  const corrected = new Map(
    corrections.map(({ run, group: grp, turn }) => [`${run}/${grp}/${turn}`, { run, grp, turn }]),
  );
  // A corrected time moves the turn's wall along, so that it no longer says what the clock did.
  const asTimed = facts.turns.filter(({ run, grp, turn }) => !corrected.has(`${run}/${grp}/${turn}`));
  return [
    attribution(facts),
    spotChecks(facts, beside.checks),
    tabletsAway(facts, beside.presence),
    queued(facts),
    someTurns('corrected', [...corrected.values()]),
    someTurns('auto_closed', facts.turns.filter((turn) => isAutoClosed(facts, turn))), // prettier-ignore
    serverPauses(facts),
    clockBack(asTimed, facts.session.speed),
  ].filter((one) => one !== null);
}

interface TurnPlace {
  readonly run: number;
  readonly grp: number;
  readonly turn: number;
}

function flag<C extends QualityCode>(
  code: C,
  params: QualityParams[C],
  evidence: readonly Evidence[] = [],
): QualityFlag {
  return { code, params, evidence } as QualityFlag;
}

const ofTurn = ({ run, grp, turn }: TurnPlace): Evidence => ({ kind: 'turn', run, group: grp, turn });

/** Claims by the child's own tap, also where it alone sat at the tablet, of all claims of recorded children. */
function attribution({ turns, groups }: ReviewFacts): QualityFlag | null {
  const claims = turns.filter((turn) => turn.speaker === 'child' && turn.attribution !== null);
  if (claims.length === 0) return null;
  const doubtful = claims.filter((turn) => turn.attribution === 'assumed' || turn.attribution === 'adult');
  const byAdult = claims.every((turn) => turn.attribution === 'adult');
  // No child could tap: that is how the lesson was held, and no lack of the record.
  if (byAdult && groups.every(({ tablets }) => tablets === 0))
    return flag('adult_tapped', { of: claims.length });
  return flag(
    'attribution',
    { own: claims.length - doubtful.length, of: claims.length },
    doubtful.map(ofTurn),
  );
}

/** Checks of the lesson that may be shown: the holder is recorded. */
export function shownChecks(facts: ReviewFacts, checks: readonly SpotCheckRow[]): SpotCheckRow[] {
  const recorded = recordedOf(facts.roll);
  return checks.filter((row) => recorded.has(row.session, row.holder));
}

function spotChecks(facts: ReviewFacts, checks: readonly SpotCheckRow[]): QualityFlag | null {
  const shown = shownChecks(facts, checks);
  if (shown.length === 0) return null;
  const agreed = shown.filter(({ holder, answer }) => holder === answer).length;
  return flag('spot_checks', { agreed, n: shown.length }, shown.map(ofTurn));
}

/** A tablet is away from the first of its children that is told away until the first that is back. */
function tabletsAway(facts: ReviewFacts, presence: readonly PresenceRow[]): QualityFlag | null {
  const since = new Map<string, number>();
  const tablets = new Set<string>();
  let ms = 0;
  for (const { device, change, wall } of recordedOf(facts.roll).rows(presence)) {
    if (device === null) continue;
    if (change === 'away') {
      tablets.add(device);
      if (!since.has(device)) since.set(device, wall);
    } else if (since.has(device)) {
      ms += Math.max(0, wall - (since.get(device) ?? wall));
      since.delete(device);
    }
  }
  const end = facts.session.endedWall;
  if (end !== null) for (const from of since.values()) ms += Math.max(0, end - from);
  return tablets.size === 0 ? null : flag('tablets_away', { tablets: tablets.size, ms });
}

/** Taps that waited in a tablet's outbox, of all taps. */
function queued({ turns, contributions, requests }: ReviewFacts): QualityFlag | null {
  const taps = [
    ...turns.flatMap(({ claimQueued, endQueued }) => [claimQueued, endQueued]),
    ...[...contributions, ...requests].map((act) => act.queued),
  ].filter((one) => one !== null);
  const waited = taps.filter((one) => one === 1).length;
  const evidence = turns
    .filter(({ claimQueued, endQueued }) => claimQueued === 1 || endQueued === 1)
    .map(ofTurn);
  return waited === 0 ? null : flag('queued', { count: waited, of: taps.length }, evidence);
}

function someTurns(code: 'corrected' | 'auto_closed', turns: readonly TurnPlace[]): QualityFlag | null {
  return turns.length === 0 ? null : flag(code, { count: turns.length }, turns.map(ofTurn));
}

/** Claimed, and closed by the end of its game; or still open on the record of a game that is over. */
function isAutoClosed(facts: ReviewFacts, turn: TurnRow): boolean {
  if (turn.claimedAt === null) return false;
  if (turn.why === 'interrupted') return true;
  const over = facts.runs.some(({ run, endedWall }) => run === turn.run && endedWall !== null);
  return turn.endedAt === null && turn.why === null && over;
}

function serverPauses({ pauses }: ReviewFacts): QualityFlag | null {
  const own = pauses.filter(({ why }) => why !== 'adult');
  const ms = own.reduce((sum, { fromWall, toWall }) => sum + Math.max(0, (toWall ?? fromWall) - fromWall), 0);
  return own.length === 0 ? null : flag('server_pauses', { count: own.length, ms });
}

/**
 * The wall clock and the run's clock move alike, but for pauses, which only let the wall run ahead. Where the wall fell
 * behind from one turn to the next, it was set back by that much.
 */
function clockBack(turns: readonly TurnRow[], speed: number): QualityFlag | null {
  const ahead = (turn: TurnRow) => turn.offeredWall - turn.offeredAt / speed;
  const inOrder = [...turns].sort((a, b) => a.run - b.run || a.offeredAt - b.offeredAt || a.turn - b.turn);
  let ms = 0;
  const places: TurnRow[] = [];
  inOrder.forEach((turn, index) => {
    const before = inOrder[index - 1];
    const back = before?.run === turn.run ? ahead(before) - ahead(turn) : 0;
    if (back <= clockSlackMs) return;
    ms += back;
    places.push(turn);
  });
  return places.length === 0 ? null : flag('clock_back', { ms: Math.round(ms) }, places.map(ofTurn));
}
