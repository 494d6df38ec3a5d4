/**
 * The sandbox engine: a private Docker Engine with sample images, for machines where no engine answers. Its data stay in
 * the cache of the repository; the engine itself ends with the process that started it.
 * By hand: `node build/sandbox.mjs` runs it until it is interrupted.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { canInstall, ensureApt, missingPackages } from './apt.mjs';
import { runAsScript } from './command.mjs';
import { DOCKERD_PACKAGES, hasDockerd, startDockerd } from './dockerd.mjs';
import { cacheFolder } from './dockerd-current.mjs';
import { answers } from './dockerd-http.mjs';
import { isAlive, ownMark } from './dockerd-owner.mjs';
import { anyEngineAnswers } from './sandbox-detect.mjs';
import { fillWithSamples } from './sandbox-fill.mjs';
import { SAMPLE_PACKAGES, samplesFingerprint } from './sandbox-samples.mjs';

/**
 * @typedef {object} Sandbox
 * @property {string} host As for DOCKER_HOST.
 * @property {() => Promise<void>} stop Ends it; its images and containers stay for the next time.
 * @property {string} message One sentence for the terminal.
 */

/** Milliseconds to wait for the engine of another process, which may be filling it. */
const PATIENCE = 120_000;

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/**
 * Starts the sandbox engine when no other engine answers and this machine can run one.
 * @param {NodeJS.ProcessEnv} env Decides which engine the Docker command line would use.
 * @returns {Promise<Sandbox | null>} Null when an engine answers, or when there can be no sandbox; the reason of the
 *   latter has been printed.
 */
export async function sandboxIfNeeded(env) {
  if (await anyEngineAnswers(env)) return null;
  const obstacle = await obstacleToSandbox();
  if (obstacle !== null) {
    say(`No Docker Engine answers, and a sandbox engine cannot be started: ${obstacle}`);
    return null;
  }
  try {
    return await startSandbox();
  } catch (error) {
    say(`The sandbox engine could not be started: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

/** @returns {Promise<string | null>} */
async function obstacleToSandbox() {
  if (process.platform !== 'linux') return 'it needs Linux.';
  if (process.getuid?.() !== 0) return 'it needs to be started by root.';
  if (!hasDockerd() && !canInstall()) return 'there is no dockerd on this machine.';
  return null;
}

/**
 * Starts the sandbox engine, or joins the one that another process has started from the same folder.
 * @param {string} [folder] Where its data are kept; below `.cache` by default.
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox(folder = join(cacheFolder(), 'sandbox')) {
  await mkdir(folder, { recursive: true });
  const running = await claim(folder);
  if (running !== null) return joined(running);
  try {
    return await startOwn(folder);
  } catch (error) {
    await rm(join(folder, 'owner'), { force: true });
    throw error;
  }
}

/**
 * @param {string} host
 * @returns {Sandbox}
 */
function joined(host) {
  const message =
    'No Docker Engine answers, but a sandbox engine of this repository runs already: using that.';
  return { host, stop: async () => undefined, message };
}

/**
 * @param {string} folder
 * @returns {Promise<Sandbox>}
 */
async function startOwn(folder) {
  if (!hasDockerd()) await ensureApt([...DOCKERD_PACKAGES]);
  say('No Docker Engine answers: starting a private sandbox engine.');
  const daemon = await startDockerd({ dataFolder: join(folder, 'data'), args: ['--shutdown-timeout', '5'] });
  const stop = async () => {
    await daemon.stop();
    await rm(join(folder, 'owner'), { force: true });
  };
  try {
    const samples = await fillOnce(folder, daemon);
    await writeAtomically(join(folder, 'owner'), `${await ownMark()}\n${daemon.host}\n`);
    const message = `No Docker Engine answers, so a private sandbox engine runs (Docker ${daemon.version}). ${samples}`;
    return {
      host: daemon.host,
      stop,
      message: `${message} It ends with this command; its data are in ${folder}.`,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Fills the engine unless it has been filled with these very samples. An engine without samples is better than none.
 * @param {string} folder
 * @param {{ socketPath: string }} daemon
 * @returns {Promise<string>} A sentence about what it holds.
 */
async function fillOnce(folder, daemon) {
  const mark = join(folder, 'filled');
  const fingerprint = await samplesFingerprint();
  const filled = await readFile(mark, 'utf8').catch(() => '');
  if (filled === fingerprint) return 'It holds the samples of assets/samples.';
  try {
    if (canInstall() && (await missingPackages(SAMPLE_PACKAGES)).length > 0) await ensureApt(SAMPLE_PACKAGES);
    say('Filling it with the samples of assets/samples, once.');
    await fillWithSamples(daemon);
    await writeFile(mark, fingerprint);
    return 'It was filled with the samples of assets/samples.';
  } catch (error) {
    return `Its samples could not be made: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * Makes this process the owner of the sandbox folder, or waits for the engine of the process that is.
 * @param {string} folder
 * @returns {Promise<string | null>} Host of the other's engine; null when this process owns the folder.
 */
async function claim(folder) {
  const path = join(folder, 'owner');
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    try {
      await writeFile(path, `${await ownMark()}\n`, { flag: 'wx' });
      return null;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const [mark = '', host = ''] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    if (mark !== '' && !(await isAlive(mark))) await rm(path, { force: true });
    else if (host !== '' && (await answers({ socketPath: host.slice('unix://'.length) }))) return host;
    else await delay(200);
  }
  throw new Error(
    `Process ${Number.parseInt(await readFile(path, 'utf8'), 10)} holds ${folder}, but runs no engine there.`,
  );
}

/**
 * @param {string} path
 * @param {string} text
 */
async function writeAtomically(path, text) {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

await runAsScript(import.meta.url, async () => {
  const sandbox = await startSandbox();
  say(`${sandbox.message}\nexport DOCKER_HOST=${sandbox.host}`);
  const interrupted = Promise.race(
    ['SIGINT', 'SIGTERM'].map((signal) => new Promise((resolve) => process.once(signal, resolve))),
  );
  // A signal handler alone does not keep the process.
  const keep = setInterval(() => undefined, 60_000);
  await interrupted;
  clearInterval(keep);
  await sandbox.stop();
});
