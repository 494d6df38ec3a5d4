/**
 * Private Docker daemons: each with its own data, socket, network bridge and view of /etc and /run. They end with the
 * process that started them, also when that is killed, and leave nothing behind.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { claimBridge } from './dockerd-bridge.mjs';
import { answers, engineVersion } from './dockerd-http.mjs';
import { abandonedFolders, makeOwnedFolder } from './dockerd-owner.mjs';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./dockerd-run.sh', import.meta.url));
const FOLDER_PREFIX = 'layeryard-engine-';
const READY_EVERY = 50;
const LOG_LINES = 20;

/** Debian's packages for the host's own daemon. */
export const DOCKERD_PACKAGES = ['docker.io', 'iproute2', 'ca-certificates'];

const SYSTEM_PATH = '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin';

/** Whether this machine has a daemon of its own to run privately. */
export function hasDockerd() {
  const folders = `${process.env.PATH ?? ''}:${SYSTEM_PATH}`.split(':');
  return folders.some((folder) => existsSync(join(folder, 'dockerd')));
}

/**
 * @typedef {object} DockerdOptions
 * @property {string} [dataFolder] Folder for images and containers, kept at the end. Without one they go with it.
 * @property {string} [root] Root file system that holds the daemon; without one it is the host's `dockerd`.
 * @property {Record<string, unknown>} [config] Content of `daemon.json`.
 * @property {Record<string, string>} [files] Texts for its `/etc/docker`, by path in there: certificates, keys.
 * @property {string[]} [args] More arguments of `dockerd`, for example further `-H`.
 * @property {NodeJS.ProcessEnv} [env] Environment of the daemon (proxies); this process's by default.
 * @property {number} [startTimeout] Milliseconds until it must answer, 60,000 by default.
 */

/**
 * @typedef {object} Dockerd
 * @property {string} host `unix://…`, as for DOCKER_HOST.
 * @property {string} socketPath
 * @property {string} gateway Address of this machine that its containers and the daemon itself reach; not a loopback
 *   address, so certificates of registries there are verified.
 * @property {string} bridge Name of the interface of this machine that has this address.
 * @property {string} folder Its temporary folder.
 * @property {string} version For example `20.10.24+dfsg1`.
 * @property {string} apiVersion For example `1.41`.
 * @property {() => Promise<string>} log What the daemon has logged so far.
 * @property {() => Promise<void>} kill Ends it like a power cut: daemon, containerd and containers at once. Data stay.
 * @property {(how?: 'orderly' | 'killed') => Promise<void>} restart Ends it and starts it on the same data and socket.
 * @property {() => Promise<void>} stop Ends it and removes everything but `dataFolder`.
 */

/**
 * @typedef {object} Running One run of the daemon.
 * @property {import('node:child_process').ChildProcess} child
 * @property {boolean} ended
 * @property {() => Promise<void>} end Waits until every process that the run started is gone.
 */

/**
 * Starts a private daemon and waits until it answers. Linux, as root, with `dockerd` and `ip` at hand.
 * @param {DockerdOptions} [options]
 * @returns {Promise<Dockerd>}
 * @throws {Error} With the end of the daemon's log when it ends or does not answer in time.
 */
export async function startDockerd(options = {}) {
  if (process.getuid?.() !== 0) throw new Error('A private engine needs Linux and root.');
  await sweepFolders();
  const folder = await makeOwnedFolder(FOLDER_PREFIX);
  await writeFiles(folder, { 'daemon.json': JSON.stringify(options.config ?? {}), ...options.files });
  const bridge = await claimBridge(basename(folder));
  const clean = () => run('sh', [SCRIPT, 'clean', folder, bridge.name]);
  const socketPath = join(folder, 'docker.sock');

  const up = async () => {
    const started = await launch(folder, bridge.name, options);
    try {
      await ready(started, socketPath, folder, options.startTimeout ?? 60_000);
    } catch (error) {
      await end(started, 'killed');
      throw error;
    }
    return started;
  };

  let running = await up().catch(async (error) => {
    await clean();
    throw error;
  });
  return {
    host: `unix://${socketPath}`,
    socketPath,
    gateway: bridge.gateway,
    bridge: bridge.name,
    folder,
    ...(await engineVersion({ socketPath })),
    log: () => readFile(join(folder, 'log'), 'utf8'),
    kill: () => end(running, 'killed'),
    restart: async (how = 'orderly') => {
      await end(running, how);
      running = await up();
    },
    stop: async () => {
      // Data that go anyway need no orderly end, and containers that ignore the request to end would hold it up.
      await end(running, options.dataFolder === undefined ? 'killed' : 'orderly');
      await clean();
    },
  };
}

/** Removes what runs left whose process and whose cleaning were both killed. */
async function sweepFolders() {
  for (const folder of await abandonedFolders(FOLDER_PREFIX)) {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts texts into the folder that the daemon sees as `/etc/docker`; it reads certificates of registries anew each time.
 *
 * @param {string} folder Temporary folder of the daemon.
 * @param {Record<string, string>} files
 */
async function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'etc', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode: 0o600 });
  }
}

/**
 * Makes a private daemon trust a registry, without touching the host's /etc/docker.
 *
 * @param {string} folder Temporary folder of the daemon: {@link Dockerd.folder}.
 * @param {string} registry `HOST:PORT`; the host must not be a loopback address, which daemons do not verify at all.
 * @param {string} certificate The registry's authority (PEM).
 */
export async function trustRegistry(folder, registry, certificate) {
  await writeFiles(folder, { [`certs.d/${registry}/ca.crt`]: certificate });
}

/**
 * @param {string} folder
 * @param {string} bridge
 * @param {DockerdOptions} options
 * @returns {Promise<Running>}
 */
async function launch(folder, bridge, options) {
  if (options.dataFolder !== undefined) await mkdir(options.dataFolder, { recursive: true });
  const log = await open(join(folder, 'log'), 'a');
  const places = [folder, bridge, options.dataFolder ?? '-', options.root ?? '-'];
  const child = spawn('sh', [SCRIPT, 'start', ...places, ...(options.args ?? [])], {
    // Away from the terminal's process group: an interrupt there is for the process that owns the engine.
    detached: true,
    env: daemonEnvironment(options.env ?? process.env),
    // The last one is held open by every process of the run, so its end tells that all are gone.
    stdio: ['pipe', log.fd, log.fd, 'pipe'],
  });
  await log.close();
  return follow(child);
}

/** @param {NodeJS.ProcessEnv} env */
function daemonEnvironment(env) {
  return { ...env, PATH: `${env.PATH ?? ''}:${SYSTEM_PATH}` };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Running}
 */
function follow(child) {
  const alive = /** @type {import('node:net').Socket} */ (child.stdio[3]);
  const input = /** @type {import('node:net').Socket} */ (child.stdin);
  /** @type {Running} */
  const running = {
    child,
    ended: false,
    end: async () => {
      for (const handle of [child, alive]) handle.ref();
      await gone;
    },
  };
  const gone = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const over = () => {
        running.ended = true;
        resolve();
      };
      child.once('close', over);
      child.once('error', over);
    })
  );
  alive.resume();
  // A daemon that ended by itself makes the request to stop it fail; `ended` tells that better.
  input.on('error', () => undefined);
  // An engine nobody stopped must not keep its process from ending: that end is what stops it.
  for (const handle of [child, alive, input]) handle.unref();
  return running;
}

/**
 * @param {Running} running
 * @param {string} socketPath
 * @param {string} folder
 * @param {number} timeout
 */
async function ready(running, socketPath, folder, timeout) {
  const deadline = Date.now() + timeout;
  while (!(await answers({ socketPath }))) {
    if (running.ended) throw new Error(`The private engine ended at once. ${await logTail(folder)}`);
    if (Date.now() > deadline) {
      throw new Error(`The private engine did not answer in ${timeout / 1000} s. ${await logTail(folder)}`);
    }
    await delay(READY_EVERY);
  }
}

/** @param {string} folder */
async function logTail(folder) {
  const lines = (await readFile(join(folder, 'log'), 'utf8')).trimEnd().split('\n');
  return `The end of its log:\n${lines.slice(-LOG_LINES).join('\n')}`;
}

/**
 * @param {Running} running
 * @param {'orderly' | 'killed'} how
 */
async function end(running, how) {
  const { child } = running;
  if (running.ended) return;
  if (how === 'orderly') child.stdin?.write('stop\n');
  else if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await running.end();
}
