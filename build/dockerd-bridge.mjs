/**
 * A network bridge for each private daemon: two daemons on one bridge, or on none, take each other's network away.
 * Containers reach this machine at the bridge's address; no route or firewall rule of the machine is changed.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive, ownMark } from './dockerd-owner.mjs';

const run = promisify(execFile);
const PREFIX = 'lyb';
const FIRST = 200;
const LAST = 250;
const TURN = '\0layeryard-bridges';
const TURN_EVERY = 20;
/** Milliseconds; a turn takes a small part of a second. */
const PATIENCE = 30_000;

/**
 * @typedef {object} Bridge
 * @property {string} name Network interface.
 * @property {string} gateway Its IPv4 address: this machine as containers see it.
 */

/**
 * Makes a bridge that no other process uses, on addresses this machine does not route elsewhere.
 * @param {string} engine Name of the engine it is for. Bridges get their names again and again: this is how the end of an
 *   earlier engine knows that the bridge is not its own any more.
 * @returns {Promise<Bridge>}
 * @throws {Error} When there is no free one, or the `ip` command fails (it needs root).
 */
export async function claimBridge(engine) {
  const release = await takeTurn();
  try {
    await sweepBridges();
    return await makeBridge(engine);
  } finally {
    await release();
  }
}

/**
 * Waits until no other process looks for a bridge: what one takes for left behind, another may just have made anew.
 * An abstract socket belongs to the same network namespace as the bridges, and to one process for as long as that lives.
 * @returns {Promise<() => Promise<void>>} Lets the next one go on.
 */
async function takeTurn() {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const server = await listen(TURN);
    if (server !== null) return () => new Promise((resolve) => server.close(() => resolve()));
    if (Date.now() > deadline)
      throw new Error('Another process has been making a network bridge for too long.');
    await delay(TURN_EVERY);
  }
}

/**
 * @param {string} path
 * @returns {Promise<import('node:net').Server | null>} Null when another process listens there.
 */
function listen(path) {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}

/**
 * @param {string} engine
 * @returns {Promise<Bridge>}
 */
async function makeBridge(engine) {
  const mark = await ownMark();
  for (let index = FIRST; index <= LAST; index += 1) {
    const bridge = { name: `${PREFIX}${index}`, gateway: `172.31.${index}.1` };
    if ((await isRouted(bridge.gateway)) || !(await addLink(bridge.name))) continue;
    await run('ip', ['link', 'set', bridge.name, 'alias', `${mark} ${engine}`]);
    await run('ip', ['addr', 'add', `${bridge.gateway}/24`, 'dev', bridge.name]);
    await run('ip', ['link', 'set', bridge.name, 'up']);
    return bridge;
  }
  throw new Error(
    `No free network for a private engine: 172.31.${FIRST}.0 to 172.31.${LAST}.0 are all in use.`,
  );
}

/**
 * Whether this machine already has a way to an address that is more exact than its way to the internet.
 * @param {string} address
 */
async function isRouted(address) {
  const { stdout } = await run('ip', ['-4', 'route', 'show', 'to', 'match', address]);
  return stdout.split('\n').some((line) => line !== '' && !line.startsWith('default'));
}

/**
 * @param {string} name
 * @returns {Promise<boolean>} False when another process was faster: the name is what it is claimed by.
 */
async function addLink(name) {
  try {
    await run('ip', ['link', 'add', name, 'type', 'bridge']);
    return true;
  } catch (error) {
    if (error instanceof Error && /File exists/.test(error.message)) return false;
    throw error;
  }
}

/** Removes the bridges of processes that are gone. */
async function sweepBridges() {
  const names = (await readdir('/sys/class/net')).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const mark = await readFile(`/sys/class/net/${name}/ifalias`, 'utf8').catch(() => ''); // gone meanwhile
    if (mark.trim() !== '' && !(await isAlive(mark))) await removeLink(name);
  }
}

/**
 * @param {string} name
 * @returns {Promise<void>} Also when another process removed it first.
 */
async function removeLink(name) {
  try {
    await run('ip', ['link', 'del', name]);
  } catch (error) {
    if (!(error instanceof Error && /Cannot find device/.test(error.message))) throw error;
  }
}
