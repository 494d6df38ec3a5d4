/**
 * `npm run --silent electron-path`: prints the path of the Electron executable and nothing else; what
 * happens on the way there goes to standard error.
 */
import { runAsScript } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';

const say = (/** @type {string} */ line) => console.error(line);

async function main() {
  await ensureDependencies(say);
  // Not before the dependencies are there: it needs one of them.
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { executable } = await electronRuntime(say);
  console.log(executable);
}

await runAsScript(import.meta.url, main);
