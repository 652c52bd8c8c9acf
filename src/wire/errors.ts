/** Every refusal a surface can be given, as a code; `messages/common` words each in zh-CN and en. */

export const errorCodes = [
  // the message itself
  'bad_input', // does not fit its schema
  'unknown_event',
  'not_permitted', // this role, or not in this phase
  'too_fast', // token bucket empty; try again after `retryMs`
  'too_large',
  'server_error', // ours; the log has it, the class goes on
  'not_saved', // the record could not be written; nothing was changed
  'disk_full',
  // signing in
  'wrong_pin',
  'wait_before_retry', // growing delay; `retryMs`
  'pairing_expired',
  'not_on_this_laptop', // first set-up is done on the laptop itself
  'already_set_up',
  'pin_too_short',
  'signed_out',
  // the room
  'no_lesson',
  'lesson_running',
  'wrong_door',
  'lesson_full', // as many tablets as a class could hold have come in
  'group_full',
  'no_such_group',
  'no_such_child',
  'no_last_groups', // nobody here was in a group before
  'no_such_class',
  'no_such_device',
  'no_such_seat',
  'no_such_lesson',
  'no_such_activity',
  'not_in_this_group',
  'child_absent',
  'tablet_full', // eight seats already
  'seat_taken', // waits for the holder's or the adult's answer
  'seat_moved', // another device holds it now
  'ask_gone',
  'nobody_present',
  'too_few_seats', // fewer children than the activity needs
  'too_many_seats',
  'too_few_tablets',
  'date_before_last_lesson', // the clock may be wrong; the adult confirms
  // playing
  'stale',
  'not_your_turn',
  'not_offered',
  'not_seated',
  'not_claimed',
  'not_allowed',
  'over',
  'paused',
  'no_run',
  'outbox_refused', // an action of a seat epoch that is over
  // rosters
  'roster_empty',
  'roster_no_name_column',
  'roster_encoding',
  'roster_too_many',
  'name_missing',
  'name_too_long',
  'animal_taken',
  'class_name_taken',
  // the review
  'no_such_turn',
  'child_not_recorded', // was not there, or without consent to record
  'time_outside_run',
  'already_imported',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  /** Milliseconds until a retry can succeed, where waiting helps. */
  readonly retryMs?: number;
  /** Where in the input the fault is (a field path or a row number), never a value of it. */
  readonly where?: string;
}

export type Answer<T> = ({ readonly ok: true } & T) | Failure;
