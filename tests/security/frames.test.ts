/** Every kind of bad frame by its name, over both transports: it is refused, dropped or ends its own line, no more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classroomPace } from '../../server/session/publish/pace.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import { besiege } from '../support/besieged.ts';
import type { Besieged } from '../support/besieged.ts';
import { openLine } from '../support/rawLine.ts';
import type { Line } from '../support/rawLine.ts';

let lesson: Besieged;
let before: string;
let token: string | null = null;

beforeAll(async () => {
  lesson = await besiege(2, {
    handshakesPerSecond: 1000,
    hellos: { atOnce: 1e9, perSecond: 1 },
    backlogBytes: 10_000,
  });
  (await tablet('websocket')).end();
  before = await lesson.state();
}, 60_000);
afterAll(async () => {
  await lesson.end();
});

const greet = async (line: Line): Promise<AnswerOf<'hello'>> => {
  const greeting = { app: 'tablet', token, build: 'dev', seen: null, seats: [], language: 'zh-CN' };
  const told = await line.answer(`2801${JSON.stringify(['hello', greeting])}`, '3801');
  return (JSON.parse(told ?? '[null]') as [AnswerOf<'hello'>])[0];
};

/** A tablet that knows the door: the same one each time, as a page would be. */
async function tablet(transport: 'websocket' | 'polling'): Promise<Line> {
  const line = await openLine(lesson.server.port, '127.0.0.77', transport);
  if (line === null) throw new Error('no line');
  await line.answer('0', '0');
  const hello = await greet(line);
  if (!hello.ok) throw new Error(hello.code);
  token = hello.token ?? token;
  await line.answer(`2802${JSON.stringify(['door.open', { pictures: lesson.door }])}`, '3802');
  return line;
}

const act =
  '{"actionId":"aaaaaaaaaa","run":1,"group":1,"seat":1,"epoch":1,"asOf":0,"action":{"type":"claim"},"shownMs":1,"queued":false';
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** What comes back: an answer that refuses, nothing, or the end of the line. */
const frames = {
  'null for a payload': ['42900["act",null]', 'refused'],
  'a list for a payload': ['42900["act",[]]', 'refused'],
  'a list of payloads': ['42900["act",{},{},{}]', 'refused'],
  'no payload': ['42900["act"]', 'refused'],
  'a __proto__ key': [`42900["act",${act},"__proto__":{"role":"admin"}}]`, 'refused'],
  'a constructor key': [`42900["act",${act},"constructor":{"prototype":{"role":"admin"}}}]`, 'refused'],
  'a __proto__ key deep inside': [
    `42900["act",${act.replace('"type":"claim"', '"type":"claim","__proto__":{"role":"admin"}')}}]`,
    'refused',
  ],
  'JSON eight thousand levels deep': [`42900["act",${deep(8000)}]`, 'refused'],
  'an action eight thousand levels deep': [
    `42900["act",${act.replace('"type":"claim"', `"type":"claim","deep":${deep(7900)}`)}}]`,
    'refused',
  ],
  'an event nobody knows': ['42900["no.such",{}]', 'refused'],
  'an event called __proto__': ['42900["__proto__",{}]', 'refused'],
  'an event called error': ['42900["error",{}]', 'refused'],
  'an event that is a number': ['42900[7,{}]', 'refused'],
  'an event of an adult': ['42900["run.end",{"group":null}]', 'refused'],
  'a placeholder of an attachment that is not there': [
    '42900["act",{"_placeholder":true,"num":0}]',
    'refused',
  ],
  'a missing acknowledgement': ['42["act",{}]', 'nothing'],
  'an acknowledgement of nothing': ['43900["x"]', 'nothing'],
  'a pong nobody waits for': ['3', 'nothing'],
  'JSON deeper than a message is long': [`42900["act",${deep(10_000)}]`, 'ended'],
  'a message too long': [`42900["act",${JSON.stringify('很'.repeat(6000))}]`, 'ended'],
  'half a message': ['42900["act",{"run":', 'ended'],
  'a promise of an attachment, and then none': ['451-900["act",{"_placeholder":true,"num":0}]', 'ended'],
  'more attachments than there may be': ['4599999-900["act",{"_placeholder":true,"num":0}]', 'ended'],
  'an attachment nobody promised': ['bAAAA', 'ended'],
  'an acknowledgement below zero': ['42-1["act",{}]', 'ended'],
  'a namespace that is not': ['42/admin,900["act",{}]', 'ended'],
  'an event that Socket.IO keeps for itself': ['42900["disconnect",{}]', 'ended'],
  'a packet of no type': ['4x', 'ended'],
  'a frame of no type': ['x', 'ended'],
  'a ping in the wrong direction': ['2', 'ended'],
} as const satisfies Record<string, readonly [string, 'refused' | 'nothing' | 'ended']>;

describe.each(['websocket', 'polling'] as const)('over %s', (transport) => {
  it.each(Object.entries(frames))('%s does no harm', async (_name, [text, outcome]) => {
    const line = await tablet(transport);
    if (outcome === 'refused') {
      const told = await line.answer(text.slice(1), '3900');
      expect(JSON.parse(told ?? '[]')).toEqual([expect.objectContaining({ ok: false })]);
    } else await line.send([{ text }]);
    const alive = await line.answer('2901["auth.status",{}]', '3901');
    // A poll too long is refused for itself: its line stands.
    const stands = outcome !== 'ended' || (transport === 'polling' && Buffer.byteLength(text) > 16 * 1024);
    expect(alive !== null).toBe(stands);
    line.end();

    // The one that sent it is on the line again, as before.
    (await tablet('websocket')).end();
    expect(await lesson.state()).toBe(before);
    expect([lesson.server.process.exitCode, await lesson.faults()]).toEqual([null, []]);
  });
});

it('a reader that reads nothing is dropped, and its next hello brings all it missed', async () => {
  const line = await tablet('polling');
  const { teacher } = lesson;
  // Each is told to everybody; a poll that is not fetched leaves them with the server.
  let dropped = false;
  for (let n = 0; n < 1000 && !dropped; n += 1) {
    await teacher.must(n % 2 === 0 ? 'run.resume' : 'run.pause', {});
    dropped = !(await line.stands());
    // As fast as pages are shown anything: several changes in one frame would fill no buffer.
    await new Promise((resolve) => setTimeout(resolve, 1000 / classroomPace.perSecond));
  }
  expect(dropped).toBe(true);
  await teacher.must('run.pause', {}).catch(() => undefined);
  await teacher.refresh();
  const again = await openLine(lesson.server.port, '127.0.0.77', 'websocket');
  await again?.answer('0', '0');
  const hello = again && (await greet(again));
  expect(hello).toMatchObject({
    ok: true,
    role: 'tablet',
    snapshot: { from: null, to: teacher.known()?.seq },
  });
  again?.end();
});
