/** `circletime start`: runs the server, tells where it is, and stops it in order. */
import { spawn } from 'node:child_process';
import type { Logger } from 'pino';
import { renderUnicodeCompact } from 'uqr';
import { m } from '../../generated/paraglide/messages.js';
import type { Language } from '../../src/wire/vocabulary.ts';
import { describeConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { startServer } from '../main.ts';
import type { Running } from '../main.ts';
import { DamagedRecord } from '../store/sqlite/errors.ts';
import { newestGood } from '../store/sqlite/restore.ts';
import { agrees, restoreAndTell } from './restore.ts';

/** Resolves when the server answers; the process then lives until a signal. */
export async function start(config: Config): Promise<void> {
  const { lang } = config;
  console.log(m['server.start.settings']({ settings: describeConfig(config) }, { locale: lang }));
  const running = await startOrRestore(config);
  stopOnSignals(running, lang);
  noteFaults(running);
  tellAddresses(running, lang);
  if (!running.hasReserve) console.log(`${m['server.start.noReserve']({}, { locale: lang })}\n`);
  if (config.open) openPages(running.port, running.log);
  // Read by the starters and by tests: nothing may stand before or after it on the line.
  console.log(`ready http://127.0.0.1:${running.port}`);
}

/** Offers the newest whole backup where the record is damaged and somebody sits at the terminal. */
async function startOrRestore(config: Config): Promise<Running> {
  try {
    return await startServer(config);
  } catch (error) {
    if (!(error instanceof DamagedRecord) || !process.stdin.isTTY) throw error;
    const { data, lang } = config;
    const file = newestGood(data)?.path;
    if (file === undefined) throw error;
    console.log(m['server.start.damaged']({ file }, { locale: lang }));
    if (!(await agrees(file, lang))) throw error;
    restoreAndTell(data, file, lang);
    return startServer(config);
  }
}

function tellAddresses(running: Running, locale: Language): void {
  const here = `http://127.0.0.1:${running.port}`;
  const [likeliest, ...others] = running.lanUrls();
  console.log(`\n${m['server.start.screen']({}, { locale })}\n  ${here}/`);
  console.log(`${m['server.start.console']({}, { locale })}\n  ${here}/console\n`);
  if (likeliest === undefined) console.log(m['server.start.noLan']({}, { locale }));
  else {
    const join = `${likeliest}/join`;
    console.log(`${m['server.start.join']({}, { locale })}\n  ${join}\n\n${renderUnicodeCompact(join)}`);
  }
  if (others.length > 0) {
    console.log(m['server.start.severalLan']({}, { locale }));
    for (const url of others) console.log(`  ${url}/join`);
  }
  console.log(`${m['server.start.help']({}, { locale })} ${here}/help\n`);
}

/** A second signal while it saves is not waited for. */
function stopOnSignals(running: Running, locale: Language): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log(m['server.start.stopping']({}, { locale }));
    try {
      await running.stop();
    } catch (error) {
      running.log.error({ err: error, signal }, 'stop failed');
      process.exit(1);
    }
    console.log(m['server.start.stopped']({}, { locale }));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
}

/**
 * A promise nobody waited for does not end a lesson. After an exception nobody caught the process is not to be
 * trusted: what was acknowledged is on disk, and the lesson comes back paused with the next start.
 */
function noteFaults(running: Running): void {
  process.on('unhandledRejection', (error) => running.log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    running.log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
}

/** Screen and console in the default browser; where there is none, the addresses above will do. */
function openPages(port: number, log: Logger): void {
  for (const path of ['/', '/console']) {
    const [command, ...args] = opener(`http://127.0.0.1:${port}${path}`);
    const browser = spawn(command, args, { detached: true, stdio: 'ignore' });
    browser.on('error', (error) => log.info({ err: error }, 'no browser was opened'));
    browser.unref();
  }
}

function opener(url: string): readonly [string, ...string[]] {
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
}
