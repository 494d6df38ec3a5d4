/** Fills an engine with the sample images, and with containers so that some of them are in use. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './dockerd-http.mjs';
import { samplePath, samples, tarOf, writeContexts } from './sandbox-samples.mjs';

/** Milliseconds a build step may be silent. */
const PATIENCE = 120_000;

/** @typedef {import('./dockerd-http.mjs').EngineAddress} EngineAddress */

/**
 * Builds every sample and starts the sample containers. What is there from an earlier time is replaced.
 * @param {EngineAddress} engine
 * @returns {Promise<void>}
 * @throws {Error} With the builder's message.
 */
export async function fillWithSamples(engine) {
  const folder = await mkdtemp(join(tmpdir(), 'layeryard-samples-'));
  try {
    await writeContexts(folder);
    for (const sample of samples) await build(engine, join(folder, sample.folder), sample);
    await importImage(engine, join(folder, 'base'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await commitImage(engine);
  await startContainer(engine, 'layeryard-clock', { Image: 'layeryard/clock:1.4' });
  const host = { RestartPolicy: { Name: 'always' } };
  await startContainer(engine, 'layeryard-notes', { Image: 'layeryard/notes:2.1', HostConfig: host });
}

/**
 * @param {EngineAddress} engine
 * @param {string} context
 * @param {import('./sandbox-samples.mjs').Sample} sample
 */
async function build(engine, context, { tags, dockerfile = 'Dockerfile', buildArguments = {} }) {
  const query = new URLSearchParams({ dockerfile, buildargs: JSON.stringify(buildArguments) });
  for (const tag of tags) query.append('t', tag);
  await call(engine, 'POST', `/build?${query}`, await tarOf(context, ['.']));
}

/**
 * A root file system without instructions, as an export or a virtual machine's disk would be.
 * @param {EngineAddress} engine
 * @param {string} context
 */
async function importImage(engine, context) {
  const archive = await readFile(join(context, 'rootfs.tar'));
  const query = new URLSearchParams({ fromSrc: '-', repo: 'layeryard/imported', tag: '1' });
  query.append('changes', 'CMD ["/bin/sh"]');
  await removeImage(engine, 'layeryard/imported:1');
  await call(engine, 'POST', `/images/create?${query}`, archive);
}

/**
 * What somebody did by hand in a container and kept. The steps go through an open shell, because an image tells the
 * command that its container was started with.
 * @param {EngineAddress} engine
 */
async function commitImage(engine) {
  const script = await readFile(samplePath('committed/change.sh'), 'utf8');
  const shell = { Image: 'layeryard/base:1', Cmd: ['sh'], OpenStdin: true, Tty: true };
  const id = await startContainer(engine, 'layeryard-by-hand', shell);
  const command = { Cmd: ['sh', '-c', script], AttachStdout: true };
  const { Id: step } = JSON.parse(await call(engine, 'POST', `/containers/${id}/exec`, command));
  await call(engine, 'POST', `/exec/${step}/start`, { Detach: false });
  const kept = {
    container: id,
    repo: 'layeryard/committed',
    tag: '1',
    author: 'Somebody',
    comment: 'It works now',
  };
  await removeImage(engine, 'layeryard/committed:1');
  await call(engine, 'POST', `/commit?${new URLSearchParams(kept)}`, {});
  await call(engine, 'DELETE', `/containers/${id}?force=1`);
}

/**
 * Removes an image that would be left dangling by a new one of its name.
 * @param {EngineAddress} engine
 * @param {string} name
 */
async function removeImage(engine, name) {
  const { status, body } = await ask(engine, {
    method: 'DELETE',
    path: `/images/${name}`,
    timeout: PATIENCE,
  });
  if (status >= 400 && status !== 404) throw new Error(`${name} cannot be replaced: ${body}`);
}

/**
 * @param {EngineAddress} engine
 * @param {string} name Of the container; one that has it already is removed.
 * @param {object} settings
 * @returns {Promise<string>} Its id.
 */
async function startContainer(engine, name, settings) {
  const old = await ask(engine, {
    method: 'DELETE',
    path: `/containers/${name}?force=1&v=1`,
    timeout: PATIENCE,
  });
  if (old.status >= 400 && old.status !== 404) throw new Error(`${name} cannot be replaced: ${old.body}`);
  const created = await call(engine, 'POST', `/containers/create?name=${name}`, settings);
  const { Id: id } = JSON.parse(created);
  await call(engine, 'POST', `/containers/${id}/start`);
  return id;
}

/**
 * @param {EngineAddress} engine
 * @param {string} method
 * @param {string} path
 * @param {object} [body] A buffer is sent as a tar archive, anything else as JSON.
 * @returns {Promise<string>}
 */
async function call(engine, method, path, body) {
  const isArchive = Buffer.isBuffer(body);
  const content = body === undefined ? {} : { body: isArchive ? body : JSON.stringify(body) };
  const type = isArchive ? 'application/x-tar' : 'application/json';
  const answer = await ask(engine, { method, path, type, timeout: PATIENCE, ...content });
  const failure = /^\{"errorDetail".*$/m.exec(answer.body)?.[0];
  if (answer.status >= 400 || failure !== undefined) {
    throw new Error(`${method} ${path}: ${failure ?? answer.body}`.trim());
  }
  return answer.body;
}
