/** The few questions that set-up asks an engine, over its socket alone and without a client library. */
import { request } from 'node:http';

/**
 * @typedef {object} EngineAnswer
 * @property {number} status
 * @property {string} body
 */

/** @typedef {{ socketPath: string } | { host: string, port: number }} EngineAddress */

/**
 * One request to an engine.
 * @param {EngineAddress} address
 * @param {{ method?: string, path: string, body?: string | Buffer, type?: string, timeout?: number }} call `timeout` in
 *   milliseconds of silence, 5,000 by default; `type` is the content type of `body`.
 * @returns {Promise<EngineAnswer>}
 * @throws {Error} When the engine cannot be reached or falls silent.
 */
export function ask(address, call) {
  const { method = 'GET', path, body, type = 'application/json', timeout = 5000 } = call;
  const headers =
    body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...place(address), method, path, headers, timeout }, (incoming) => {
      /** @type {Buffer[]} */
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`The engine did not answer in ${timeout} ms.`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Only what the request may know of it: an engine's other properties would be taken for settings.
 * @param {EngineAddress} address
 */
function place(address) {
  if ('socketPath' in address) return { socketPath: address.socketPath };
  return { host: address.host, port: address.port };
}

/**
 * Whether an engine answers at this address.
 * @param {EngineAddress} address
 * @param {number} [timeout] Milliseconds.
 */
export async function answers(address, timeout = 2000) {
  try {
    return (await ask(address, { path: '/_ping', timeout })).status === 200;
  } catch {
    return false;
  }
}

/**
 * @param {EngineAddress} address
 * @returns {Promise<{ version: string, apiVersion: string }>}
 */
export async function engineVersion(address) {
  const { status, body } = await ask(address, { path: '/version' });
  if (status !== 200) throw new Error(`The engine answered ${status} to /version: ${body}`);
  const { Version: version, ApiVersion: apiVersion } = JSON.parse(body);
  return { version, apiVersion };
}
