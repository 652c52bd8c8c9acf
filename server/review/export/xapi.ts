/**
 * What children did as statements of the Experience API 1.0.3. An actor is an account that no address leads to; the
 * group that a game was played in is the context's team. The same export gives the same ids.
 *
 * Ids: verbs, activities and extensions stand under `https://circletime.invalid/xapi/` (RFC 2606: never resolves, since
 * no site of ours keeps them).
 */
import { createHash } from 'node:crypto';
import type { Game, ReviewFacts, TurnFact } from '../facts.ts';
import { localTimeMs } from './localTime.ts';

const home = 'https://circletime.invalid';
export const xapiRoot = `${home}/xapi`;
/** RFC 4122, appendix C: the name space of URLs. */
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** UUID version 5: the same name is the same id. */
export function uuid5(name: string): string {
  const namespace = Buffer.from(urlNamespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const verbs = {
  'took-floor': { en: 'took the floor', 'zh-CN': '发言了' },
  passed: { en: 'passed the floor on', 'zh-CN': '先不说' },
  contributed: { en: 'contributed', 'zh-CN': '参与了' },
  'raised-hand': { en: 'raised a hand', 'zh-CN': '举手了' },
} as const;
type Verb = keyof typeof verbs;

const account = (name: string) => ({ objectType: 'Agent', account: { homePage: home, name } }) as const;
const activity = (path: string, type: string, name: string) =>
  ({
    objectType: 'Activity',
    id: `${xapiRoot}/activities/${path}`,
    definition: { type: `${xapiRoot}/activity-types/${type}`, name: { en: name } },
  }) as const;

type Extensions = Readonly<Record<string, string | number | boolean>>;
/** Without what is not known: a statement holds no null. */
function extensions(values: Readonly<Record<string, string | number | boolean | null>>): Extensions {
  const known = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [[`${xapiRoot}/extensions/${key}`, value] as const],
  );
  return Object.fromEntries(known);
}

/** ISO 8601, to the hundredth of a second as the specification asks. */
const duration = (ms: number) => `PT${(Math.round(ms / 10) / 100).toFixed(2)}S`;

interface Act {
  readonly child: string;
  readonly verb: Verb;
  readonly key: string;
  readonly wall: number;
  readonly result: object;
}

/** The statements of a lesson by time. */
export function statementsOf(facts: ReviewFacts): object[] {
  return facts.games
    .flatMap((game) => {
      const context = contextOf(facts, game);
      return actsOf(game).map((act) => ({ act, statement: statementOf(facts, game, context, act) }));
    })
    .sort((a, b) => a.act.wall - b.act.wall)
    .map(({ statement }) => statement);
}

function statementOf(facts: ReviewFacts, game: Game, context: object, act: Act): object {
  const { session, utcOffset } = facts.session;
  const place = `${session}/${game.run}/${game.group}`;
  return {
    // With the actor in it: two recipients get different ids for the same act.
    id: uuid5(`${xapiRoot}/statements/${place}/${act.key}/${act.child}`),
    actor: account(act.child),
    verb: { id: `${xapiRoot}/verbs/${act.verb}`, display: verbs[act.verb] },
    object: activity(place, 'game', game.activity),
    result: act.result,
    context,
    timestamp: localTimeMs(act.wall, utcOffset),
  };
}

function contextOf({ session }: ReviewFacts, game: Game): object {
  const { session: id, rehearsal } = session;
  return {
    registration: uuid5(`${xapiRoot}/lessons/${id}/${session.class}`),
    team: {
      objectType: 'Group',
      name: `group ${game.group}`,
      account: { homePage: home, name: `${id}/${game.run}/${game.group}` },
      member: game.roster.map(account),
    },
    contextActivities: {
      parent: [activity(id, 'lesson', 'lesson')],
      grouping: [activity(`classes/${session.class}`, 'class', 'class')],
      category: [activity(`rules/${game.activity}`, 'activity', game.activity)],
    },
    platform: 'Circletime',
    extensions: extensions({
      run: game.run,
      group: game.group,
      'activity-version': game.version,
      regime: game.regime,
      present: game.present,
      recorded: game.roster.length,
      rehearsal: rehearsal === 1,
      origin: session.origin,
    }),
  };
}

function actsOf({ turns, contributions, requests }: Game): Act[] {
  return [
    ...turns.flatMap(turnAct),
    ...contributions.map(({ child, seq, part, receivedWall, code, toward, towardChild, at }): Act => ({
      child,
      verb: 'contributed',
      key: `contribution/${seq}/${part}`,
      wall: receivedWall,
      result: { extensions: extensions({ code, toward, 'toward-child': towardChild, 'run-clock-ms': at }) },
    })),
    ...requests.map(({ child, request, receivedWall, outcome, at }): Act => ({
      child,
      verb: 'raised-hand',
      key: `request/${request}`,
      wall: receivedWall,
      result: { extensions: extensions({ outcome, 'run-clock-ms': at }) },
    })),
  ];
}

/** Only a child's turn that was taken or passed on is an act of somebody. */
function turnAct(turn: TurnFact): Act[] {
  const { child, claimedAt, claimedWall, endedAt, why } = turn;
  if (child === null || claimedAt === null || claimedWall === null) return [];
  const told = extensions({
    why,
    toward: turn.toward,
    'toward-child': turn.towardChild,
    'given-by': turn.givenBy,
    'given-by-child': turn.givenByChild,
    attribution: turn.attribution,
    prompt: turn.prompt,
    'run-clock-ms': claimedAt,
  });
  const length = endedAt === null ? {} : { duration: duration(endedAt - claimedAt) };
  return [
    {
      child,
      verb: turn.taken ? 'took-floor' : 'passed',
      key: `turn/${turn.turn}`,
      wall: claimedWall,
      result: { ...(turn.taken ? length : {}), extensions: told },
    },
  ];
}
