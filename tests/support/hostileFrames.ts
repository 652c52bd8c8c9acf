/** Engine.io and Socket.IO frames that no page of ours would send, drawn from a seed. None of them is a valid act. */
import type { Rng } from '../../activities/_kit/contract.ts';
import { eventNames } from '../../src/wire/schemas.ts';

/** Names that mean something to libraries and languages. */
const strange = [
  'error', 'publish', 'revoked', 'constructor', '__proto__', 'prototype', 'hasOwnProperty', 'toString', 'then', '',
  ' ', 'act.', 'no.such', 'disconnected', 'reconnect', 'ping', 'message', 'data', 'close',
]; // prettier-ignore
/** Names that Socket.IO keeps for itself: who sends one is cut off. */
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

const poisons = [
  '{"__proto__":{"role":"admin","isAdmin":true}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '{"prototype":null,"toString":null,"valueOf":1}',
  '{"app":"tablet","token":null,"build":"dev","seen":null,"seats":[],"language":"zh-CN","__proto__":{"x":1}}',
  '{"group":"__proto__"}', '{"group":0.5}', '{"child":"__proto__"}', '{"child":["k"]}', '{"seat":-1}',
  '{"seat":{"valueOf":"1"}}', '{"pictures":["apple","apple"]}', '{"pictures":null}',
  '{"actionId":"x","run":1,"group":1,"seat":1,"epoch":1,"asOf":0,"action":{"type":"claim"}}',
  '{"actionId":"aaaaaaaaaa","run":1,"group":1,"seat":1,"epoch":1,"asOf":0,"action":{"type":"claim","__proto__":1},"shownMs":-1,"queued":false}',
  '{"_placeholder":true,"num":0}', '{"_placeholder":true,"num":-1}', '{"_placeholder":true,"num":1e999}',
  '{"_placeholder":true,"num":"__proto__"}', '{"toJSON":1}', '{"length":-1}',
]; // prettier-ignore

const scalars = [
  'null', 'true', '0', '-0', '-1', '0.5', '1e308', '1e999', '9007199254740993', '""', '"\\u0000"', '"\\ud800"',
  '"../../etc/passwd"', '"\'; drop table log; --"', '[]', '{}', '[[]]', '[null]', '[0,1]',
]; // prettier-ignore

const ackIds = ['', '', '', '0', '1', '999', '2147483648', '9007199254740993', '1'.repeat(400)];
const namespaces = ['/admin,', '/__proto__,', '/constructor,', `/${'n'.repeat(900)},`, '/?a=b,', '/'];

/** A frame, and whether it goes as text. */
export type HostileFrame = { readonly text: string } | { readonly bytes: Uint8Array };

/** One frame in so many breaks the protocol itself, which ends its connection; the others reach what lies behind. */
const breakingOneIn = 40;

export function hostileFrame(rng: Rng): HostileFrame {
  if (rng.int(breakingOneIn) === 0) return breaking(rng);
  const kind = rng.int(20);
  if (kind === 0) return { text: rng.pick(['3', '3probe', '3{}', '6', '30']) };
  // Acknowledgements of what was never asked.
  if (kind === 1) return { text: `43${rng.pick(ackIds)}[${rng.pick(scalars)}]` };
  return { text: `42${rng.pick(ackIds)}[${[JSON.stringify(nameOf(rng)), ...payloads(rng)].join(',')}]` };
}

const nameOf = (rng: Rng): string => rng.pick(rng.int(4) === 0 ? strange : eventNames);

const payloads = (rng: Rng): string[] =>
  Array.from({ length: rng.pick([0, 1, 1, 1, 1, 1, 2, 5]) }, () => payload(rng));

function payload(rng: Rng): string {
  const kind = rng.int(24);
  if (kind === 0) return deep(rng, rng.pick([500, 4000, 7500]));
  if (kind === 1) return JSON.stringify('很'.repeat(rng.pick([100, 4000, 5300])));
  if (kind === 2)
    return `{${Array.from({ length: 1 + rng.int(300) }, (_, key) => `"k${key}":${key}`).join()}}`;
  return rng.pick(rng.int(2) === 0 ? poisons : scalars);
}

function breaking(rng: Rng): HostileFrame {
  const event = `[${JSON.stringify(nameOf(rng))},${payload(rng)}]`;
  const texts = [
    // The engine's own: open, close, a ping the wrong way, an upgrade nobody probed for, nothing, junk.
    rng.pick(['0{}', '1', '2', '2probe', '5', '', 'x', '\u0000', '4', '99']),
    // Packets of no type, to nowhere, before or after their time.
    `4${rng.pick(['0', '1', '4', '7', '8', 'x', ''])}${rng.pick(scalars)}`,
    `4${rng.pick(['0', '1', '2', '3'])}${rng.pick(namespaces)}${event}`,
    `42${rng.pick(['-1', 'NaN', '1e3', '0x1'])}${event}`,
    `42${rng.pick(['[', '{', '["act"', '["act",]', '["act",{}', 'undefined', '[["act"]]', '[{}]', 'null', '{}'])}`,
    `42["${rng.pick(reserved)}",{}]`,
    // Attachments that never come, or that nobody promised.
    `4${rng.pick(['5', '6'])}${rng.pick(['1-', '2-', '11-', '0-', '-1-', '1e1-', '', '999999999-'])}${event}`,
    `b${rng.pick(['AAAA', '!!!!', '', 'A'.repeat(900)])}`,
    // Longer than a message may be.
    `42["act",${deep(rng, 10_000)}]`,
    `42["act",${JSON.stringify('很'.repeat(5500))}]`,
  ];
  if (rng.int(texts.length + 1) > 0) return { text: rng.pick(texts) };
  return { bytes: Uint8Array.from({ length: 1 + rng.int(64) }, () => rng.int(256)) };
}

/** Lists or objects in one another. */
function deep(rng: Rng, depth: number): string {
  if (rng.int(2) === 0) return '['.repeat(depth) + ']'.repeat(depth);
  const levels = Math.floor(depth / 3);
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}
