/** The program `circletime` behind its bootstrap: one command each, words in the chosen language. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Regime } from '../activities/_kit/contract.ts';
import { m } from '../generated/paraglide/messages.js';
import { exportFormats, languages } from '../src/wire/vocabulary.ts';
import type { ExportFormat, Language } from '../src/wire/vocabulary.ts';
import { failureInWords } from './cli/failure.ts';
import { recipientPattern } from './review/export/wish.ts';
import { BadSetting, resolveConfig, settingKeys, settings } from './config.ts';
import type { Config } from './config.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** Read before anything else, for the help and the failures are in it, too. */
function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const after = args.indexOf('--lang');
  const joined = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const wanted = joined ?? (after >= 0 ? args[after + 1] : undefined) ?? env[settings.lang.env];
  return languages.find((language) => language === wanted) ?? settings.lang.fallback;
}

const locale = languageOf(process.argv, process.env);
const words = { locale };
const help = m['server.command.help']({}, words);

/** Tells a failure in one sentence and leaves with 1. */
function fail(error: unknown, config: Pick<Config, 'host' | 'port'>): never {
  console.error(failureInWords(error, config, locale));
  process.exit(1);
}

/** A command with these of the settings as flags; `work` gets them resolved, and its own flags and arguments. */
function command(
  name: string,
  description: string,
  keys: readonly (keyof Config)[],
  work: (config: Config, flags: Flags, args: readonly string[]) => Promise<void>,
): Command {
  const made = new Command(name).description(description).helpOption('-h, --help', help);
  for (const key of keys) made.addOption(optionOf(key));
  return made.action(async () => {
    const flags: Flags = made.opts();
    const given = keys.filter((key) => made.getOptionValueSource(key) === 'cli');
    let config: Config | null = null;
    try {
      config = resolveConfig(Object.fromEntries(given.map((key) => [key, flags[key]])), process.env);
      await work(config, flags, made.args);
    } catch (error) {
      fail(error, config ?? { host: settings.host.fallback, port: settings.port.fallback });
    }
  });
}

/** A setting as a flag, its help with the default and the environment twin. */
function optionOf(key: keyof Config): Option {
  const { flag, env, fallback, secret } = settings[key];
  const told = fallback === null || secret || typeof fallback === 'boolean' ? '' : ` (${String(fallback)})`;
  const variable = m['server.command.environment']({}, words);
  return new Option(flag, `${settings[key].help({}, words)}${told} [${variable}: ${env}]`);
}

/** @throws BadSetting */
function day(flag: string, value: string | boolean): string {
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new BadSetting(flag);
}

/** @throws BadSetting */
function formatsIn(value: string | boolean | undefined): readonly ExportFormat[] {
  const asked = String(value).split(',');
  if (asked.includes('all')) return exportFormats;
  const unknown = asked.filter((one) => !exportFormats.some((format) => format === one));
  if (unknown.length > 0) throw new BadSetting('--format');
  return exportFormats.filter((format) => asked.includes(format));
}

/** @throws BadSetting */
function recipientIn(value: string | boolean | undefined): string | null {
  if (value === undefined) return null;
  const name = String(value).trim();
  if (!recipientPattern.test(name)) throw new BadSetting('--recipient');
  return name;
}

/** @throws BadSetting */
function hour(flag: string, value: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  throw new BadSetting(flag);
}

/** @throws BadSetting */
function code(flag: string, value: string): string {
  if (/^[A-Za-z][A-Za-z0-9_.:-]{0,31}$/.test(value)) return value;
  throw new BadSetting(flag);
}

function regimeOption(): Option {
  const regimes = ['forced', 'queue', 'chosen', 'called', 'free_floor', 'together'] satisfies Regime[];
  return new Option('--regime <rule>', m['server.option.regime']({}, words))
    .choices(regimes)
    .default('free_floor');
}

// Each command loads what it runs: `--help` needs neither the database nor the network.
const start = command('start', m['server.command.start']({}, words), settingKeys, async (config) => {
  const cli = await import('./cli/start.ts');
  await cli.start(config);
});

const exportRecord = command(
  'export',
  m['server.command.export']({}, words),
  ['data', 'lang'],
  async ({ data, lang }, { out, session, from, to, rehearsals, format, names, recipient }) => {
    const cli = await import('./cli/export.ts');
    const written = await cli.runExport({
      data,
      out: resolve(String(out)),
      session: typeof session === 'string' ? session : null,
      rehearsals: rehearsals === true,
      formats: formatsIn(format),
      names: names === true,
      recipient: recipientIn(recipient),
      language: lang,
      ...(from === undefined ? {} : { from: day('--from', from) }),
      ...(to === undefined ? {} : { to: day('--to', to) }),
    });
    for (const { name, rows } of written) console.log(`${name} ${rows}`);
  },
)
  .requiredOption('--out <path>', m['server.option.out']({}, words))
  .option('--format <list>', m['server.option.format']({ formats: exportFormats.join(', ') }, words), 'csv')
  .option('--recipient <name>', m['server.option.recipient']({}, words))
  .option('--session <id>', m['server.option.session']({}, words))
  .option('--from <date>', m['server.option.from']({}, words))
  .option('--to <date>', m['server.option.to']({}, words))
  .option('--rehearsals', m['server.option.rehearsals']({}, words))
  .option('--names', m['server.option.names']({}, words));

const importTurns = command(
  'import-turns',
  m['server.command.importTurns']({}, words),
  ['data', 'lang'],
  async ({ data, lang }, { class: className, date, regime, activity, dryRun, again }, [file = '']) => {
    const cli = await import('./cli/importTurns.ts');
    const [on = '', time] = String(date).split('T');
    const wish = {
      data,
      file: resolve(file),
      className: String(className),
      day: day('--date', on),
      time: time === undefined ? null : hour('--date', time),
      regime: regime as Regime,
      activity: code('--activity', String(activity)),
      dryRun: dryRun === true,
      again: again === true,
    };
    if (!(await cli.importTurns(wish, lang))) process.exitCode = 1;
  },
)
  .argument('<file>', m['server.argument.turnsFile']({}, words))
  .requiredOption('--class <name>', m['server.option.class']({}, words))
  .requiredOption('--date <date>', m['server.option.date']({}, words))
  .addOption(regimeOption())
  .option('--activity <code>', m['server.option.importActivity']({}, words), 'other')
  .option('--dry-run', m['server.option.dryRun']({}, words))
  .option('--again', m['server.option.again']({}, words));

const analyze = command(
  'analyze',
  m['analyze.command']({}, words),
  ['lang'],
  async ({ lang }, { roster, regime, json }, [turns = '']) => {
    const cli = await import('./cli/analyze.ts');
    const wish = {
      turns: resolve(turns),
      roster: typeof roster === 'string' ? resolve(roster) : null,
      regime: regime as Regime,
      json: json === true,
    };
    if (!(await cli.analyzeTurns(wish, lang))) process.exitCode = 1;
  },
)
  .argument('<turns>', m['analyze.argument.turns']({}, words))
  .option('--roster <file>', m['analyze.option.roster']({}, words))
  .addOption(regimeOption())
  .option('--json', m['analyze.option.json']({}, words));

const backup = command(
  'backup',
  m['server.command.backup']({}, words),
  ['data', 'lang'],
  async ({ data, lang }, { to }) => {
    const cli = await import('./cli/backup.ts');
    await cli.runBackup(data, typeof to === 'string' ? resolve(to) : null, lang);
  },
).option('--to <folder>', m['server.option.backupTo']({}, words));

const restore = command(
  'restore',
  m['server.command.restore']({}, words),
  ['data', 'lang'],
  async ({ data, lang }, { newest, yes }, [file]) => {
    const cli = await import('./cli/restore.ts');
    const wish = {
      data,
      file: file === undefined ? null : resolve(file),
      newest: newest === true,
      yes: yes === true,
    };
    await cli.runRestore(wish, lang);
  },
)
  .argument('[file]', m['server.argument.file']({}, words))
  .option('--newest', m['server.option.newest']({}, words))
  .option('--yes', m['server.option.yes']({}, words));

const simulate = command('simulate', m['server.command.simulate']({}, words), ['lang'], async (_, flags) => {
  const cli = await import('./cli/simulate.ts');
  if ((await cli.runSimulation(flags)) > 0) process.exitCode = 1;
})
  .option('--url <url>', m['server.option.url']({}, words), `http://127.0.0.1:${settings.port.fallback}`)
  .addOption(
    new Option('--pin <pin>', m['server.option.robotPin']({}, words))
      .env(settings.pin.env)
      .makeOptionMandatory(),
  )
  .option('--children <number>', m['server.option.children']({}, words), '42')
  .option('--tablets <number>', m['server.option.tablets']({}, words), '6')
  .option('--activity <id>', m['server.option.activity']({}, words), 'all')
  .option('--seed <number>', m['server.option.seed']({}, words), '1')
  .option('--speed <number>', m['server.option.speed']({}, words), '10')
  .option('--unrecorded <number>', m['server.option.unrecorded']({}, words), '0')
  .option('--faults', m['server.option.faults']({}, words));

const newActivity = command(
  'new-activity',
  m['server.command.newActivity']({}, words),
  ['lang'],
  async ({ lang }, _, [id = '']) => {
    const cli = await import('./cli/newActivity.ts');
    if (!(await cli.newActivity(id, lang))) process.exitCode = 1;
  },
).argument('<id>', m['server.argument.id']({}, words));

const program = new Command('circletime')
  .description(m['server.command.program']({}, words))
  .helpOption('-h, --help', help)
  .helpCommand('help [command]', help)
  .addCommand(start)
  .addCommand(exportRecord)
  .addCommand(importTurns)
  .addCommand(analyze)
  .addCommand(backup)
  .addCommand(restore)
  .addCommand(simulate)
  .addCommand(newActivity);

await program.parseAsync();
