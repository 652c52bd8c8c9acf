/**
 * What the record must say, worked out from the truth alone: acts with their acknowledged times, the turns the
 * screen showed, and who is not recorded. `undefined` marks what nobody outside the server could have known.
 */
import type { AnyActivity, Ms, Seat, Speaker, Target, View } from '../activities/_kit/contract.ts';
import type { GroupView as WalkView } from '../activities/guide-and-walker/rules.ts';
import { turnKey, type AcceptedAct, type Act, type SeenTurn } from './truth.ts';

export interface ExpectedTurn {
  readonly run: number;
  readonly group: number;
  readonly turn: number;
  readonly speaker: 'child' | 'adult';
  readonly child: string | null;
  readonly givenBy: 'rules' | 'child' | 'adult' | 'guest';
  readonly givenByChild: string | null;
  readonly options: readonly string[] | null;
  readonly regime: string;
  readonly offeredAt: Ms | undefined;
  readonly claimedAt: Ms | null | undefined;
  readonly endedAt: Ms | undefined;
  /** Where the exact end is not known: it lies in here. */
  readonly endedWithin: readonly [Ms, Ms] | undefined;
  /** Any of these is true to what was seen. */
  readonly why: readonly string[];
  readonly toward: string | undefined;
  readonly towardChild: string | null | undefined;
  readonly attribution: string | null;
  readonly claimShownMs: number | null | undefined;
  readonly claimQueued: boolean | null | undefined;
}

export interface ExpectedRequest {
  readonly run: number;
  readonly group: number;
  readonly child: string;
  readonly at: Ms;
  readonly outcome: 'granted' | 'withdrawn' | 'unserved';
  readonly turn: number | null;
}

export interface Known {
  readonly acts: readonly Act[];
  readonly turns: ReadonlyMap<string, SeenTurn>;
  readonly looks: ReadonlyMap<number, readonly Ms[]>;
  /** How much older than its clock what a look shows may be, in run time. */
  readonly staleMs: Ms;
  readonly skips: ReadonlySet<string>;
  readonly childOfSeat: ReadonlyMap<number, string>;
  readonly recorded: ReadonlySet<string>;
  readonly activityOf: (run: number) => { readonly activity: AnyActivity; readonly config: unknown };
  /** Seats hosted by the tablet of a seat; decides between `own_tap` and `only_seat`. */
  readonly alone: (child: string) => boolean;
}

const claims = new Set(['claim', 'speak']);
const ends = new Set(['throw', 'close', 'done', 'pass']);
const targets = new Set(['group', 'adult', 'unknown']);

/** The turns that must stand in the record: those of recorded children and of 老师, in order. */
export function expectedTurns(known: Known): ExpectedTurn[] {
  const accepted = known.acts.filter((act): act is AcceptedAct => act.result.ok);
  const seen = [...known.turns.values()].filter(
    (turn) => turn.speaker === 'adult' || isRecorded(known, turn.speaker),
  );
  return seen.map((turn) => expectedTurn(known, turn, actsAround(accepted, turn)));
}

/** The acts of a turn's group and run. */
function actsAround(accepted: readonly AcceptedAct[], { run, group }: SeenTurn): AcceptedAct[] {
  return accepted
    .filter((act) => act.run === run && act.group === group)
    .sort((a, b) => a.result.answer.seq - b.result.answer.seq);
}

function expectedTurn(known: Known, seen: SeenTurn, acts: readonly AcceptedAct[]): ExpectedTurn {
  const { run, group, turn, speaker } = seen;
  const { activity, config } = known.activityOf(run);
  const regime = activity.regime(config);
  const claim = acts.find((act) => claims.has(act.action.type) && act.by === speaker && opens(act, seen));
  const end = endOf(acts, seen, claim);
  const claimedAt = claim ? claim.result.answer.at : (seen.claimedAt ?? null);
  const skipped = known.skips.has(turnKey(run, group, turn));
  const told = claimedAt !== null && hasTold(activity, acts, turn);
  const spoken = told && !skipped && end?.action.type !== 'pass';
  const target = targetOf(acts, seen, { claim, end, regime, spoken });
  return {
    run,
    group,
    turn,
    speaker: speaker === 'adult' ? 'adult' : 'child',
    child: speaker === 'adult' ? null : (known.childOfSeat.get(speaker) ?? null),
    ...giverOf(known, seen, acts, regime),
    regime,
    offeredAt: seen.offeredAt ?? (claim?.action.type === 'speak' ? claim.result.answer.at : undefined),
    claimedAt,
    endedAt: end?.result.answer.at,
    endedWithin: end ? undefined : [claimedAt ?? seen.offeredAt ?? 0, seen.overBy ?? Number.MAX_SAFE_INTEGER],
    why: whyOf(known, seen, end, claimedAt !== null),
    ...nameTarget(known, target),
    attribution: claim ? attributionOf(known, claim) : null,
    claimShownMs: claim ? claim.shownMs : undefined,
    claimQueued: claim ? claim.queued : undefined,
  };
}

/** The act that ended the turn: one that always does, or the step by which the group came to its goal. */
function endOf(
  acts: readonly AcceptedAct[],
  { turn, grew }: SeenTurn,
  claim: AcceptedAct | undefined,
): AcceptedAct | undefined {
  const own = acts.filter((act) => act.turn === turn && act !== claim);
  const last = own.filter(({ action }) => action.type === 'step').pop();
  return (
    own.find(({ action }) => ends.has(action.type) || action.type === 'speak') ?? (grew ? last : undefined)
  );
}

function opens(act: AcceptedAct, seen: SeenTurn): boolean {
  return act.action.type === 'speak' ? act.result.answer.at === seen.claimedAt : act.turn === seen.turn;
}

function attributionOf(known: Known, claim: AcceptedAct): string {
  if (claim.via === 'adult') return 'adult';
  return claim.child !== null && known.alone(claim.child) ? 'only_seat' : 'own_tap';
}

function whyOf(known: Known, seen: SeenTurn, end: AcceptedAct | undefined, claimed: boolean): string[] {
  if (end?.action.type === 'pass') return ['passed'];
  if (end?.action.type === 'speak') {
    return [(end.action as { readonly interrupts?: boolean }).interrupts === true ? 'interrupted' : 'self'];
  }
  if (end) return ['self'];
  if (known.skips.has(turnKey(seen.run, seen.group, seen.turn))) return ['skipped'];
  return claimed ? ['timer', 'interrupted'] : ['unclaimed', 'interrupted'];
}

type Giver = Pick<ExpectedTurn, 'givenBy' | 'givenByChild' | 'options'>;

function giverOf(known: Known, seen: SeenTurn, acts: readonly AcceptedAct[], regime: string): Giver {
  if (regime === 'free_floor') return { ...asGiver(known, seen.speaker), options: null };
  if (regime === 'called') return calledBy(known, seen, acts);
  const thrown = acts.find(
    (act) =>
      act.action.type === 'throw' && act.result.answer.at === seen.offeredAt && act.turn === seen.turn - 1,
  );
  if (!thrown) return { givenBy: 'rules', givenByChild: null, options: null };
  const { options } = thrown.view as unknown as { readonly options: readonly Seat[] };
  return { ...asGiver(known, thrown.by), options: options.map((seat) => nameOf(known, seat)) };
}

/** The last call before the turn; the options are all who could have been called then. */
function calledBy(known: Known, seen: SeenTurn, acts: readonly AcceptedAct[]): Giver {
  const before = acts.filter(
    (act) => act.action.type === 'call' && act.result.answer.at <= (seen.offeredAt ?? 0),
  );
  const call = before[before.length - 1];
  const seats = (call?.deeds ?? []).flatMap(({ action }) =>
    action.type === 'call' ? [(action as unknown as { readonly seat: Seat }).seat] : [],
  );
  return { givenBy: 'adult', givenByChild: null, options: seats.map((seat) => nameOf(known, seat)) };
}

function asGiver(known: Known, giver: Speaker): Pick<ExpectedTurn, 'givenBy' | 'givenByChild'> {
  if (giver === 'adult') return { givenBy: 'adult', givenByChild: null };
  if (!isRecorded(known, giver)) return { givenBy: 'guest', givenByChild: null };
  return { givenBy: 'child', givenByChild: known.childOfSeat.get(giver) ?? null };
}

/** Where a card is chosen before anything is said, a turn without a choice told nobody anything. */
function hasTold({ id }: AnyActivity, acts: readonly AcceptedAct[], turn: number): boolean {
  return id !== 'story-train' || acts.some((act) => act.turn === turn && act.action.type === 'choose');
}

/** Toward whom, as far as anybody said or the activity's own rule says. */
function targetOf(
  acts: readonly AcceptedAct[],
  seen: SeenTurn,
  how: {
    readonly claim: AcceptedAct | undefined;
    readonly end: AcceptedAct | undefined;
    readonly regime: string;
    readonly spoken: boolean;
  },
): Target {
  const { claim, end, regime, spoken } = how;
  if (end?.action.type === 'throw') return (end.action as unknown as { readonly to: Seat }).to;
  if (end?.action.type === 'close') return 'group';
  const said = acts.filter((act) => act.action.type === 'toward' && act.turn === seen.turn);
  const last = said[said.length - 1];
  if (last) return (last.action as unknown as { readonly target: Target }).target;
  if (!spoken) return 'unknown';
  const isHeard = regime === 'forced' || regime === 'queue' || regime === 'called';
  return facing(claim) ?? (isHeard ? 'group' : 'unknown');
}

/** Where roles face each other the view says who: a guide tells its walker, and the walker answers with steps. */
function facing(claim: AcceptedAct | undefined): Target | null {
  if (!claim) return null;
  const { role, walker, guide } = claim.view as View & Partial<Pick<WalkView, 'role' | 'walker' | 'guide'>>;
  if (role === 'guide') return walker ?? null;
  return role === 'walker' ? (guide ?? null) : null;
}

function nameTarget(known: Known, target: Target): Pick<ExpectedTurn, 'toward' | 'towardChild'> {
  if (typeof target !== 'number')
    return { toward: targets.has(target) ? target : undefined, towardChild: null };
  if (!isRecorded(known, target)) return { toward: 'unknown', towardChild: null };
  return { toward: 'child', towardChild: known.childOfSeat.get(target) ?? null };
}

/** Hands raised by recorded children, with what became of them. */
export function expectedRequests(known: Known): ExpectedRequest[] {
  const accepted = known.acts.filter((act): act is AcceptedAct => act.result.ok);
  const raised = accepted.filter(
    (act) => act.action.type === 'raise' && act.by !== 'adult' && isRecorded(known, act.by),
  );
  return raised.map((raise) => {
    const { run, group, by } = raise;
    const { at, seq } = raise.result.answer;
    const later = accepted.filter(
      (act) => act.run === run && act.group === group && act.by === by && act.result.answer.seq > seq,
    );
    const lower = later.find((act) => act.action.type === 'lower' || act.action.type === 'raise');
    const turns = [...known.turns.values()].filter(
      (turn) => turn.run === run && turn.group === group && turn.speaker === by,
    );
    const before = lower ? lower.result.answer.at : Number.MAX_SAFE_INTEGER;
    const served = turns
      .filter((turn) => (turn.offeredAt ?? -1) >= at && (turn.offeredAt ?? 0) <= before)
      .sort((a, b) => a.turn - b.turn)[0];
    const outcome = served ? 'granted' : lower ? 'withdrawn' : 'unserved';
    return {
      run,
      group,
      child: known.childOfSeat.get(by as Seat) ?? '',
      at,
      outcome,
      turn: served?.turn ?? null,
    };
  });
}

function isRecorded(known: Known, seat: Seat): boolean {
  const child = known.childOfSeat.get(seat);
  return child !== undefined && known.recorded.has(child);
}

function nameOf(known: Known, seat: Seat): string {
  return isRecorded(known, seat) ? (known.childOfSeat.get(seat) ?? 'guest') : 'guest';
}
