/** The record's file inside the data folder. */
export const recordFile = 'circletime.db';
/** "CIRC": marks the file as ours. Written on every opening, as the first write that durability is read after. */
export const applicationId = 0x43495243;
