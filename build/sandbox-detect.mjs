/**
 * Whether an engine answers that the app would find by itself: the one that the Docker command line would use, or one
 * at a place where engines are known to listen.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { answers } from './dockerd-http.mjs';

/** Milliseconds for the command line: engines behind SSH take a while, and one that is away must not hold up a start. */
const PATIENCE = 10_000;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>}
 */
export async function anyEngineAnswers(env) {
  if (await chosenEngineAnswers(env)) return true;
  const sockets = await wellKnownSockets(env);
  const found = await Promise.all(sockets.map((socketPath) => answers({ socketPath })));
  return found.includes(true);
}

/**
 * The engine of the command line, asked by the command line, which knows TLS and SSH; or by its rules where there is
 * none.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>}
 */
async function chosenEngineAnswers(env) {
  const answer = await askCommandLine(env);
  if (answer !== 'missing') return answer === 'yes';
  const host = env.DOCKER_HOST || (await contextHost(env)) || 'unix:///var/run/docker.sock';
  return host.startsWith('unix://') && (await answers({ socketPath: host.slice('unix://'.length) }));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<'yes' | 'no' | 'missing'>}
 */
function askCommandLine(env) {
  const args = ['version', '--format', '{{.Server.Version}}'];
  return new Promise((resolve) => {
    execFile('docker', args, { env, timeout: PATIENCE }, (error) => {
      if (error === null) resolve('yes');
      else resolve(error.code === 'ENOENT' ? 'missing' : 'no');
    });
  });
}

/**
 * Host of the chosen context (docker/cli: contexts are kept by the SHA-256 of their name).
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
async function contextHost(env) {
  const folder = env.DOCKER_CONFIG || join(homedir(), '.docker');
  const name = env.DOCKER_CONTEXT || (await readJson(join(folder, 'config.json'))).currentContext;
  if (typeof name !== 'string' || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const context = await readJson(join(folder, 'contexts/meta', id, 'meta.json'));
  return context.Endpoints?.docker?.Host;
}

/**
 * @param {string} path
 * @returns {Promise<{ currentContext?: unknown, Endpoints?: { docker?: { Host?: string } } }>} Empty where there is no
 *   such file or it is damaged: then it chooses nothing.
 */
async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function wellKnownSockets(env) {
  const home = homedir();
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${process.getuid?.() ?? 0}`;
  const colima = env.COLIMA_HOME || join(home, '.colima');
  const profiles = await readdir(colima).catch(() => []);
  return [
    '/var/run/docker.sock',
    join(runtime, 'docker.sock'),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    ...profiles.map((profile) => join(colima, profile, 'docker.sock')),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
    join(runtime, 'podman/podman.sock'),
    '/run/podman/podman.sock',
  ];
}
