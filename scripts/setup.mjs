// Makes a fresh clone ready to work in: packages, runtime, messages. Run: node scripts/setup.mjs
import { buildMessages } from './build.mjs';
import { install } from './install.mjs';
import { runtimeEnvironment } from './runtime.mjs';
import { isMain } from './workspace.mjs';

/** Idempotent; well under a second when there is nothing to do. Returns the environment to run tools in. */
export function setup() {
  install();
  const env = runtimeEnvironment();
  buildMessages(env);
  return env;
}

if (isMain(import.meta.url)) setup();
