/** One rehearsal from roll call to 下课, led by the robot facilitator with its robot tablets. */
import { rngFor } from '../activities/_kit/rng.ts';
import type { AnyActivity, Rng } from '../activities/_kit/contract.ts';
import type { ScreenParts } from '../src/wire/publish.ts';
import type { RollStatus } from '../src/wire/vocabulary.ts';
import { Device } from './device.ts';
import { RobotFacilitator } from './facilitator.ts';
import { playsOf, type Play } from './plays.ts';
import { RobotTablet } from './tablet.ts';
import { turnKey, watchScreen, type Act, type Seen } from './truth.ts';

export interface Settings {
  readonly url: string;
  readonly pin: string;
  readonly children: number;
  readonly tablets: number;
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
  /** Called while a run is played, for whoever wants to disturb it; the run's end waits for it. */
  readonly during?: (run: number) => Promise<void>;
}

/** What one simulated lesson leaves for the comparison. */
export interface Played {
  readonly session: string;
  readonly acts: readonly Act[];
  readonly seen: Seen;
  readonly plays: readonly { readonly run: number; readonly play: Play }[];
  /** Roll as the adult marked it; joining a tablet marks present. */
  readonly roll: ReadonlyMap<string, RollStatus>;
  readonly recorded: ReadonlySet<string>;
  /** Seat → child, guests included, per session. */
  readonly childOfSeat: ReadonlyMap<number, string>;
  readonly marks: readonly Mark[];
  readonly skips: ReadonlySet<string>;
  /** Children who are the only one on their tablet. */
  readonly alone: ReadonlySet<string>;
  readonly brokenRepeats: readonly string[];
  readonly acknowledged: readonly string[];
  readonly joinedMs: number;
  readonly export: (token: string) => Promise<Uint8Array>;
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

export async function playLesson(settings: Settings): Promise<Played & { readonly token: string }> {
  const { url, pin, seed, speed, activities, faults, say } = settings;
  const acts: Act[] = [];
  const brokenRepeats: string[] = [];
  const onAct = (act: Act) => acts.push(act);
  const skips = new Set<string>();
  const onSkip = (run: number, group: number, turn: number) => skips.add(turnKey(run, group, turn));
  const adult = new RobotFacilitator({ url, pin, rng: rngFor(seed, 1), speed, activities, onAct, onSkip });
  await adult.signIn();
  const { classId, children } = await adult.makeClass(
    `robots-${String(Date.now() % 1e9)}`,
    settings.children,
    settings.unrecorded,
  );
  const { session } = await adult.device.must('lesson.start', {
    classId,
    rehearsal: true,
    speed,
    confirmDate: true,
  });
  await adult.until('the lesson', () => adult.device.known?.parts.lesson?.session === session, stepWithinMs);

  const seen = watchScreen();
  const screen = new Device<ScreenParts>(url, 'screen', () => {
    if (screen.known) seen.note(screen.known);
  });
  await screen.connect();

  const roll = await callRoll(adult, children, rngFor(seed, 2));
  const groups = await makeGroups(adult, settings);
  const makeTablet = (index: number) =>
    new RobotTablet({
      url, rng: rngFor(seed, 100 + index), speed, activities, faults, onAct,
      onBrokenRepeat: (what) => brokenRepeats.push(what),
    }); // prettier-ignore
  const joining = performance.now();
  const tablets = await seatChildren(adult, settings.tablets, groups, makeTablet);
  const joinedMs = Math.round(performance.now() - joining);
  say(
    `${String(adult.roll.length)} children, ${String(tablets.length)} tablets, joined in ${String(joinedMs)} ms`,
  );

  const plays: { run: number; play: Play }[] = [];
  const marks: Mark[] = [];
  for (const tablet of tablets) tablet.start();
  adult.tapFor(groups.filter((_, index) => index >= tablets.length));
  for (const play of playsOf(settings.activity, activities)) {
    const run = await playRun(adult, play, rngFor(seed, 3 + plays.length), marks, settings);
    plays.push({ run, play });
    say(`run ${String(run)}: ${play.activity} ${JSON.stringify(play.config)}`);
  }
  const childOfSeat = new Map(
    adult.roll.flatMap((entry) => (entry.seat === null ? [] : [[entry.seat, entry.child] as const])),
  );
  const alone = new Set(
    tablets.flatMap(({ device }) =>
      device.remembered.length === 1 ? device.remembered.map(({ child }) => child) : [],
    ),
  );
  await adult.device.must('lesson.close', {});
  for (const tablet of tablets) tablet.stop();
  screen.close();
  const token = adult.device.token ?? '';
  adult.stop();
  return {
    session, acts, seen, plays, roll, childOfSeat, marks, skips, brokenRepeats, alone, joinedMs, token,
    recorded: new Set(children.slice(settings.unrecorded)),
    acknowledged: [...tablets.flatMap((tablet) => tablet.acknowledged), ...adult.acknowledged],
    export: (bearer) => fetchExport(url, session, bearer),
  }; // prettier-ignore
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
    await adult.device.must('roll.mark', { child, status });
    roll.set(child, status);
  }
  return roll;
}

async function makeGroups(adult: RobotFacilitator, settings: Settings): Promise<number[]> {
  const count = Math.max(settings.tablets, Math.ceil(settings.children / 8));
  await adult.device.must('lesson.phase', { phase: 'groups' });
  await adult.device.must('groups.propose', { how: 'random', count });
  await adult.device.must('lesson.phase', { phase: 'tablets' });
  await adult.device.refresh();
  return adult.lesson.groups.map((group) => group.group);
}

/** One tablet for each group, as far as there are tablets; every child present says hello. */
async function seatChildren(
  adult: RobotFacilitator,
  count: number,
  groups: readonly number[],
  makeTablet: (index: number) => RobotTablet,
): Promise<RobotTablet[]> {
  const { door } = adult.lesson.join;
  return Promise.all(
    groups.slice(0, count).map(async (group, index) => {
      const tablet = makeTablet(index);
      await tablet.enter(door, group);
      const here = adult.roll.filter((entry) => entry.group === group && entry.status !== 'absent');
      for (const { child } of here) {
        const state = await tablet.claim(child);
        if (state !== 'seated') throw new Error(`${child} found no seat: ${state}`);
      }
      return tablet;
    }),
  );
}

/** Card, demo, play until every group has its outcome, reflect. Returns the run's number. */
async function playRun(
  adult: RobotFacilitator,
  play: Play,
  rng: Rng,
  marks: Mark[],
  settings: Settings,
): Promise<number> {
  const { device } = adult;
  await device.must('lesson.phase', { phase: 'card' });
  await device.must('activity.choose', play);
  await device.must('lesson.phase', { phase: 'demo' });
  await device.must('run.start', {});
  await adult.until('the run', () => adult.run?.status === 'playing', stepWithinMs);
  const run = adult.run?.run ?? 0;
  const prompting = rng.int(2) === 0;
  if (prompting) await device.must('run.prompting', { on: true });
  await steer(adult, rng, marks, prompting, settings.unrecorded > 0);
  await settings.during?.(run);
  await adult.until(`run ${String(run)} to end`, () => adult.run?.status === 'over', runWithinMs);
  await device.must('lesson.phase', { phase: 'reflect' });
  return run;
}

/** What an adult does beside: a pause, half a minute more, a note, codes and prompts. */
async function steer(
  adult: RobotFacilitator,
  rng: Rng,
  marks: Mark[],
  prompting: boolean,
  guests: boolean,
): Promise<void> {
  const { device } = adult;
  await device.must('run.pause', {});
  await device.must('run.resume', {});
  await device.must('run.extend', { ms: 10_000, group: null });
  const value = `note ${String(rng.int(1_000_000))}`;
  const seated = adult.roll.filter((entry) => entry.seat !== null && entry.recorded);
  const child = seated.length > 0 ? rng.pick(seated) : null;
  await device.must('note.add', { text: value, child: child?.child ?? null });
  marks.push({ kind: 'note', child: child?.child ?? null, value });
  if (!child) return;
  await device.must('code.add', { code: 'INIT', child: child.child });
  marks.push({ kind: 'code', child: child.child, value: 'INIT' });
  if (!prompting || child.seat === null || child.group === null || guests) return;
  const group = adult.run?.scope === 'class' ? 0 : child.group;
  const answer = await device.call('prompt.mark', { group, seat: child.seat, level: 2 });
  if (answer.ok) marks.push({ kind: 'prompt', child: child.child, value: '2' });
}

/** The export as anyone gets it from the console's button: a zip of CSV files. */
async function fetchExport(url: string, session: string, bearer: string): Promise<Uint8Array> {
  const response = await fetch(new URL('/api/export', url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      origin: new URL(url).origin,
    },
    body: JSON.stringify({ session, rehearsals: true, names: false, language: 'zh-CN' }),
  });
  if (!response.ok) throw new Error(`export: ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}
