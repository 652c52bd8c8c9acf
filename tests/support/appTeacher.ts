/** The teacher over the wire, for tests that look at the other surfaces: the console's own events, without its page. */
import { Device } from '../../robots/device.ts';
import type { Followed } from '../../src/wire/follow.ts';
import type { ConsoleParts, Lesson } from '../../src/wire/publish.ts';
import { testPin } from './serverProcess.ts';

export interface Teacher {
  readonly must: Device<ConsoleParts>['must'];
  /** The lesson as the console sees it. @throws where none is open */
  lesson(): Lesson;
  /** Resolves when the console's parts satisfy `ready`. */
  until(ready: (parts: Partial<ConsoleParts>) => boolean): Promise<void>;
  /** All that the console is shown, after `refresh` as of now. */
  known(): Followed<ConsoleParts> | null;
  refresh(): Promise<void>;
  leave(): void;
}

export async function signInTeacher(url: string): Promise<Teacher> {
  const waiting = new Set<() => void>();
  const device = new Device<ConsoleParts>(url, 'console', () => {
    for (const look of [...waiting]) look();
  });
  await device.connect();
  const [account] = (await device.must('auth.status', {})).accounts;
  if (account === undefined) throw new Error('no account to sign in to');
  await device.must('auth.signIn', { account: account.account, pin: testPin });
  await device.reload();
  const parts = (): Partial<ConsoleParts> => device.known?.parts ?? {};

  return {
    must: (event, payload) => device.must(event, payload),
    lesson: () => {
      const { lesson } = parts();
      if (!lesson) throw new Error('no lesson is open');
      return lesson;
    },
    until: (ready) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!ready(parts())) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    known: () => device.known,
    refresh: () => device.refresh(),
    leave: () => device.close(),
  };
}

/** A class of these children, all with consent to record. */
export async function makeClass(
  teacher: Teacher,
  name: string,
  children: readonly string[],
): Promise<string> {
  const { classId } = await teacher.must('class.add', { name, kind: 'class' });
  const bytes = Buffer.from(children.join('\n')).toString('base64');
  await teacher.must('roster.import', { classId, bytes });
  await teacher.must('consent.enterAll', {
    ...{ classId, purpose: 'record', date: '2026-09-01', giver: 'guardian', way: 'signed_form' },
  });
  return classId;
}

/** 开始上课 with everyone present, in `groups` groups, up to where tablets join. */
export async function startLesson(
  teacher: Teacher,
  classId: string,
  { groups, rehearsal = false, speed = 1 }: { groups: number; rehearsal?: boolean; speed?: number },
): Promise<void> {
  await teacher.must('lesson.start', { classId, rehearsal, speed, confirmDate: true });
  await teacher.must('groups.propose', { how: 'random', count: groups });
  await teacher.must('lesson.phase', { phase: 'tablets' });
  await teacher.until(({ lesson }) => lesson?.phase === 'tablets' && lesson.groups.length === groups);
}
