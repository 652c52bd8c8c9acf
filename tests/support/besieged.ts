/** A lesson in full swing on a server of its own, for attackers to try themselves on, and whether they moved anything. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, vi } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import { rngFor } from '../../activities/_kit/rng.ts';
import { Device } from '../../robots/device.ts';
import { RobotTablet } from '../../robots/tablet.ts';
import type { Limits } from '../../server/transport/limits.ts';
import type { ScreenParts } from '../../src/wire/publish.ts';
import type { DoorPicture } from '../../src/wire/vocabulary.ts';
import { makeClass, signInTeacher, startLesson } from './appTeacher.ts';
import type { Teacher } from './appTeacher.ts';
import { freePort, startServer } from './serverProcess.ts';
import type { ServerProcess } from './serverProcess.ts';

export interface Besieged {
  readonly server: ServerProcess;
  readonly data: string;
  readonly teacher: Teacher;
  readonly screen: Device<ScreenParts>;
  /** One for each group, its children seated, the robots not playing yet. */
  readonly tablets: readonly RobotTablet[];
  readonly door: readonly [DoorPicture, DoorPicture, DoorPicture];
  /** Hash of every row but those of devices, and of what the lesson's own pages are shown. */
  state(): Promise<string>;
  /** Lines of the server's log that tell of a fault of ours. */
  faults(): Promise<readonly string[]>;
  /** Acts of the robots that the server acknowledged so far. */
  acts(): number;
  end(): Promise<void>;
}

/** As bin/circletime.mjs starts the server: memory is measured here. */
const nursery = '--max-semi-space-size=8';

/** A ball game is on in each of `groups` groups of three, the class's clock stopped by its adult. */
export async function besiege(groups: number, limits: Partial<Limits> = {}): Promise<Besieged> {
  const data = await mkdtemp(join(tmpdir(), 'circletime-besieged-'));
  const script = [nursery, 'tests/support/limitsServer.ts', '--limits', JSON.stringify(limits)];
  const server = await startServer({ data, port: await freePort(), script });
  const { url } = server;
  const teacher = await signInTeacher(url);
  const names = Array.from({ length: groups * 3 }, (_, index) => `孩子${index + 1}`);
  const classId = await makeClass(teacher, '三年级', names);
  await startLesson(teacher, classId, { groups, rehearsal: true, speed: 10 });
  const { door } = teacher.lesson().join;
  const screen = new Device<ScreenParts>(url, 'screen', () => undefined);
  await screen.connect();

  const tablets: RobotTablet[] = [];
  for (let group = 1; group <= groups; group += 1) {
    const tablet = new RobotTablet({
      url,
      speed: 10,
      activities,
      rng: rngFor(group, 0),
      faults: false,
      onAct: () => undefined,
      onBrokenRepeat: () => undefined,
    });
    await tablet.enter(door, group);
    await tablet.device.refresh();
    for (const { child } of tablet.device.known?.parts.own?.tiles ?? []) await tablet.claim(child);
    tablets.push(tablet);
  }
  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await teacher.must('run.start', {});
  await teacher.must('run.pause', {});

  return {
    server,
    data,
    teacher,
    screen,
    tablets,
    door,
    state: async () => {
      const rows = rowsOf(data);
      const last = (rows['log'] ?? []).length;
      const shown = () => [
        ...[screen, ...tablets.map(({ device }) => device)].map(({ known }) => known),
        teacher.known(),
      ];
      await Promise.all([
        screen.refresh(),
        teacher.refresh(),
        ...tablets.map(({ device }) => device.refresh()),
      ]);
      // The pages follow the record by some hundredths of a second.
      await vi.waitFor(() => expect(shown().every((known) => known?.seq === last)).toBe(true), 10_000);
      return hash([rows, shown()]);
    },
    faults: async () => {
      const lines = (await readFile(join(data, 'circletime.log'), 'utf8')).split('\n').filter(Boolean);
      return lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    },
    acts: () => tablets.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    end: async () => {
      for (const tablet of tablets) tablet.stop();
      screen.close();
      teacher.leave();
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Devices are known for saying hello, whatever they want; the rest is the lesson and the people. */
const ofDevices = 'known_device';

/** Every row of every table, read beside the running server. */
export function rowsOf(data: string): Readonly<Record<string, readonly unknown[]>> {
  const db = new SqliteDatabase(join(data, 'circletime.db'), { readonly: true, fileMustExist: true });
  try {
    const tables = db
      .prepare<[], string>(`select name from sqlite_schema where type = 'table' order by name`)
      .pluck()
      .all();
    const told = tables.filter((table) => table !== ofDevices);
    return Object.fromEntries(told.map((table) => [table, db.prepare(`select * from "${table}"`).all()]));
  } finally {
    db.close();
  }
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
