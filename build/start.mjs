/**
 * `npm start`: from a fresh clone to the open window. Arguments go to the app (`npm start -- --user-data-dir=DIR`).
 * Everything that was started for it ends with the window.
 */
import { foreground, interruption, passSignalsOn, stopAtEnd, stopEverything } from './children.mjs';
import { runAsScript } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { displayIsMissing, startDisplay } from './display.mjs';
import { harmlessComplaints, machineSwitches } from './electron-launch.mjs';
import { root } from './root.mjs';
import { displayPackages, electronPackages, ensureSystemPackages } from './system-packages.mjs';

const say = (/** @type {string} */ line) => console.log(`· ${line}`);

async function main() {
  passSignalsOn();
  try {
    const runtime = await prepare();
    const sandbox = await startSandbox();
    const display = await openDisplay();
    if (interruption()) return;
    const switches = [...machineSwitches(runtime.folder, say), ...display.switches];
    const args = [...switches, root, ...process.argv.slice(2)];
    const env = { ...process.env, ...sandbox, ...display.env };
    say('Opening the window. It ends with Ctrl-C or when it is closed.');
    process.exitCode = await foreground(runtime.executable, args, env, harmlessComplaints);
  } finally {
    await stopEverything();
  }
}

/** Brings everything up to date that the window needs. */
async function prepare() {
  await ensureDependencies(say);
  const wanted = displayIsMissing() ? [...electronPackages, ...displayPackages] : electronPackages;
  await ensureSystemPackages(wanted, say);
  // Not before the dependencies are there: these need them.
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { bundle } = await import('./bundle.mjs');
  const runtime = await electronRuntime(say);
  say((await bundle()) ? 'Built the app.' : 'The app is built already.');
  return runtime;
}

/**
 * Starts a private engine when none answers and one can be had here.
 *
 * @returns {Promise<Record<string, string>>} what the app must know of it
 */
async function startSandbox() {
  const { sandboxIfNeeded } = await import('./sandbox.mjs');
  const sandbox = await sandboxIfNeeded(process.env);
  if (!sandbox) return {};
  stopAtEnd(() => sandbox.stop());
  say(sandbox.message);
  return { LAYERYARD_SANDBOX_HOST: sandbox.host };
}

/**
 * Starts a virtual display where there is none.
 *
 * @returns {Promise<{ env: Record<string, string>, switches: string[] }>} what the app must know of it
 */
async function openDisplay() {
  if (!displayIsMissing()) return { env: {}, switches: [] };
  const display = await startDisplay();
  stopAtEnd(display.stop);
  say(`There is no display here: the window opens on a virtual one (DISPLAY=${display.name}).`);
  // Nothing accelerates a virtual display, and Chromium need not find that out by trying.
  return { env: { DISPLAY: display.name }, switches: ['--disable-gpu'] };
}

await runAsScript(import.meta.url, main);
