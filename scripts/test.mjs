// Runs every check and closes with one line, `N passed, N failed`. Plain JS for Node 20.
//   node scripts/test.mjs                    everything, with short counts
//   node scripts/test.mjs --long             unit and browser tests with their full counts
//   node scripts/test.mjs --only=lint,unit   some of the steps, by name
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provideOtherBrowsers } from './browsers.mjs';
import { buildWeb } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { setup } from './setup.mjs';
import { ROOT } from './workspace.mjs';

const REPORTS = 'node_modules/.cache/circletime';
const UNIT_REPORT = `${REPORTS}/unit.json`;
const BROWSER_REPORT = `${REPORTS}/browser.json`;

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, run: () => Counts }} Step */

const { values } = parseArgs({
  options: { long: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const only = values.only?.split(',');
/** @type {NodeJS.ProcessEnv} */
let env = process.env;

/** A check without counts of its own is one test. @param {() => boolean | void} check @returns {Counts} */
function one(check) {
  const passed = check() !== false;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Runs a program of node_modules/.bin and tells whether it succeeded. @param {string} name @param {string[]} args */
function tool(name, ...args) {
  const windows = process.platform === 'win32'; // there it is a .cmd, which needs a shell
  return (
    spawnSync(name, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'], shell: windows })
      .status === 0
  );
}

/**
 * Runs a test runner and reads its counts from its report. A failure that no test accounts for (a crash, an error
 * outside a test, no test at all) counts as one.
 * @param {string} report @param {() => boolean} run @param {(report: any) => Counts} read @returns {Counts}
 */
function counted(report, run, read) {
  rmSync(join(ROOT, report), { force: true });
  const succeeded = run();
  const counts = existsSync(join(ROOT, report))
    ? read(JSON.parse(readFileSync(join(ROOT, report), 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  return !succeeded && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function unitTests() {
  return counted(
    UNIT_REPORT,
    () => tool('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`),
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );
}

function browserTests() {
  provideChromium(env);
  provideOtherBrowsers();
  env = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT };
  return counted(
    BROWSER_REPORT,
    () => tool('playwright', 'test', '--reporter=list,json'),
    ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );
}

/** @type {Step[]} */
const steps = [
  { name: 'format', run: () => one(() => tool('prettier', '--check', '--log-level=warn', '.')) },
  { name: 'lint', run: () => one(() => tool('eslint', '--max-warnings=0', '.')) },
  { name: 'types', run: () => one(() => tool('tsc', '--noEmit', '-p', '.')) },
  {
    name: 'types-web',
    run: () => one(() => tool('svelte-check', '--tsconfig', 'src/tsconfig.json', '--fail-on-warnings')),
  },
  {
    name: 'dependencies',
    run: () =>
      one(() =>
        tool('depcruise', '--config', '.dependency-cruiser.cjs', 'activities', 'server', 'src', 'robots'),
      ),
  },
  { name: 'dead-code', run: () => one(() => tool('knip')) },
  { name: 'build', run: () => one(() => buildWeb(env)) },
  { name: 'size', run: () => one(() => tool('node', 'scripts/size.mjs')) },
  { name: 'unit', run: unitTests },
  { name: 'browser', run: browserTests },
];
const LONG = ['build', 'unit', 'browser'];

/** Runs a step so that the ones after it run too, whatever happens. @param {Step} step @returns {Counts} */
function runStep({ name, run }) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  /** @type {Counts} */
  let counts = { passed: 0, failed: 1, skipped: 0 };
  try {
    counts = run();
  } catch (error) {
    console.error(error);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${name}: ${inWords(counts)} (${seconds} s)`);
  return counts;
}

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function main() {
  env = setup();
  if (values.long) env = { ...env, CIRCLETIME_LONG: '1' };
  mkdirSync(join(ROOT, REPORTS), { recursive: true });
  const chosen = steps.filter(({ name }) => (only ?? (values.long ? LONG : [name])).includes(name));
  const results = chosen.map((step) => ({ name: step.name, counts: runStep(step) }));

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  const failing = results.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
  if (failing.length > 0) console.log(`\nfailed: ${failing.join(', ')}`);
  console.log(`\n${inWords(total)}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main();
