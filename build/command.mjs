import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { track } from './children.mjs';

/**
 * How to call the npm that runs this script, or the one on the path.
 *
 * @param {string[]} words
 * @returns {[command: string, args: string[]]}
 */
export function npm(words) {
  // `npm run --silent` would silence this npm as well, and with it the reason of a failure.
  const args = [...words, '--loglevel=error'];
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return [process.execPath, [script, ...args]];
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', 'npm', ...args]] : ['npm', args];
}

/**
 * Runs a command to its end. Its output goes to this process's standard error, because standard output
 * belongs to the answer of whoever calls (`electron-path` prints a path and nothing else).
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { quiet?: boolean }} [options] `quiet` keeps the output
 *   back unless the command fails
 * @returns {Promise<void>}
 * @throws {Error} when it cannot be started or ends with anything but 0; carries the end of a quiet output
 */
export async function run(command, args, { quiet = false, ...options } = {}) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  const child = track(spawn(command, args, { ...options, stdio }));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-4000);
    });
  }
  /** @type {[number | null, NodeJS.Signals | null]} */
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  });
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')}: ended with ${code ?? signal}\n${output}`.trim());
}

/**
 * Runs a script's main function if the script was called by name, and turns what it throws into a message for
 * people: the reason alone, without a stack.
 *
 * @param {string} url `import.meta.url` of the script
 * @param {() => Promise<void>} main
 */
export async function runAsScript(url, main) {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  try {
    await main();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // Bundlers colour their messages even for a log file.
    console.error(process.stderr.isTTY ? text : stripVTControlCharacters(text));
    process.exitCode = 1;
  }
}
