/** Device tokens: random, told once to the device, kept by us as a hash only. */
import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';

/** 32 characters of nanoid's 64: 192 bits, far beyond guessing, so a fast hash without salt is enough. */
const tokenLength = 32;

export const newToken = (): string => nanoid(tokenLength);

/** SHA-256 in hex. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
