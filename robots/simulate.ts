/** `circletime simulate`: robots play a lesson, and its export is compared with what they know to be true. */
import { compare, readExport, type Comparison } from './compare.ts';
import { playLesson, type Played, type Settings } from './lesson.ts';

/** Nobody answers at the address. */
export class NoServer extends Error {}

/**
 * Plays one lesson against a running server and compares its export with the truth.
 *
 * @throws NoServer, Refused (a wrong PIN, a lesson that runs already), or what stopped the lesson
 */
export async function simulate(settings: Settings): Promise<Comparison & { readonly played: Played }> {
  await reach(settings.url);
  const played = await playLesson(settings);
  const tables = readExport(await fetchExport(settings.url, played));
  const compared = compare(tables, knownOf(played, settings), played.roll, played.marks);
  const repeats = played.brokenRepeats.map((actionId) => `act ${actionId}: sent twice, answered differently`);
  return { rows: compared.rows, differences: [...compared.differences, ...repeats], played };
}

/** Robots would wait for a server for ever, as tablets do. */
async function reach(url: string): Promise<void> {
  try {
    await fetch(new URL('/health', url));
  } catch (cause) {
    throw new NoServer(url, { cause });
  }
}

/** A commit on a slow disk and the publisher's pace, in real ms; a rehearsal's clock runs faster. */
const staleRealMs = 250;

function knownOf(played: Played, { activities, speed }: Settings): Parameters<typeof compare>[1] {
  const { acts, seen, seenLifts, skips, childOfSeat, recorded, alone } = played;
  return {
    acts,
    seenLifts,
    turns: seen.turns,
    looks: seen.looks,
    staleMs: staleRealMs * speed,
    skips,
    childOfSeat,
    recorded,
    alone: (child) => alone.has(child),
    activityOf: (run) => {
      const play = played.plays.find((each) => each.run === run)?.play;
      const activity = play && activities[play.activity];
      if (!activity) throw new Error(`nothing was played in run ${run}`);
      return { activity, config: play.config };
    },
  };
}

/** The export as an admin gets it from the console's button, with names: only so are children called as they are here. */
export async function fetchExport(
  url: string,
  { session, token }: Pick<Played, 'session' | 'token'>,
): Promise<Uint8Array> {
  const response = await fetch(new URL('/api/export', url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      origin: new URL(url).origin,
    },
    body: JSON.stringify({
      session,
      rehearsals: true,
      formats: ['csv'],
      names: true,
      recipient: null,
      language: 'zh-CN',
    }),
  });
  if (!response.ok) throw new Error(`export: ${response.status} ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}
