import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

/** How long a program may take to end after it was asked to, in milliseconds. */
const grace = 10_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {(() => Promise<void>)[]} */
const cleanups = [];
/** @type {NodeJS.Signals | null} */
let interrupted = null;

/**
 * Runs a program in the foreground, with this process's terminal, until it ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {RegExp} [noise] lines of its standard error that are kept from the terminal
 * @returns {Promise<number>} its exit code, 128 + the signal's number if a signal ended it
 */
export async function foreground(command, args, env, noise) {
  if (interrupted) return codeOf(null, interrupted);
  const child = track(
    spawn(command, args, { env, stdio: ['inherit', 'inherit', noise ? 'pipe' : 'inherit'] }),
  );
  if (noise && child.stderr) printWithout(child.stderr, noise);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(codeOf(code, signal)));
  });
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {RegExp} noise
 */
function printWithout(stream, noise) {
  createInterface({ input: stream }).on('line', (line) => {
    if (!noise.test(line)) console.error(line);
  });
}

/**
 * Has a program told to end when this process is told so.
 *
 * @template {import('node:child_process').ChildProcess} T
 * @param {T} child
 * @returns {T}
 */
export function track(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function codeOf(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/**
 * Remembers how to stop something that was started; the last one started is stopped first.
 *
 * @param {() => Promise<void>} stop
 */
export function stopAtEnd(stop) {
  cleanups.push(stop);
}

/**
 * Stops everything that `stopAtEnd` was told of, each even if another fails.
 *
 * @throws {Error} the first failure
 */
export async function stopEverything() {
  /** @type {unknown[]} */
  const failures = [];
  for (let stop = cleanups.pop(); stop; stop = cleanups.pop()) {
    await stop().catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * The signal that asked this process to end, if any.
 *
 * @returns {NodeJS.Signals | null}
 */
export function interruption() {
  return interrupted;
}

/** From now on a request to end is passed on to running programs, so that what was started can be stopped. */
export function passSignalsOn() {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      interrupted ??= signal;
      for (const child of running) end(child);
    });
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), grace);
  child.once('close', () => clearTimeout(timer));
}
