/**
 * `npm run bench [-- ROW… --trial --rounds=N]`: measures how fast the app is against what it cannot be faster than, as
 * ratios in one run, prints a table and writes `test/bench/results.json`. A trial takes a tenth of everything once and
 * keeps nothing.
 */
import path from 'node:path';
import { interruption, passSignalsOn, stopAtEnd, stopEverything } from './children.mjs';
import { runAsScript } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { displayIsMissing, startDisplay } from './display.mjs';
import { machineSwitches } from './electron-launch.mjs';
import { root } from './root.mjs';
import { displayPackages, electronPackages, ensureSystemPackages } from './system-packages.mjs';
import { enginePackages } from './test-stages.mjs';

/** Of everything; the table has medians. */
const usualRounds = 5;

const say = (/** @type {string} */ line) => console.log(`· ${line}`);

async function main() {
  const words = process.argv.slice(2);
  const trial = words.includes('--trial');
  const rounds = words.find((word) => word.startsWith('--rounds='))?.slice('--rounds='.length);
  passSignalsOn();
  try {
    const electron = await prepare();
    if (interruption()) return;
    const { runBench } = await loadBench();
    await runBench({
      chosen: words.filter((word) => !word.startsWith('--')),
      rounds: Number(rounds ?? (trial ? 1 : usualRounds)),
      trial,
      electron,
      say,
    });
  } finally {
    await stopEverything();
  }
}

/** Brings everything up to date that is measured, and what measures it. */
async function prepare() {
  await ensureDependencies(say);
  await ensureSystemPackages([...enginePackages, ...electronPackages, ...displayPackages, 'curl'], say);
  // Not before the dependencies are there: these need them.
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { bundle } = await import('./bundle.mjs');
  const { folder, executable, version } = await electronRuntime(say);
  say((await bundle()) ? 'Built the app.' : 'The app is built already.');
  process.env.ELECTRON_OVERRIDE_DIST_PATH = folder;
  return { executable, version, switches: [...machineSwitches(folder, say), ...(await openDisplay())] };
}

/** @returns {Promise<string[]>} switches for the display that windows get */
async function openDisplay() {
  if (!displayIsMissing()) return [];
  const display = await startDisplay();
  stopAtEnd(display.stop);
  process.env.DISPLAY = display.name;
  // As `npm start` does it: nothing accelerates a virtual display.
  return ['--disable-gpu'];
}

/**
 * The bench itself shares TypeScript with the tests, so Vite loads it, as it does for them.
 *
 * @returns {Promise<typeof import('../test/bench/main')>}
 */
async function loadBench() {
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  stopAtEnd(() => server.close());
  return /** @type {typeof import('../test/bench/main')} */ (
    await server.ssrLoadModule(path.join(root, 'test/bench/main.ts'))
  );
}

await runAsScript(import.meta.url, main);
