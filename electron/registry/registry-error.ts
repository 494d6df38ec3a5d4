import { CodedError, codedError } from '../core/coded-error';
import { redact } from '../core/redact';
import { explainTimeLimit, TimeLimitReached } from '../core/time-limit';
import type { HttpAnswer } from './http-request';
import { shownName } from './server-name';

/** What a failed connection to a registry means for a person. */
export function connectionError(thrown: unknown, host: string): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const params = { server: shownName(host) };
  const detail = thrown instanceof Error ? redact(thrown.message) : '';
  if (thrown instanceof TimeLimitReached) {
    const limit = explainTimeLimit(thrown);
    const more = { params: { ...params, ...limit.params }, why: limit.why };
    return codedError('timeout', detail, { ...more, next: [{ step: 'retry' }] });
  }
  if (isTlsFailure(thrown)) return codedError('tls-failure', detail, { params, cause: thrown });
  return codedError('network-down', detail, { params, next: [{ step: 'retry' }], cause: thrown });
}

/** OpenSSL's and Node's codes of a handshake that failed; `EPROTO` is what a plain HTTP server answers with. */
export function isTlsFailure(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown)) return false;
  const tls =
    /^(?:ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
  return tls.test(String(thrown.code));
}

/** What a status outside 2xx means; the registry's own sentence goes into the detail. */
export function statusError(answer: HttpAnswer, host: string, reference = ''): CodedError {
  const server = shownName(host);
  const params = { server, ...(reference === '' ? {} : { reference }) };
  const detail = sentenceOf(answer);
  switch (answer.status) {
    case 401:
      return codedError('unauthorised', detail, { params, next: [{ step: 'sign-in', server }] });
    case 403:
      return codedError('denied', detail, { params, next: [{ step: 'sign-in', server }] });
    case 404:
      return codedError('not-found', detail, { params });
    case 429:
      return codedError('rate-limited', detail, { params, next: [{ step: 'sign-in', server }] });
    default:
      return codedError('registry-error', detail, { params, next: [{ step: 'retry' }] });
  }
}

/** `{"errors": [{"code", "message"}]}` of the distribution spec, `{"details"}` of token servers, or the status alone. */
function sentenceOf({ body, status }: HttpAnswer): string {
  try {
    const { errors, details } = JSON.parse(body) as { errors?: unknown; details?: unknown };
    const sentences = (Array.isArray(errors) ? errors : [])
      .map((error) => textOf(error?.message))
      .filter(Boolean);
    const said = sentences.join('; ') || textOf(details);
    if (said !== '') return redact(said).slice(0, 500);
  } catch {
    // Not JSON: a proxy's page, worth no more than its status.
  }
  return `HTTP status ${status}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
