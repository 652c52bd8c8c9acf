/** The composition root: the store, the clocks, the listener, and who speaks to whom. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { activities } from '../activities/registry.rules.ts';
import { m } from '../generated/paraglide/messages.js';
import { createAttempts } from './access/attempts.ts';
import { createAccessHandlers, setUpFirstAccount } from './access/auth.ts';
import { createDevices } from './access/devices.ts';
import { createPairings } from './access/pairing.ts';
import { minPinLength, PinTooShort } from './access/pin.ts';
import { aboutNow } from './about.ts';
import { backingUp, backupEveryMs, planBackups } from './backups.ts';
import type { Config } from './config.ts';
import type { Language } from '../src/wire/vocabulary.ts';
import { createLog } from './log.ts';
import { createRehearsal } from './rehearsal.ts';
import { beginExport } from './review/export/begin.ts';
import { exportZip } from './review/export/pack.ts';
import type { ExportWish } from '../src/wire/export.ts';
import { createConsentHandlers } from './roster/consent.ts';
import { createHomeHandler } from './roster/home.ts';
import { createPeopleHandlers } from './roster/people.ts';
import { makeSampleClass, rehearsingSample } from './roster/sample.ts';
import type { SampleWords } from './roster/sample.ts';
import type { Clocks } from './session/api.ts';
import { createLessons } from './session/lessons.ts';
import { classroomPace } from './session/publish/pace.ts';
import type { ExportStore, Store } from './store/port.ts';
import { createReserve, withReserve } from './store/reserve.ts';
import type { Reserve } from './store/reserve.ts';
import { backUp } from './store/sqlite/backup.ts';
import { backupsIn, keptBackups } from './store/sqlite/backupFiles.ts';
import { DiskFull } from './store/sqlite/errors.ts';
import { openSqliteReader } from './store/sqlite/open.ts';
import type { RecordReader } from './store/sqlite/open.ts';
import { openStore } from './store/worker/client.ts';
import { baseUrl, isLoopback, lanAddresses } from './transport/addresses.ts';
import { createArrivals } from './transport/arrivals.ts';
import { createPublisher } from './transport/audience.ts';
import { createDownload } from './transport/download.ts';
import { createHostCheck } from './transport/hosts.ts';
import { createHttpServer } from './transport/http.ts';
import { createReviewHandlers } from './transport/review.ts';
import { createUpload } from './transport/upload.ts';
import { openSockets } from './transport/engine.ts';
import { classroomLimits } from './transport/limits.ts';
import type { Limits } from './transport/limits.ts';
import { serveConnections } from './transport/sockets.ts';

const dist = resolve(import.meta.dirname, '..', 'dist');

export interface Running {
  readonly port: number;
  /** `http://<LAN address>:port`, the likeliest first; none without a LAN. */
  readonly lanUrls: () => readonly string[];
  readonly log: Logger;
  /** Room for an orderly end is set aside on the disk; without it no lesson starts. */
  readonly hasReserve: boolean;
  /** Everything durable, then off. */
  readonly stop: () => Promise<void>;
}

const realClocks = {
  mono: () => performance.now(),
  wall: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
} satisfies Clocks;

/** What a composition may give in place of the classroom's own. */
export interface Given {
  readonly limits?: Limits;
  readonly clocks?: Clocks;
  /** How often a running lesson is backed up (real ms), and how many backups are kept; null keeps all. */
  readonly backups?: { readonly everyMs: number; readonly keep: number | null };
}

/**
 * Starts the server and resolves when it answers.
 *
 * @throws the store's errors (server/store/sqlite/errors.ts), PinTooShort, and the listener's (EADDRINUSE …)
 */
export async function startServer(config: Config, given: Given = {}): Promise<Running> {
  const reserve = createReserve(config.data);
  const opened = await openWithRoom(config.data, reserve);
  try {
    const hasReserve = reserve.ensure();
    const store = withReserve(opened, reserve);
    await prepare(store, config, (given.clocks ?? realClocks).wall());
    const running = await serve(store, config, createLog(config.data, config.logLevel), given);
    return { ...running, hasReserve };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** On a full disk opening takes its little room from the reserve, so that the record can be read and the lesson ended. */
async function openWithRoom(folder: string, reserve: Reserve): Promise<Store> {
  try {
    return await openStore({ folder });
  } catch (error) {
    if (!(error instanceof DiskFull)) throw error;
    reserve.release();
    return openStore({ folder });
  }
}

/** What a first start adds: the account of `--pin`, and the sample class. */
async function prepare(store: Store, config: Config, wall: number): Promise<void> {
  const { lang: locale, pin } = config;
  if (pin !== null && (await store.accounts()).length === 0) {
    if (pin.length < minPinLength) throw new PinTooShort();
    await setUpFirstAccount(store, m['server.firstAccount']({}, { locale }), pin);
  }
  if (!config.sample || (await store.classes()).length > 0) return;
  const className = m['server.sample.className']({}, { locale });
  const names = m['server.sample.names']({}, { locale }).split(' ');
  await makeSampleClass(store, { className, names }, wall);
}

async function serve(
  store: Store,
  config: Config,
  log: Logger,
  {
    limits = classroomLimits,
    clocks = realClocks,
    backups: { everyMs, keep } = { everyMs: backupEveryMs, keep: keptBackups },
  }: Given,
): Promise<Omit<Running, 'hasReserve'>> {
  const build = readBuild();
  const wall = (): number => clocks.wall();
  const mono = (): number => clocks.mono();
  const devices = createDevices(store, wall);
  const ours = createHostCheck(config.host);
  const fault = (what: string, error: unknown) => log.error({ err: error, what }, 'fault');
  const pages = {
    folder: dist,
    ours,
    health: async () => ({ ok: true, build, store: await store.health() }),
    exportRecord: createDownload(
      devices,
      (wish, account) => exportFrom(config.data, store, wish, { account, wall: wall() }),
      wall,
    ),
    importTurns: createUpload(devices, store, wall),
    fault,
  };
  const http = createHttpServer(pages, limits);
  let answering = false;
  const arrivals = createArrivals(clocks, limits);
  const io = openSockets({
    http,
    ours: (request) => answering && ours(request),
    arrivals,
    limits,
    mono,
  });
  const port = await listen(http, config);
  const lanUrls = () => lanHosts(config.host).map((host) => baseUrl(host, port));
  /** What is told to devices: without a LAN at least the laptop finds itself. */
  const baseUrls = () => (lanUrls().length > 0 ? lanUrls() : [baseUrl('127.0.0.1', port)]);
  const joinUrls = () => baseUrls().map((url) => `${url}/join`);

  const lessons = await createLessons({
    store,
    clocks,
    publisher: createPublisher(io.sockets),
    activities,
    random: randomBytes,
    joinUrls,
    pace: classroomPace,
    log,
  });
  const roster = {
    people: store,
    wall,
    changed: (children: readonly string[]) => lessons.peopleChanged(children),
  };
  const access = {
    store,
    devices,
    attempts: createAttempts(store, wall),
    pairings: createPairings(mono),
    pause: (ms: number) => new Promise<void>((done) => void clocks.after(ms, done)),
    baseUrls,
  };
  const rehearsal = createRehearsal({
    lessons,
    people: store,
    activities,
    url: baseUrl(config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host, port),
    words: (children) => robotWords(children, config.lang),
    wall,
    fault,
  });
  const backups = planBackups({
    clocks,
    everyMs,
    running: () => lessons.current() !== null,
    recorded: async () => (await store.health()).commits,
    backUp: () => backUp({ data: config.data, to: backupsIn(config.data), wall: wall(), keep }),
    failed: (error) => log.warn({ err: error }, 'no backup was made'),
  });
  serveConnections({
    room: io.sockets,
    arrivals,
    devices,
    lessons,
    handlers: {
      ...lessons.handlers,
      ...rehearsingSample(lessons.handlers, store),
      ...rehearsal.handlers,
      ...backingUp(rehearsal.handlers, backups),
      ...createAccessHandlers(access),
      ...createPeopleHandlers(roster),
      ...createConsentHandlers(roster),
      ...createHomeHandler(store, lessons, activities),
      ...createReviewHandlers(store, wall),
    },
    build,
    joinUrls,
    limits,
    mono,
    fault,
  });
  answering = true;
  log.info({ port, build, lesson: lessons.current() !== null }, 'started');
  return {
    port,
    lanUrls,
    log,
    stop: async () => {
      answering = false;
      rehearsal.stop();
      await lessons.stop();
      await io.close();
      await backups.stop();
      await store.close();
      log.info('stopped');
    },
  };
}

/** From a reader of its own: all its tables are of one moment, whatever the lesson writes meanwhile. */
async function exportFrom(
  folder: string,
  books: ExportStore,
  wish: ExportWish,
  by: { readonly account: string | null; readonly wall: number },
): Promise<AsyncIterable<Uint8Array>> {
  const reader = await openSqliteReader({ folder });
  try {
    const plan = await beginExport(reader, books, wish, by);
    return closing(exportZip(reader, plan, aboutNow(by.wall)), reader);
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** The same bytes; who reads no further closes it, too. */
async function* closing(
  bytes: AsyncIterable<Uint8Array>,
  reader: Pick<RecordReader, 'close'>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } finally {
    await reader.close();
  }
}

function robotWords(children: number, locale: Language): SampleWords {
  const numbers = Array.from({ length: children }, (_, index) => String(index + 1));
  return {
    className: m['server.rehearsal.className']({ children: String(children) }, { locale }),
    names: numbers.map((number) => m['server.rehearsal.child']({ number }, { locale })),
  };
}

/** The build's stamp, as the pages know it; `dev` where nothing was built. */
function readBuild(): string {
  const stamp = join(dist, '.vite', 'stamp');
  return existsSync(stamp) ? readFileSync(stamp, 'utf8').slice(0, 12) : 'dev';
}

/** Resolves with the port it got. */
async function listen(http: HttpServer, { port, host }: Config): Promise<number> {
  http.listen(port, host);
  await once(http, 'listening');
  return (http.address() as AddressInfo).port;
}

/** Hosts by which other devices find this one: the LAN's, or the one it was told to listen on. */
function lanHosts(host: string): readonly string[] {
  if (host === '0.0.0.0' || host === '::') return lanAddresses();
  return host === 'localhost' || isLoopback(host) ? [] : [host];
}
