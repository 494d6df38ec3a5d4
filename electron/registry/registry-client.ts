import { codedError } from '../core/coded-error';
import { type Challenge, parseChallenge } from './challenge';
import type { Credentials } from './credentials';
import { type HttpAnswer, type HttpOptions, httpRequest } from './http-request';
import { isLoopback } from './loopback';
import { connectionError, isTlsFailure, statusError } from './registry-error';
import { type RegistryTls, readRegistryTls } from './registry-tls';
import { HUB_DOMAIN } from './server-name';

export interface RegistryAccess {
  /** Domain of a reference: `docker.io`, `localhost:5000`. */
  domain: string;
  /** Of this registry; sent to it, and to the token server that it names, and nowhere else. */
  credentials: Credentials | undefined;
  certificateFolders: string[];
  signal?: AbortSignal | undefined;
}

/** Docker Hub's registry answers under another name than its references have. */
const HUB_HOST = 'registry-1.docker.io';

/** Talks to one registry (HTTP API v2) as an engine would, for what engines do not offer. */
export class RegistryClient {
  readonly #access: RegistryAccess;
  readonly #host: string;
  readonly #loopback: boolean;
  #base: URL | null = null;
  #tls: RegistryTls = {};
  #authorization = '';

  constructor(access: RegistryAccess) {
    this.#access = access;
    this.#host = access.domain === HUB_DOMAIN ? HUB_HOST : access.domain;
    this.#loopback = isLoopback(this.#host);
  }

  /**
   * GET of a path with its query, signing in when asked to. `scope` is what a token must be good for
   * (`repository:name:pull`). Answers whatever the registry answers; throws only when it cannot be reached.
   */
  async get(path: string, scope = ''): Promise<HttpAnswer> {
    const first = await this.#request(path);
    if (first.status !== 401) return first;
    const challenge = parseChallenge(first.headers['www-authenticate']);
    if (challenge === null) return first;
    const authorization = await this.#answerTo(challenge, scope);
    if (authorization === '') return first;
    this.#authorization = authorization;
    return await this.#request(path);
  }

  /** The same for answers that must be a success, as JSON. `reference` is named in the error. */
  async getJson(path: string, scope = '', reference = ''): Promise<{ json: unknown; answer: HttpAnswer }> {
    const answer = await this.get(path, scope);
    if (answer.status < 200 || answer.status > 299) throw statusError(answer, this.#access.domain, reference);
    try {
      return { json: JSON.parse(answer.body) as unknown, answer };
    } catch {
      throw codedError('bad-response', 'the registry did not answer with JSON', {
        params: { server: this.#access.domain, call: path },
        why: 'unexpected-answer',
      });
    }
  }

  async #request(path: string): Promise<HttpAnswer> {
    try {
      this.#base ??= await this.#findBase();
      return await httpRequest(new URL(path, this.#base), {
        ...this.#options(),
        headers: this.#authorization === '' ? {} : { Authorization: this.#authorization },
      });
    } catch (thrown) {
      throw connectionError(thrown, this.#access.domain);
    }
  }

  /** Loopback registries may speak plain HTTP, as engines allow them to; all others must speak TLS. */
  async #findBase(): Promise<URL> {
    this.#tls = await readRegistryTls(this.#host, this.#access.certificateFolders);
    const secure = new URL(`https://${this.#host}`);
    if (!this.#loopback) return secure;
    try {
      await httpRequest(new URL('/v2/', secure), this.#options());
      return secure;
    } catch (thrown) {
      if (!isTlsFailure(thrown) && !isCutOff(thrown)) throw thrown;
      return new URL(`http://${this.#host}`);
    }
  }

  #options(): HttpOptions {
    return { tls: this.#tls, checkCertificate: !this.#loopback, signal: this.#access.signal };
  }

  /** The `Authorization` header for a challenge; empty when there is nothing to answer with. */
  async #answerTo(challenge: Challenge, scope: string): Promise<string> {
    const { credentials } = this.#access;
    switch (challenge.scheme) {
      case 'basic':
        return credentials === undefined ? '' : basic(credentials);
      case 'bearer':
        return await this.#fetchToken(challenge, scope);
    }
  }

  async #fetchToken(challenge: Challenge & { scheme: 'bearer' }, scope: string): Promise<string> {
    const { credentials, domain } = this.#access;
    const url = this.#realmUrl(challenge.realm);
    const wanted = { ...challenge, scope: scope || challenge.scope };
    const answer =
      credentials === undefined || credentials.identityToken === ''
        ? await this.#askToken(url, wanted, credentials)
        : await this.#exchangeToken(url, wanted, credentials.identityToken);
    if (answer.status !== 200) throw statusError(answer, domain);
    return `Bearer ${tokenIn(answer.body, domain)}`;
  }

  /** `GET realm?service=…&scope=…` with the sign-in, or without it for what everybody may read. */
  async #askToken(url: URL, wanted: Wanted, credentials: Credentials | undefined): Promise<HttpAnswer> {
    const account = credentials === undefined ? '' : credentials.username;
    for (const [name, value] of formOf({ ...serviceAndScope(wanted), account }))
      url.searchParams.set(name, value);
    const headers: Record<string, string> =
      credentials === undefined ? {} : { Authorization: basic(credentials) };
    return await httpRequest(url, { ...this.#options(), headers });
  }

  /** An identity token is a refresh token (distribution's OAuth2 token specification). */
  async #exchangeToken(url: URL, wanted: Wanted, refreshToken: string): Promise<HttpAnswer> {
    const form = formOf({
      ...serviceAndScope(wanted),
      grant_type: 'refresh_token',
      client_id: 'layeryard',
      refresh_token: refreshToken,
    });
    return await httpRequest(url, { ...this.#options(), form });
  }

  /** A registry must not make the app send a password in the clear. */
  #realmUrl(realm: string): URL {
    const problem = codedError('bad-response', 'the registry names no usable token server', {
      params: { server: this.#access.domain },
      why: 'no-token-server',
    });
    try {
      const url = new URL(realm);
      if (url.protocol === 'https:' || (this.#loopback && isLoopback(url.host))) return url;
    } catch {
      throw problem;
    }
    throw problem;
  }
}

/** Some servers without TLS hang up on a handshake. */
function isCutOff(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ECONNRESET';
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

type Wanted = Pick<Challenge & { scheme: 'bearer' }, 'service' | 'scope'>;

function serviceAndScope({ service, scope }: Wanted): Record<string, string> {
  return { service, scope };
}

/** Without the members that say nothing. */
function formOf(members: Record<string, string>): URLSearchParams {
  return new URLSearchParams(Object.entries(members).filter(([, value]) => value !== ''));
}

function tokenIn(body: string, server: string): string {
  try {
    const { token, access_token: accessToken } = JSON.parse(body) as {
      token?: unknown;
      access_token?: unknown;
    };
    const found = token ?? accessToken;
    if (typeof found === 'string' && found !== '') return found;
  } catch {
    // Said below without the body: it may hold a token.
  }
  throw codedError('bad-response', 'the token server gave no token', { params: { server }, why: 'no-token' });
}
