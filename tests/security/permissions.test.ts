/** Every role × event × phase over real connections: refused exactly where the reviewed table lacks it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Device } from '../../robots/device.ts';
import type { When } from '../../server/access/permissions.ts';
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import type { Running } from '../../server/main.ts';
import { classroomLimits } from '../../server/transport/limits.ts';
import { eventNames } from '../../src/wire/schemas.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import { roles } from '../../src/wire/vocabulary.ts';
import type { Role } from '../../src/wire/vocabulary.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { rowsOf } from '../support/besieged.ts';
import { openLine } from '../support/rawLine.ts';
import { testPin } from '../support/serverProcess.ts';

const matrix = new URL('../../server/access/permissions.matrix.txt', import.meta.url);
const pinOfFacilitator = '97531';
/** Fits no event's schema: who is let through is stopped there, before anything is done. */
const misfit = { 'no such key': 1 };

let data: string;
let running: Running;
let url: string;
let teacher: Teacher;
const devices: Device<unknown>[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-permissions-'));
  const config = resolveConfig({ data, pin: testPin, host: '127.0.0.1', port: '0', sample: false }, {});
  const unhurried = { atOnce: 1e9, perSecond: 1 };
  const limits = { ...classroomLimits, messages: unhurried, hellos: unhurried, frames: unhurried };
  running = await startServer(config, { limits });
  url = `http://127.0.0.1:${running.port}`;
  teacher = await signInTeacher(url);
});
afterEach(async () => {
  for (const device of devices.splice(0)) device.close();
  teacher.leave();
  await running.stop();
  await rm(data, { recursive: true });
});

async function open(app: Payload<'hello'>['app']): Promise<Device<unknown>> {
  const device = new Device<unknown>(url, app, () => undefined);
  devices.push(device);
  await device.connect();
  return device;
}

async function signIn(account: string, pin: string): Promise<Device<unknown>> {
  const device = await open('console');
  await device.must('auth.signIn', { account, pin });
  return device;
}

/** One page for each role; a tablet is one only while the lesson is on whose door it opened. */
async function cast(): Promise<Map<Role, Device<unknown>>> {
  const { accounts } = await teacher.must('account.list', {});
  const colleague = await teacher.must('account.add', {
    name: '刘老师',
    pin: pinOfFacilitator,
    role: 'facilitator',
  });
  return new Map<Role, Device<unknown>>([
    ['visitor', await open('tablet')],
    ['tablet', await open('tablet')],
    ['screen', await open('screen')],
    ['facilitator', await signIn(colleague.account, pinOfFacilitator)],
    ['admin', await signIn(accounts[0]!.account, testPin)],
  ]);
}

/** What each role may send when, as the file says that people have read and agreed to. */
async function readMatrix(): Promise<(role: Role, event: EventName, when: When) => boolean> {
  const lines = (await readFile(matrix, 'utf8')).split('\n').filter(Boolean);
  const told = new Map(
    lines.map((line) => {
      const [event, role, ...whens] = line.split(/ +/);
      return [`${event} ${role}`, whens] as const;
    }),
  );
  return (role, event, when) => {
    const whens = told.get(`${event} ${role}`) ?? [];
    return whens.includes('always') || whens.includes(when);
  };
}

it('refuse what the table does not name, role by role and phase by phase, and change nothing', async () => {
  const may = await readMatrix();
  const pages = await cast();
  const wrong: string[] = [];
  const tried = new Set<string>();

  const tryAll = async (when: When): Promise<void> => {
    // Whoever has become another since says hello again; afterwards nobody changes any more.
    for (const page of pages.values()) await page.refresh();
    const before = JSON.stringify([rowsOf(data), teacher.known()]);
    for (const page of pages.values()) {
      const { role } = page.lastHello ?? {};
      if (role === undefined) throw new Error('a page without hello');
      for (const event of eventNames) {
        const answer = await page.call(event, misfit);
        const expected = may(role, event, when) ? 'bad_input' : 'not_permitted';
        const told = answer.ok ? 'ok' : answer.code;
        tried.add(`${role} ${event} ${when}`);
        if (told !== expected) wrong.push(`${role} ${event} ${when}: ${told}, not ${expected}`);
      }
    }
    expect(JSON.stringify([rowsOf(data), teacher.known()]), when).toBe(before);
  };

  await tryAll('none');
  const classId = await makeClass(teacher, '三年级', ['小明', '小芳', '小强']);
  await startLesson(teacher, classId, { groups: 1 });
  await pages.get('tablet')!.must('door.open', { pictures: [...teacher.lesson().join.door] });
  for (const phase of ['roll', 'groups', 'tablets', 'card', 'demo'] as const) {
    await teacher.must('lesson.phase', { phase });
    await teacher.until(({ lesson }) => lesson?.phase === phase);
    await tryAll(phase);
  }
  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await teacher.must('run.start', {});
  await teacher.must('run.pause', {});
  await teacher.until(({ lesson }) => lesson?.paused === 'adult');
  await tryAll('play');
  await teacher.must('run.end', { group: null });
  await teacher.must('lesson.phase', { phase: 'reflect' });
  await teacher.until(({ lesson }) => lesson?.phase === 'reflect');
  await tryAll('reflect');
  await teacher.must('lesson.close', {});
  // A lesson that is closed is none.
  await tryAll('none');

  expect(wrong).toEqual([]);
  // A tablet is a visitor without a lesson.
  expect(tried.size).toBe(eventNames.length * (roles.length * 8 - 1));
});

it('let a connection that has not said hello say nothing else, in any phase', async () => {
  const ask = async (): Promise<Record<string, string>> => {
    const line = await openLine(running.port, '127.0.0.1', 'websocket');
    if (line === null) throw new Error('no line');
    await line.answer('0', '0');
    const told: Record<string, string> = {};
    for (const [index, event] of eventNames.entries()) {
      const answer =
        (await line.answer(`2${index}${JSON.stringify([event, misfit])}`, `3${index}`)) ?? '[{}]';
      told[event] = (JSON.parse(answer) as [{ code?: string }])[0].code ?? 'ok';
    }
    line.end();
    return told;
  };
  const expected = Object.fromEntries(
    eventNames.map((event) => [event, event === 'hello' ? 'bad_input' : 'signed_out']),
  );
  expect(await ask()).toEqual(expected);
  const classId = await makeClass(teacher, '三年级', ['小明', '小芳', '小强']);
  await startLesson(teacher, classId, { groups: 1 });
  expect(await ask()).toEqual(expected);
});
