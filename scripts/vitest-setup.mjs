import { compileMessages } from './messages.mjs';

/** Runs once before all unit tests, so that a bare `npx vitest run` works on a fresh clone. */
export default async function setup() {
  await compileMessages();
}
