/** A live session at its port, for tests of what stands around it: it notes what it is told and plays nothing. */
import type { Failure } from '../../src/wire/errors.ts';
import { eventNames } from '../../src/wire/schemas.ts';
import type { Phase } from '../../src/wire/vocabulary.ts';
import type { Audience, Handlers, Lessons, SessionEvent } from '../../server/session/api.ts';

const ofSession =
  /^(door\.open|group\.choose|hand|hint|act|act\.adult|prompt\.mark|note\.add|code\.add|ask\.answer|activity\.choose|(seat|lesson|roll|groups|device|run)\..*)$/;
const noLesson: Failure = { ok: false, code: 'no_lesson' };

export interface FakeLessons extends Lessons {
  /** `verb device`, in order. */
  readonly told: string[];
  phase: Phase | null;
  /** Answers that replace `no_lesson`. */
  readonly answers: Partial<Record<SessionEvent, unknown>>;
  readonly publishes: Map<Audience['kind'], unknown>;
}

export function fakeLessons(): FakeLessons {
  const told: string[] = [];
  const answers: FakeLessons['answers'] = {};
  const handlers = Object.fromEntries(
    eventNames
      .filter((event) => ofSession.test(event))
      .map((event) => [event, () => Promise.resolve(answers[event as SessionEvent] ?? noLesson)]),
  ) as unknown as Handlers<SessionEvent>;
  const fake: FakeLessons = {
    told,
    phase: null,
    answers,
    publishes: new Map(),
    handlers,
    current: () => (fake.phase ? { session: 'lesson-1', phase: fake.phase, rehearsal: false } : null),
    snapshot: (audience) => {
      told.push(`snapshot ${audience.kind}`);
      const publish = fake.publishes.get(audience.kind);
      return publish === undefined ? null : { session: 'lesson-1', publish: publish as never };
    },
    returned: (device) => {
      told.push(`returned ${device}`);
      return Promise.resolve();
    },
    heard: (device) => void told.push(`heard ${device}`),
    lost: (device) => void told.push(`lost ${device}`),
    peopleChanged: (children) => {
      told.push(`people ${children.length}`);
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
  };
  return fake;
}
