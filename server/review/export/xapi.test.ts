import { beforeAll, describe, expect, it } from 'vitest';
import { consent } from '../../../tests/support/classroom.ts';
import { reviewSessions } from '../../../tests/support/reviewSessions.ts';
import { exportedBy } from './exported.testing.ts';
import { uuid5, xapiRoot } from './xapi.ts';
import { xapiRules } from './xapiRules.testing.ts';

type Statement = Parameters<(typeof xapiRules)[string]>[0];

async function statements(made: keyof typeof reviewSessions = 'a silent child'): Promise<Statement[]> {
  const { store } = await reviewSessions[made]();
  const files = await exportedBy(store, { formats: ['xapi'] });
  return Object.entries(files)
    .filter(([name]) => name.startsWith('xapi/'))
    .flatMap(([, bytes]) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Statement[]);
}

/** The stores that they come from are gone after the first test. */
const all: Statement[] = [];
beforeAll(async () => {
  const made = ['a silent child', 'imported without ends', 'a crash in the middle'] as const;
  for (const name of made) all.push(...(await statements(name)));
  expect(all.length).toBeGreaterThan(30);
});

describe('the statements hold the rules of the Experience API 1.0.3', () => {
  it.each(Object.entries(xapiRules))('%s', (_rule, broken) => {
    expect(all.flatMap((statement) => broken(statement))).toEqual([]);
  });
  it('and no two of a lesson have one id', async () => {
    const ids = (await statements()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it.each([
  ['2.4.1', { id: 'x' }],
  ['2.2 no value', { result: { response: null } }],
  ['2.2 no property', { more: 1 }],
  ['2.4.7', { timestamp: '2026-03-02 09:00' }],
  ['2.4.5', { result: { duration: '3 s' } }],
  ['4.1', { result: { extensions: { code: 'greet' } } }],
  ['2.4.2.2', { context: { team: { objectType: 'Agent' } } }],
  ['2.4.8', { version: '1.0.3' }],
])('the rule %s is broken by what breaks it', (rule, wrong) => {
  const [good] = all;
  const [, broken] = Object.entries(xapiRules).find(([name]) => name.startsWith(rule))!;
  expect(broken(good!)).toEqual([]);
  expect(broken({ ...good!, ...wrong })).not.toEqual([]);
});

it('tells a turn with its actor, its length, its group and when it was', async () => {
  const { store } = await reviewSessions['a silent child']();
  const files = await exportedBy(store, { formats: ['xapi'], names: true });
  const [first] = JSON.parse(Buffer.from(files['xapi/s1.json']!).toString('utf8')) as Statement[];
  expect(first).toMatchObject({
    actor: { account: { name: 'k1' } },
    verb: { id: `${xapiRoot}/verbs/took-floor` },
    object: { id: `${xapiRoot}/activities/s1/1/1` },
    result: { duration: 'PT2.00S' },
    context: { team: { objectType: 'Group', member: expect.arrayContaining([expect.objectContaining({ account: expect.objectContaining({ name: 'k6' }) as object })]) as object } },
    timestamp: '2026-03-02T09:01:00.000+08:00',
  }); // prettier-ignore
});

it('gives the same ids for the same export, and others to another recipient', async () => {
  // As Python's uuid.uuid5(uuid.NAMESPACE_URL, …) gives it.
  expect(uuid5('https://circletime.invalid/xapi')).toBe('b34ea263-adaf-5868-b588-4c8bc65073a2');
  const { store } = await reviewSessions['a silent child']();
  for (const child of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'])
    await store.addConsents([{ ...consent(child, 'yes'), purpose: 'research_export' }]);
  const idsFor = async (recipient: string | null) => {
    const files = await exportedBy(store, { formats: ['xapi'], recipient });
    const told = JSON.parse(Buffer.from(files['xapi/s1.json']!).toString('utf8')) as Statement[];
    return told.map(({ id }) => id);
  };
  const own = await idsFor(null);
  expect(await idsFor(null)).toEqual(own);
  const others = await idsFor('某大学');
  expect(others).toHaveLength(own.length);
  expect(others.filter((id) => own.includes(id))).toEqual([]);
});
