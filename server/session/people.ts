/** Names, animals and consent as the lesson knows them, read when it begins and whenever they change. */
import type { PeopleStore } from '../store/port.ts';
import { log, playing, updateRoll, insert, ofSession } from './live.ts';
import type { Live, Person, Work } from './live.ts';
import { makeGuest, seatOf } from './seats.ts';
import type { RollRow } from '../record/facts.ts';
import type { RollStatus } from '../../src/wire/vocabulary.ts';

/**
 * The people of these ids, in their order. Consent to record stands when the newest answer is yes and the child
 * itself did not say no; not asked is no.
 */
export async function loadPeople(store: PeopleStore, ids: readonly string[]): Promise<Person[]> {
  const [children, consents] = await Promise.all([store.children(ids), store.consents(ids)]);
  const record = new Map(
    consents.flatMap((consent) => (consent.purpose === 'record' ? [[consent.child, consent]] : [])),
  );
  const byId = new Map(children.map((child) => [child.child, child]));
  return ids.flatMap((id) => {
    const child = byId.get(id);
    const consent = record.get(id);
    return child ? [{ ...child, consents: consent?.answer === 'yes' && consent.assent !== false }] : [];
  });
}

/** A child on the roll; recorded as consent stands now. */
export function enrol(work: Work, person: Person, status: RollStatus, grp: number | null): void {
  const { live, wall } = work;
  live.people.set(person.child, person);
  const recorded = person.consents ? 1 : 0;
  const row: RollRow = { ...ofSession(live), child: person.child, status, grp, recorded, changedWall: wall };
  live.roll.set(person.child, row);
  insert(work, 'roll', row);
}

/**
 * People were edited. Withdrawn consent acts at once; granted consent waits for the next run, since nothing
 * before it may be joined to the child. Before the first run there is nothing before it.
 */
export function applyChanges(work: Work, changed: readonly Person[], members: ReadonlySet<string>): void {
  const { live } = work;
  for (const person of changed) {
    const row = live.roll.get(person.child);
    if (row !== undefined) {
      live.people.set(person.child, person);
      if (row.recorded === 1 && !person.consents) withdraw(work, person.child);
      else if (row.recorded === 0 && person.consents && live.runs === 0) recordFromNow(work, person.child);
    } else if (members.has(person.child)) {
      log(work, 'roll', { type: 'enrolled' });
      enrol(work, person, live.session.phase === 'roll' ? 'present' : 'absent', null);
    }
  }
}

function withdraw(work: Work, child: string): void {
  log(work, 'roll', { type: 'recorded', recorded: 0 });
  updateRoll(work, child, { recorded: 0 });
  const place = seatOf(work.live, child);
  if (place !== null) makeGuest(work, place);
}

/** A seat it already has stays a guest's: the run that starts next gives it a new one. */
function recordFromNow(work: Work, child: string): void {
  log(work, 'roll', { type: 'recorded', recorded: 1 });
  updateRoll(work, child, { recorded: 1 });
}

/** Whether the child will be recorded: as fixed while a run plays, else as its consent stands now. */
export function isRecorded(live: Live, child: string): boolean {
  if (playing(live) !== null) return live.roll.get(child)?.recorded === 1;
  return live.people.get(child)?.consents === true;
}
