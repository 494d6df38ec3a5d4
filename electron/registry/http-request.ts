import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { TimeLimitReached } from '../core/time-limit';
import { proxyAgent } from './proxy-agent';
import type { RegistryTls } from './registry-tls';

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface HttpOptions {
  /** Sent as a form with POST; without it the request is a GET. */
  form?: URLSearchParams;
  headers?: Record<string, string>;
  tls?: RegistryTls;
  /** False for loopback registries, whose certificates engines do not check either. */
  checkCertificate?: boolean;
  signal?: AbortSignal | undefined;
}

const TIMEOUT = 20_000;
/** No catalogue page or token is longer; a longer answer is not what was asked for. */
const LONGEST_BODY = 8 * 1024 * 1024;

/** One request without following redirects, so that no header reaches a host that it was not meant for. */
export async function httpRequest(url: URL, options: HttpOptions): Promise<HttpAnswer> {
  const answer = await open(url, options);
  let length = 0;
  answer.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > LONGEST_BODY) answer.destroy(new Error('the answer is too long'));
  });
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
}

function open(url: URL, options: HttpOptions): Promise<http.IncomingMessage> {
  const { form, headers = {}, tls = {}, checkCertificate = true, signal } = options;
  const common = {
    method: form ? 'POST' : 'GET',
    headers: form ? { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } : headers,
    agent: proxyAgent(url),
    timeout: TIMEOUT,
    ...(signal ? { signal } : {}),
  };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'http:'
        ? http.request(url, common, resolve)
        : https.request(url, { ...common, ...tls, rejectUnauthorized: checkCertificate }, resolve);
    request.once('timeout', () =>
      request.destroy(new TimeLimitReached(TIMEOUT, `no answer for ${TIMEOUT / 1000} s`)),
    );
    request.once('error', reject);
    request.end(form?.toString());
  });
}
