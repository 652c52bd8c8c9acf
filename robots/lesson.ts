/** One rehearsal from roll call to 下课, led by the robot facilitator with its robot tablets. */
import { rngFor } from '../activities/_kit/rng.ts';
import type { AnyActivity, Rng } from '../activities/_kit/contract.ts';
import type { ScreenParts } from '../src/wire/publish.ts';
import type { Phase, RollStatus } from '../src/wire/vocabulary.ts';
import type { SeenLifts } from './contributions.ts';
import { Device, Refused } from './device.ts';
import { RobotFacilitator, type RobotClass } from './facilitator.ts';
import { playsOf, type Play } from './plays.ts';
import { RobotTablet } from './tablet.ts';
import { turnKey, watchScreen, type Act, type Seen } from './truth.ts';

export interface Settings {
  readonly url: string;
  readonly pin: string;
  readonly children: number;
  readonly tablets: number;
  /** Left out: a group for each tablet. Fewer groups share the tablets out. */
  readonly groups?: number;
  /** An activity's id, or `all`. */
  readonly activity: string;
  readonly seed: number;
  /** The rehearsal's clock, 1…50. */
  readonly speed: number;
  /** Children without consent to record. */
  readonly unrecorded: number;
  /** Tablets that reload, sleep, send twice and drop in the middle of a turn. */
  readonly faults: boolean;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  readonly say: (line: string) => void;
  /** Called as each phase begins, for whoever wants to disturb it; the phase's end waits for it. */
  readonly during?: (moment: PhaseMoment) => Promise<void>;
}

export interface PhaseMoment {
  readonly phase: Phase;
  /** The run that is prepared or played; 0 before the first. */
  readonly run: number;
  readonly guests: RobotClass['guests'];
}

/** What one simulated lesson leaves for the comparison. */
export interface Played {
  readonly session: string;
  readonly acts: readonly Act[];
  readonly seen: Seen;
  readonly seenLifts: SeenLifts;
  readonly plays: readonly { readonly run: number; readonly play: Play }[];
  /** What the server would not start, because a group has fewer tablets than the activity needs. */
  readonly refused: readonly Play[];
  /** Roll as the adult marked it; joining a tablet marks present. */
  readonly roll: ReadonlyMap<string, RollStatus>;
  readonly recorded: ReadonlySet<string>;
  readonly guests: RobotClass['guests'];
  /** Seat → child, guests included, per session. */
  readonly childOfSeat: ReadonlyMap<number, string>;
  readonly marks: readonly Mark[];
  readonly skips: ReadonlySet<string>;
  /** Children who are the only one on their tablet. */
  readonly alone: ReadonlySet<string>;
  readonly brokenRepeats: readonly string[];
  readonly acknowledged: readonly string[];
  readonly joinedMs: number;
  /** The adult's token, for the export. */
  readonly token: string;
}

/** A note, code or prompt that the adult gave and had acknowledged. */
export interface Mark {
  readonly kind: 'note' | 'code' | 'prompt';
  readonly child: string | null;
  readonly value: string;
}

/** Robot minutes are short, but the slowest run must fit: real ms a run may take at most. */
const runWithinMs = 180_000;
const stepWithinMs = 20_000;

/** Who takes part, and what they write down. */
interface Cast {
  readonly acts: Act[];
  readonly skips: Set<string>;
  readonly brokenRepeats: string[];
  readonly marks: Mark[];
  readonly seen: Seen;
  readonly adult: RobotFacilitator;
  readonly screen: Device<ScreenParts>;
  readonly tablets: RobotTablet[];
}

/** Plays one lesson through. Whatever happens, the robots leave and their lesson is closed. */
export async function playLesson(settings: Settings): Promise<Played> {
  const cast = gather(settings);
  try {
    return await lead(cast, settings);
  } finally {
    await leave(cast);
  }
}

function gather({ url, pin, seed, speed, activities }: Settings): Cast {
  const acts: Act[] = [];
  const skips = new Set<string>();
  const seen = watchScreen();
  const adult = new RobotFacilitator({
    url,
    pin,
    rng: rngFor(seed, 1),
    speed,
    activities,
    onAct: (act) => acts.push(act),
    onSkip: (run, group, turn) => skips.add(turnKey(run, group, turn)),
  });
  const screen = new Device<ScreenParts>(url, 'screen', () => {
    if (screen.known) seen.note(screen.known);
  });
  return { acts, skips, brokenRepeats: [], marks: [], seen, adult, screen, tablets: [] };
}

async function leave({ adult, screen, tablets }: Cast): Promise<void> {
  for (const tablet of tablets) tablet.stop();
  screen.close();
  if (adult.device.online) await adult.device.call('lesson.close', {});
  adult.stop();
}

async function lead(cast: Cast, settings: Settings): Promise<Played> {
  const { adult, tablets } = cast;
  const { session, children, guests } = await open(cast, settings);
  const { during } = settings;
  /** The work of a phase, and at the same time whatever disturbs it. */
  const inPhase: InPhase = async (phase, run, work) => {
    const [done] = await Promise.all([work(), during?.({ phase, run, guests })]);
    return done;
  };
  const roll = await inPhase('roll', 0, () => callRoll(adult, children, rngFor(settings.seed, 2)));
  const groups = await inPhase('groups', 0, () => makeGroups(adult, settings));

  const joining = performance.now();
  await inPhase('tablets', 0, () => seatChildren(cast, settings, groups));
  const joinedMs = Math.round(performance.now() - joining);
  settings.say(`${children.length} children, ${tablets.length} tablets, joined in ${joinedMs} ms`);

  for (const tablet of tablets) tablet.start();
  adult.tapFor(groups.filter((_, index) => index >= tablets.length));
  const plays: { run: number; play: Play }[] = [];
  const refused: Play[] = [];
  for (const play of playsOf(settings.activity, settings.activities)) {
    if (lackTablets(adult, settings.activities[play.activity])) {
      await meetRefusal(adult, play);
      refused.push(play);
      settings.say(`refused: ${play.activity}, for want of tablets`);
      continue;
    }
    const run = plays.length + 1;
    await playRun(cast, play, run, rngFor(settings.seed, 2 + run), inPhase);
    plays.push({ run, play });
    settings.say(`run ${run}: ${play.activity} ${JSON.stringify(play.config)}`);
  }
  const { acts, skips, brokenRepeats, marks, seen } = cast;
  const childOfSeat = new Map(
    adult.roll.flatMap(({ seat, child }) => (seat === null ? [] : [[seat, child] as const])),
  );
  await inPhase('closed', plays.length, () => adult.insist('lesson.close', {}, () => closed(adult)));
  return {
    session, acts, skips, brokenRepeats, marks, seen, plays, refused, roll, childOfSeat, joinedMs,
    token: adult.device.token ?? '',
    guests,
    seenLifts: {
      lifts: tablets.flatMap((tablet) => tablet.seenLifts.lifts),
      looks: new Map(tablets.flatMap((tablet) => [...tablet.seenLifts.looks])),
    },
    recorded: new Set(children.filter((child) => !guests.some((guest) => guest.child === child))),
    alone: new Set(tablets.flatMap(({ children: here }) => (here.length === 1 ? here : []))),
    acknowledged: [...tablets.flatMap((tablet) => tablet.acknowledged), ...adult.acknowledged],
  }; // prettier-ignore
}

type InPhase = <T>(phase: Phase, run: number, work: () => Promise<T>) => Promise<T>;

async function closed({ device }: RobotFacilitator): Promise<boolean> {
  const home = await device.persist('home', {});
  return home.ok && home.running === null;
}

/** Signs in, makes the class and starts its rehearsal, which the screen then shows. */
async function open(
  { adult, screen }: Cast,
  settings: Settings,
): Promise<RobotClass & { readonly session: string }> {
  await adult.signIn();
  const left = adult.device.known?.parts.lesson;
  // Robots that were cut off leave their rehearsal open; a real lesson is never touched.
  if (left?.rehearsal === true && left.phase !== 'closed') await adult.device.must('lesson.close', {});
  const name = `robots-${Date.now().toString(36)}`;
  const made = await adult.makeClass(name, settings.children, settings.unrecorded);
  const start = { classId: made.classId, rehearsal: true, speed: settings.speed, confirmDate: true };
  const { session } = await adult.device.must('lesson.start', start);
  await adult.until('the lesson', () => adult.device.known?.parts.lesson?.session === session, stepWithinMs);
  await screen.connect();
  return { ...made, session };
}

/** All present; one in a dozen is away, another late. */
async function callRoll(
  adult: RobotFacilitator,
  children: readonly string[],
  rng: Rng,
): Promise<Map<string, RollStatus>> {
  const roll = new Map<string, RollStatus>(children.map((child) => [child, 'present']));
  const away = children.length > 6 ? rng.shuffle(children).slice(0, Math.ceil(children.length / 12)) : [];
  for (const [index, child] of away.entries()) {
    const status = index % 2 === 0 ? 'absent' : 'late';
    await adult.insist('roll.mark', { child, status });
    roll.set(child, status);
  }
  return roll;
}

async function makeGroups(adult: RobotFacilitator, settings: Settings): Promise<number[]> {
  const count = settings.groups ?? Math.max(settings.tablets, Math.ceil(settings.children / 8));
  await adult.insist('lesson.phase', { phase: 'groups' });
  await adult.insist('groups.propose', { how: 'random', count });
  await adult.insist('lesson.phase', { phase: 'tablets' });
  await adult.device.refresh();
  return adult.lesson.groups.map((group) => group.group);
}

/** The tablets go round the groups, as far as there are tablets; every child present says hello on one of its group's. */
async function seatChildren(cast: Cast, settings: Settings, groups: readonly number[]): Promise<void> {
  const { adult, acts, brokenRepeats, tablets } = cast;
  const { url, speed, activities, faults, seed } = settings;
  const { door } = adult.lesson.join;
  const seated = Array.from({ length: settings.tablets }, async (_, index) => {
    const group = groups[index % groups.length] ?? 1;
    const tablet = new RobotTablet({
      url,
      rng: rngFor(seed, 100 + index),
      speed,
      activities,
      faults,
      onAct: (act) => acts.push(act),
      onBrokenRepeat: (what) => brokenRepeats.push(what),
    });
    tablets.push(tablet);
    await tablet.enter(door, group);
    const present = adult.roll.filter((entry) => entry.group === group && entry.status !== 'absent');
    const shared = Math.ceil((settings.tablets - (index % groups.length)) / groups.length);
    const here = present.filter((_child, place) => place % shared === Math.floor(index / groups.length));
    for (const { child } of here) {
      const state = await tablet.claim(child);
      if (state !== 'seated') throw new Error(`${child} found no seat: ${state}`);
    }
  });
  await Promise.all(seated);
}

function lackTablets(adult: RobotFacilitator, activity: AnyActivity | undefined): boolean {
  const playing = adult.lesson.groups.filter(({ size }) => size > 0);
  return playing.some(({ tablets }) => tablets < (activity?.needs.tablets ?? 0));
}

/** The server must say that the tablets are too few. @throws where it starts, or refuses for another reason */
async function meetRefusal(adult: RobotFacilitator, play: Play): Promise<void> {
  await adult.insist('lesson.phase', { phase: 'card' });
  await adult.insist('activity.choose', play);
  try {
    await adult.insist('run.start', {});
  } catch (fault) {
    if (fault instanceof Refused && fault.code === 'too_few_tablets') return;
    throw fault;
  }
  throw new Error(`${play.activity} was started with too few tablets`);
}

/** Card, demo, play until every group has its outcome, reflect. */
async function playRun(
  { adult, marks, tablets }: Cast,
  play: Play,
  run: number,
  rng: Rng,
  inPhase: InPhase,
): Promise<void> {
  const isPlaying = () => adult.run?.run === run && adult.run.status === 'playing';
  await inPhase('card', run, async () => {
    await adult.insist('lesson.phase', { phase: 'card' });
    await adult.insist('activity.choose', play);
  });
  await inPhase('demo', run, () => adult.insist('lesson.phase', { phase: 'demo' }));
  await inPhase('play', run, async () => {
    await adult.insist('run.start', {}, isPlaying);
    await adult.until('the run', isPlaying, stepWithinMs);
    const prompting = rng.int(2) === 0;
    if (prompting) await whilePlaying(adult, () => adult.insist('run.prompting', { on: true }));
    await steer(adult, rng, marks, prompting);
  });
  await adult.until(`run ${String(run)} to end`, () => isOver(adult), runWithinMs);
  // What waits on a tablet is answered now: afterwards nobody could say what became of it.
  await Promise.all(tablets.map((tablet) => tablet.settled(runWithinMs)));
  await inPhase('reflect', run, () => adult.insist('lesson.phase', { phase: 'reflect' }));
}

/** Steers a run that may end by itself meanwhile: a short game at fifty times the speed is over in a moment. */
async function whilePlaying(adult: RobotFacilitator, steering: () => Promise<void>): Promise<void> {
  try {
    await steering();
  } catch (fault) {
    if (!(fault instanceof Refused && fault.code === 'no_run')) throw fault;
    await adult.until('the run to have ended', () => isOver(adult), stepWithinMs);
  }
}

/** A run that was seen playing has ended: a server that was started again since knows nothing of it any more. */
function isOver({ device, run }: RobotFacilitator): boolean {
  return device.known !== null && run?.status !== 'playing';
}

/** What an adult does beside: a pause, half a minute more, a note, codes and prompts. */
async function steer(adult: RobotFacilitator, rng: Rng, marks: Mark[], prompting: boolean): Promise<void> {
  const { device } = adult;
  await whilePlaying(adult, async () => {
    await adult.insist('run.pause', {});
    await adult.insist('run.resume', {});
    await adult.insist('run.extend', { ms: 10_000, group: null });
  });
  const newest = () => device.known?.parts.moments?.[0];
  const value = `note ${String(rng.int(1_000_000))}`;
  const seated = adult.roll.filter((entry) => entry.seat !== null && entry.recorded);
  const child = seated.length > 0 ? rng.pick(seated) : null;
  await adult.insist(
    'note.add',
    { text: value, child: child?.child ?? null },
    () => newest()?.text === value,
  );
  marks.push({ kind: 'note', child: child?.child ?? null, value });
  if (!child) return;
  await adult.insist('code.add', { code: 'INIT', child: child.child }, () => newest()?.kind === 'code');
  marks.push({ kind: 'code', child: child.child, value: 'INIT' });
  if (!prompting || child.seat === null || child.group === null) return;
  const group = adult.run?.scope === 'class' ? 0 : child.group;
  const answer = await device.persist('prompt.mark', { group, seat: child.seat, level: 2 });
  if (answer.ok) marks.push({ kind: 'prompt', child: child.child, value: '2' });
}
