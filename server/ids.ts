/** Ids of people, classes, accounts and devices: letters and digits only, for they stand in CSV cells and URLs. */
import { customAlphabet } from 'nanoid';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 62^12: enough for every child of every school that ever shares a data folder. */
export const newId = customAlphabet(alphabet, 12);
