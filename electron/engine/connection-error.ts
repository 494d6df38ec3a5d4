import type { ErrorContext, Match } from './error-context';

/** Node's error codes of a connection that never came to be. */
const unreachable: Record<string, string> = {
  ENOENT: 'missing',
  ECONNREFUSED: 'refused',
  EACCES: 'permission',
  EPERM: 'permission',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ETIMEDOUT: 'timeout',
  ENOTSOCK: 'not-an-engine',
  ENOTDIR: 'missing',
  ESSH: 'ssh',
};

/** Node's error codes of a connection that broke in the middle. */
const lost = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ESHUTDOWN']);

const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$|ERR_OSSL)/;

/**
 * The code of a socket, TLS or HTTP-parser failure between the app and the engine; null for anything else.
 * `reason` among the params says why an endpoint cannot be reached: `missing`, `refused`, `permission`,
 * `unknown-host`, `no-route`, `timeout`, `not-an-engine` or `ssh`.
 */
export function codeOfConnectionFailure(thrown: unknown, { host }: ErrorContext): Match | null {
  const code = errorCodeOf(thrown);
  if (code === null) return null;
  const reason = unreachable[code];
  if (reason !== undefined) return { code: 'engine-unreachable', params: { reason } };
  if (lost.has(code)) return { code: 'engine-lost' };
  if (tlsCodes.test(code)) return { code: 'tls-failure', params: host === undefined ? {} : { server: host } };
  if (code.startsWith('HPE_')) return { code: 'bad-response' };
  return null;
}

function errorCodeOf(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return null;
  return typeof thrown.code === 'string' ? thrown.code : null;
}
