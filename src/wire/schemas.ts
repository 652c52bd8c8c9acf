/**
 * What a device may send: one schema per event, unknown keys refused. The permission table
 * (server/access/permissions.ts) and the handlers are keyed by the same names.
 */
import * as v from 'valibot';
import {
  animals, consentAnswers, consentGivers, consentPurposes, consentWays, doorPictures, languages, maxChildren,
  maxGroups, maxSeatsPerTablet, promptLevels, phases, quickCodes, rollStatuses,
} from './vocabulary.ts'; // prettier-ignore

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/));
const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const seat = integer(1, 999);
const epoch = integer(1, 1_000_000);
const run = integer(1, 999);
/** Ms on a run's clock, a day at most. */
const runTime = integer(0, 86_400_000);
/** 0 is the whole class. */
const group = integer(0, maxGroups);
const day = v.pipe(v.string(), v.isoDate());
const pin = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
const pairedRole = v.picklist(['facilitator', 'screen']);
const nothing = v.strictObject({});
/** Checked again by the activity's own schema. */
const activityAction = v.looseObject({ type: v.pipe(v.string(), v.maxLength(32)) });
const config = v.record(v.pipe(v.string(), v.maxLength(32)), v.union([v.number(), v.string(), v.boolean()]));

/** How an act was made on the device, kept beside the server's own times. */
const deed = {
  /** The same id again gets the same answer. */
  actionId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,32}$/)),
  run,
  group,
  asOf: integer(0, 1_000_000),
  action: activityAction,
  /** Device ms between the prompt's appearance and the tap; null when not measured. */
  shownMs: v.nullable(integer(0, 86_400_000)),
  /** It waited in the outbox while the tablet was offline. */
  queued: v.boolean(),
};

export const schemas = {
  // ---- anyone
  hello: v.strictObject({
    app: v.picklist(['screen', 'tablet', 'console', 'review']),
    token: v.nullable(token),
    /** The build of the page; another one than the server's is told to reload. */
    build: v.pipe(v.string(), v.maxLength(40)),
    /** The session and seq it last applied; null for none. */
    seen: v.nullable(v.strictObject({ session: id, seq: integer(0, Number.MAX_SAFE_INTEGER) })),
    /** Seats this tablet remembers: after a server restart a guest's link lives only here. */
    seats: v.pipe(v.array(v.strictObject({ seat, epoch, child: id, token })), v.maxLength(8)),
    language: v.picklist(languages),
  }),
  'auth.status': nothing,
  'auth.setUp': v.strictObject({ name, pin }),
  'auth.signIn': v.strictObject({ account: id, pin }),
  /** `role` is what the page can be: the console a facilitator's, the screen a screen. */
  'auth.pair': v.strictObject({ code: v.pipe(v.string(), v.regex(/^[0-9]{6}$/)), role: pairedRole }),
  'auth.signOut': nothing,

  // ---- tablets
  'door.open': v.strictObject({
    pictures: v.strictTuple([v.picklist(doorPictures), v.picklist(doorPictures), v.picklist(doorPictures)]),
  }),
  'group.choose': v.strictObject({ group: integer(1, maxGroups) }),
  'seat.claim': v.strictObject({ child: id }),
  /** A 2 s hold on the tablet; the adult confirms. */
  'seat.leave': v.strictObject({ seat }),
  /** Which seat is in hand: only then is its private view sent. */
  hand: v.strictObject({ seat: v.nullable(seat) }),
  act: v.strictObject({ ...deed, seat, epoch }),
  /**
   * Something that is so right now and leaves no trace, told without an acknowledgement and dropped under load.
   * `held`: these pads are down; while they are, the tablet says so about twice a second.
   */
  hint: v.strictObject({
    kind: v.literal('held'),
    seats: v.pipe(v.array(seat), v.minLength(1), v.maxLength(maxSeatsPerTablet)),
  }),

  // ---- facilitator: the lesson
  home: nothing,
  'lesson.start': v.strictObject({
    classId: id,
    rehearsal: v.boolean(),
    speed: integer(1, 50),
    confirmDate: v.boolean(),
  }),
  'lesson.phase': v.strictObject({
    phase: v.picklist(phases.filter((phase) => phase !== 'play' && phase !== 'closed')),
  }),
  'lesson.close': nothing,
  /** The door on the classroom screen beside a demo or a game, for a tablet that comes late. */
  'screen.door': v.strictObject({ shown: v.boolean() }),
  'roll.mark': v.strictObject({ child: id, status: v.picklist(rollStatuses) }),
  'groups.propose': v.strictObject({ how: v.picklist(['last', 'random']), count: integer(1, maxGroups) }),
  'groups.place': v.strictObject({ child: id, group: integer(1, maxGroups) }),
  'device.assign': v.strictObject({ device: id, group: integer(1, maxGroups) }),
  'device.seatAll': v.strictObject({ device: id }),
  'device.release': v.strictObject({ device: id }),
  'seat.move': v.strictObject({ seat, device: id }),
  'seat.release': v.strictObject({ seat }),
  'ask.answer': v.strictObject({ ask: id, accept: v.boolean() }),
  'activity.choose': v.strictObject({ activity: id, config, scope: v.picklist(['group', 'class']) }),
  'run.start': nothing,
  'run.pause': nothing,
  'run.resume': nothing,
  'run.extend': v.strictObject({ ms: integer(1000, 600_000), group: v.nullable(group) }),
  'run.skip': v.strictObject({ group, seat }),
  'run.end': v.strictObject({ group: v.nullable(group) }),
  'run.prompting': v.strictObject({ on: v.boolean() }),
  'prompt.mark': v.strictObject({ group, seat, level: v.picklist(promptLevels) }),
  /** The adult taps for a seat, or acts as 老师. */
  'act.adult': v.strictObject({ ...deed, by: v.union([seat, v.literal('adult')]) }),
  /** Who holds the turn, as the adult sees it; `other`: nobody of the group, such as the adult. */
  'spot.answer': v.strictObject({
    run,
    group,
    turn: integer(1, 1_000_000),
    answer: v.union([v.strictObject({ child: id }), v.picklist(['other', 'not_now'])]),
  }),
  'note.add': v.strictObject({
    text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
    child: v.nullable(id),
  }),
  'code.add': v.strictObject({ code: v.picklist(quickCodes), child: id }),
  'rehearsal.start': v.strictObject({
    children: integer(1, maxChildren),
    tablets: integer(0, 10),
    activity: id,
    speed: integer(1, 50),
  }),
  'pairing.start': v.strictObject({ role: pairedRole }),

  // ---- facilitator: people
  'people.classes': nothing,
  'people.class': v.strictObject({ classId: id }),
  'class.add': v.strictObject({ name, kind: v.picklist(['class', 'small_group']) }),
  'class.rename': v.strictObject({ classId: id, name }),
  'child.add': v.strictObject({ classId: id, name }),
  /** An existing child joins another class or small group: one child is one person everywhere. */
  'child.enrol': v.strictObject({ classId: id, child: id }),
  'child.unenrol': v.strictObject({ classId: id, child: id }),
  'child.edit': v.strictObject({ child: id, name, animal: v.picklist(animals) }),
  /** A CSV file's bytes in base64, or pasted text in UTF-8 likewise; ≤ 12 kB before encoding. */
  'roster.preview': v.strictObject({ bytes: v.pipe(v.string(), v.base64(), v.maxLength(16_000)) }),
  'roster.import': v.strictObject({
    classId: id,
    bytes: v.pipe(v.string(), v.base64(), v.maxLength(16_000)),
  }),
  'consent.enterAll': v.strictObject({
    classId: id,
    purpose: v.picklist(consentPurposes),
    date: day,
    giver: v.picklist(consentGivers),
    way: v.picklist(consentWays),
  }),
  'consent.set': v.strictObject({
    child: id,
    purpose: v.picklist(consentPurposes),
    answer: v.picklist(consentAnswers),
    date: day,
    giver: v.nullable(v.picklist(consentGivers)),
    way: v.nullable(v.picklist(consentWays)),
    /** The child's own assent; null where not asked. */
    assent: v.nullable(v.boolean()),
  }),

  // ---- review
  'review.lessons': v.strictObject({ rehearsals: v.boolean() }),
  'review.lesson': v.strictObject({ session: id }),
  /** Of a lesson that is over; an adult's word on one of its turns. */
  'review.correct': v.strictObject({
    session: id,
    run,
    group,
    turn: integer(1, 1_000_000),
    change: v.variant('what', [
      v.strictObject({ what: v.literal('child'), child: v.nullable(id) }),
      v.strictObject({ what: v.literal('time'), startAt: runTime, endAt: v.nullable(runTime) }),
      v.strictObject({ what: v.picklist(['void', 'original']) }),
    ]),
  }),
  /** All that is needed to play one run of the lesson again. */
  'review.replay': v.strictObject({ session: id, run }),
  'review.child': v.strictObject({ child: id }),
  'review.group': v.strictObject({ classId: id }),
  /** What was given out, to whom and by whom. */
  'review.exports': nothing,

  // ---- admin
  'account.list': nothing,
  'account.add': v.strictObject({ name, pin, role: v.picklist(['facilitator', 'admin']) }),
  'account.setPin': v.strictObject({ account: id, pin }),
} as const;

export type EventName = keyof typeof schemas;
export type Payload<E extends EventName> = v.InferOutput<(typeof schemas)[E]>;
export const eventNames = Object.keys(schemas) as EventName[];
