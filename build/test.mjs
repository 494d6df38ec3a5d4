/**
 * `npm test [-- STAGE… [FILTER…]]`: prepares what the tests need, runs every stage (or those named) to its end
 * and closes with `N passed, N failed`. Words that name no stage are handed to the stages' runners, to choose
 * files. A check without tests of its own (types, lint) counts as one.
 */
import { interruption, passSignalsOn, stopAtEnd, stopEverything } from './children.mjs';
import { runAsScript } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { displayIsMissing, startDisplay } from './display.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { stages } from './test-stages.mjs';

/** @typedef {{ name: string, seconds: number } & import('./test-results.mjs').Count} Result */

const say = (/** @type {string} */ line) => console.log(`· ${line}`);

async function main() {
  const words = process.argv.slice(2);
  const names = stages.map((stage) => stage.name);
  const chosen = stages.filter((stage) => words.includes(stage.name));
  const filters = words.filter((word) => !names.includes(word));
  passSignalsOn();
  /** @type {Result[]} */
  const results = [];
  await counted('set-up', results, () => runStages(chosen.length > 0 ? chosen : stages, filters, results));
  await counted('clean-up', results, stopEverything);
  report(results);
}

/**
 * Runs a part of the work that is no test: going well it counts nothing, failing it counts as a failure.
 *
 * @param {string} name
 * @param {Result[]} results
 * @param {() => Promise<void>} work
 */
async function counted(name, results, work) {
  const begin = performance.now();
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    results.push({ name, seconds: (performance.now() - begin) / 1000, passed: 0, failed: 1 });
  }
}

/**
 * @param {import('./test-stages.mjs').Stage[]} chosen
 * @param {string[]} filters
 * @param {Result[]} results takes what each stage counted
 */
async function runStages(chosen, filters, results) {
  const env = await prepare(chosen);
  for (const stage of chosen) {
    if (interruption()) break;
    console.log(`\n— ${stage.name}`);
    const begin = performance.now();
    const count = await stage.run(filters, env);
    results.push({ name: stage.name, seconds: (performance.now() - begin) / 1000, ...count });
  }
}

/**
 * Installs, fetches and builds what the stages need.
 *
 * @param {import('./test-stages.mjs').Stage[]} chosen
 * @returns {Promise<NodeJS.ProcessEnv>} environment for them
 */
async function prepare(chosen) {
  await ensureDependencies(say);
  const packages = new Set(chosen.flatMap((stage) => stage.packages));
  await ensureSystemPackages([...packages], say);
  const windows = chosen.some((stage) => stage.window) ? await prepareWindows() : {};
  return { ...process.env, ...windows };
}

/** @returns {Promise<Record<string, string>>} what windows need in their environment */
async function prepareWindows() {
  // Not before the dependencies are there: these need them.
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { bundle } = await import('./bundle.mjs');
  const runtime = await electronRuntime(say);
  say((await bundle()) ? 'Built the app.' : 'The app is built already.');
  const display = displayIsMissing() ? await startDisplay() : null;
  if (display) stopAtEnd(display.stop);
  const where = display ? { DISPLAY: display.name } : {};
  return { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, ...where };
}

/**
 * Prints a line for each stage, then the sum as the last line, and sets the exit code.
 *
 * @param {Result[]} results
 */
function report(results) {
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    const mark = failed === 0 ? '✓' : '✗';
    console.log(`${mark} ${name.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0) + (interruption() ? 1 : 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

await runAsScript(import.meta.url, main);
