/** The settings of `circletime start`: one table makes the flags, their environment twins, the help and the printed line. */
import { resolve } from 'node:path';
import { m } from '../generated/paraglide/messages.js';
import { languages } from '../src/wire/vocabulary.ts';
import type { Language } from '../src/wire/vocabulary.ts';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly data: string;
  /** For the first account, where none is set up yet. */
  readonly pin: string | null;
  readonly lang: Language;
  readonly sample: boolean;
  readonly open: boolean;
  readonly logLevel: LogLevel;
}

interface Setting<T> {
  /** As commander writes it; without `<…>` it is a switch. */
  readonly flag: string;
  readonly env: string;
  readonly fallback: T;
  /** The value that a text means; undefined when it means none. A switch is read from `1` or `0`. */
  readonly read: (text: string) => T | undefined;
  readonly help: (inputs: object, options: { locale: Language }) => string;
  readonly secret?: true;
}

/** Where the program stands: the default data folder is beside it, not where the shell happens to be. */
const root = resolve(import.meta.dirname, '..');

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string): T | undefined =>
    values.find((value) => value === text);
const port = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
const word = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
/** Of an environment variable; the flag itself has no value. */
const flagText = (text: string): boolean => !['', '0', 'false', 'no', 'off'].includes(text.toLowerCase());

export const settings: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  port: {
    flag: '--port <number>',
    env: 'CIRCLETIME_PORT',
    fallback: 8765,
    read: port,
    help: m['server.option.port'],
  },
  host: {
    flag: '--host <address>',
    env: 'CIRCLETIME_HOST',
    fallback: '0.0.0.0',
    read: word,
    help: m['server.option.host'],
  },
  data: {
    flag: '--data <folder>',
    env: 'CIRCLETIME_DATA',
    fallback: resolve(root, 'data'),
    read: (text) => (text === '' ? undefined : resolve(text)),
    help: m['server.option.data'],
  },
  pin: {
    flag: '--pin <pin>',
    env: 'CIRCLETIME_PIN',
    fallback: null,
    read: word,
    help: m['server.option.pin'],
    secret: true,
  },
  lang: {
    flag: '--lang <language>',
    env: 'CIRCLETIME_LANG',
    fallback: 'zh-CN',
    read: oneOf(languages),
    help: m['server.option.lang'],
  },
  sample: {
    flag: '--no-sample',
    env: 'CIRCLETIME_NO_SAMPLE',
    fallback: true,
    read: (text) => !flagText(text),
    help: m['server.option.noSample'],
  },
  open: {
    flag: '--open',
    env: 'CIRCLETIME_OPEN',
    fallback: false,
    read: flagText,
    help: m['server.option.open'],
  },
  logLevel: {
    flag: '--log-level <level>',
    env: 'CIRCLETIME_LOG_LEVEL',
    fallback: 'info',
    read: oneOf(logLevels),
    help: m['server.option.logLevel'],
  },
};

type Key = keyof Config;
export const settingKeys = Object.keys(settings) as Key[];

/** A value that means nothing. `from` is the flag or the variable; the value itself is not told, it may be a PIN. */
export class BadSetting extends Error {
  readonly from: string;
  constructor(from: string) {
    super(`${from} has no such value`);
    this.from = from;
  }
}

/**
 * The configuration: a flag goes before its environment twin, that before the default. `flags` is what the
 * command line held: a text, or a boolean for a switch that was given.
 *
 * @throws BadSetting
 */
export function resolveConfig(
  flags: Partial<Record<Key, string | boolean>>,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const values = settingKeys.map((key) => [key, resolveOne(settings[key], flags[key], env)]);
  return Object.fromEntries(values) as Config;
}

function resolveOne(
  setting: Setting<unknown>,
  given: string | boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): unknown {
  if (typeof given === 'boolean') return given;
  const text = given ?? env[setting.env];
  if (text === undefined) return setting.fallback;
  const value = setting.read(text);
  if (value === undefined) throw new BadSetting(given === undefined ? setting.env : nameOf(setting));
  return value;
}

const nameOf = (setting: Setting<unknown>): string => setting.flag.split(' ', 1)[0] ?? setting.flag;

/** The resolved configuration in one line, with secrets only as set or not. */
export function describeConfig(config: Config): string {
  return settingKeys
    .map((key) => {
      const value = config[key];
      const told = settings[key].secret ? (value === null ? '-' : '***') : String(value);
      return `${key}=${told}`;
    })
    .join(' ');
}
