/** The program `circletime` behind its bootstrap: one command each, words in the chosen language. */
import { Command, Option } from 'commander';
import { m } from '../generated/paraglide/messages.js';
import { languages } from '../src/wire/vocabulary.ts';
import type { Language } from '../src/wire/vocabulary.ts';
import { failureInWords } from './cli/failure.ts';
import { start } from './cli/start.ts';
import { resolveConfig, settingKeys, settings } from './config.ts';
import type { Config } from './config.ts';

/** Read before anything else, for the help and the failures are in it, too. */
function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const after = args.indexOf('--lang');
  const joined = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const wanted = joined ?? (after >= 0 ? args[after + 1] : undefined) ?? env[settings.lang.env];
  return languages.find((language) => language === wanted) ?? settings.lang.fallback;
}

const locale = languageOf(process.argv, process.env);
const help = m['server.command.help']({}, { locale });

/** Tells a failure in one sentence and leaves with 1. */
function fail(error: unknown, config: Pick<Config, 'host' | 'port'>): never {
  console.error(failureInWords(error, config, locale));
  process.exit(1);
}

/** A command whose flags are the table of settings. */
function configured(name: string, description: string, work: (config: Config) => Promise<void>): Command {
  const command = new Command(name).description(description);
  const variable = m['server.command.environment']({}, { locale });
  for (const key of settingKeys) {
    const { flag, env, fallback, secret } = settings[key];
    const told = fallback === null || secret || typeof fallback === 'boolean' ? '' : ` (${String(fallback)})`;
    const text = settings[key].help({}, { locale });
    command.addOption(new Option(flag, `${text}${told} [${variable}: ${env}]`));
  }
  return command.action(async (flags: Record<string, string | boolean>) => {
    const given = settingKeys.filter((key) => command.getOptionValueSource(key) === 'cli');
    let config: Config | null = null;
    try {
      config = resolveConfig(Object.fromEntries(given.map((key) => [key, flags[key]])), process.env);
      await work(config);
    } catch (error) {
      fail(error, config ?? { host: settings.host.fallback, port: settings.port.fallback });
    }
  });
}

const program = new Command('circletime')
  .description(m['server.command.program']({}, { locale }))
  .helpOption('-h, --help', help)
  .helpCommand('help [command]', help)
  .addCommand(
    configured('start', m['server.command.start']({}, { locale }), start).helpOption('-h, --help', help),
  );

await program.parseAsync();
