/** Consent: who allowed what, when and how. Every answer is a new entry; the newest stands. */
import type { ErrorCode, Failure } from '../../src/wire/errors.ts';
import type { EventName } from '../../src/wire/schemas.ts';
import type { Handlers } from '../session/api.ts';
import type { Consent } from '../store/port.ts';
import type { Roster } from './people.ts';

export type ConsentEvent = Extract<EventName, `consent.${string}`>;

const refused = (code: ErrorCode, where?: string): Failure => ({
  ok: false,
  code,
  ...(where === undefined ? {} : { where }),
});

export function createConsentHandlers({ people, wall, changed }: Roster): Handlers<ConsentEvent> {
  return {
    /** The signed forms of a whole class at once: a yes for everyone who has not been asked yet. */
    'consent.enterAll': async (_by, { classId, purpose, date, giver, way }) => {
      if (!(await people.classes()).some((row) => row.classId === classId)) return refused('no_such_class');
      const members = (await people.members(classId)).map(({ child }) => child);
      const answered = new Set(
        (await people.consents(members))
          .filter((consent) => consent.purpose === purpose && consent.answer !== 'not_asked')
          .map(({ child }) => child),
      );
      const entered = members.filter((child) => !answered.has(child));
      const enteredWall = wall();
      await people.addConsents(
        entered.map((child): Consent => ({
          child,
          purpose,
          answer: 'yes',
          date,
          giver,
          way,
          assent: null,
          enteredWall,
        })),
      );
      if (purpose === 'record') await changed(entered);
      return { ok: true, entered: entered.length };
    },
    'consent.set': async (_by, consent) => {
      const [known] = await people.children([consent.child]);
      if (!known) return refused('no_such_child');
      // A yes that nobody gave is no consent.
      if (consent.answer === 'yes' && consent.giver === null) return refused('bad_input', 'giver');
      if (consent.answer === 'yes' && consent.way === null) return refused('bad_input', 'way');
      await people.addConsents([{ ...consent, enteredWall: wall() }]);
      if (consent.purpose === 'record') await changed([consent.child]);
      return { ok: true };
    },
  };
}
