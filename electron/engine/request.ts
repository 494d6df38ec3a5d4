import { IncomingMessage } from 'node:http';
import { addAbortSignal, type Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { codedError } from '../core/coded-error';
import { EngineHttpError, toCodedError } from './engine-error';
import type { ErrorContext } from './error-context';

type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface EngineRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Without the version prefix; every part of it already escaped. */
  path: string;
  /** Undefined members are left out, lists repeat their name. */
  query?: Record<string, QueryValue>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
  /** Statuses outside 2xx that mean success for this call. */
  alsoGood?: readonly number[];
  /** Sent as it comes, with back-pressure; destroyed when the call ends before it does. */
  upload?: Readable;
  signal?: AbortSignal | undefined;
  /** What the call is about, for the sentence of its error. */
  context?: ErrorContext;
}

/** An error body is a sentence; what is longer is a page of some proxy. */
const LONGEST_ERROR = 64 * 1024;

/**
 * Calls the engine and answers as soon as the head of a successful answer is there; the caller reads the body.
 * Throws coded errors.
 */
export async function openResponse(docker: Dockerode, request: EngineRequest): Promise<IncomingMessage> {
  try {
    request.signal?.throwIfAborted();
    const answer = await send(docker, request);
    if (request.signal) addAbortSignal(request.signal, answer);
    if (isSuccess(answer, request.alsoGood)) return answer;
    throw new EngineHttpError(answer.statusCode ?? 0, await readReason(answer));
  } catch (thrown) {
    request.upload?.destroy();
    throw toCodedError(thrown, request.context, request.signal);
  }
}

/** Calls the engine and reads a small answer as JSON; `null` for an empty one. Throws coded errors. */
export async function readJson(docker: Dockerode, request: EngineRequest): Promise<unknown> {
  const body = await readText(docker, request);
  if (body === '') return null;
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    throw codedError('bad-response', `${request.path}: the answer is no JSON`, {
      params: { call: request.path },
      why: 'unexpected-answer',
      cause,
    });
  }
}

/** Calls the engine and reads the whole answer as text. Throws coded errors. */
export async function readText(docker: Dockerode, request: EngineRequest): Promise<string> {
  const answer = await openResponse(docker, request);
  try {
    return await collect(answer);
  } catch (thrown) {
    throw toCodedError(thrown, request.context, request.signal);
  }
}

/**
 * Answers with the head, whatever its status (`plain-modem.ts`).
 * The query is written here, because the modem writes most lists as JSON; `_query` and `_body` tell it both apart.
 */
function send(docker: Dockerode, request: EngineRequest): Promise<IncomingMessage> {
  const { method, headers, upload, signal, body } = request;
  const dial = {
    path: request.path + searchOf(request.query),
    method,
    headers: { ...headers },
    options: { _query: {}, _body: body ?? {} },
    // Podman reads a body of every commit, also an empty one.
    allowEmpty: body !== undefined,
    isStream: true,
    statusCodes: {},
    ...(upload === undefined ? {} : { file: upload }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  };
  return new Promise((resolve, reject) => {
    docker.modem.dial(dial, (error, answer) => {
      if (answer instanceof IncomingMessage) resolve(answer);
      else reject(error ?? new TypeError('the engine client gave no stream'));
    });
  });
}

/** Lists repeat their name, as Go's `url.Values` reads them. */
function searchOf(query: Record<string, QueryValue> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => valuesOf(value).map((text) => [name, text]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

function valuesOf(value: QueryValue): string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? [...value] : [String(value)];
}

const isSuccess = ({ statusCode = 0 }: IncomingMessage, alsoGood: readonly number[] = []) =>
  (statusCode >= 200 && statusCode < 300) || alsoGood.includes(statusCode);

async function collect(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** `{"message": …}` of the API (Podman: `cause` and `message`), else the text itself. */
export async function readReason(answer: IncomingMessage): Promise<string> {
  const text = (await collect(answer)).slice(0, LONGEST_ERROR);
  return messageIn(text) ?? text.trim();
}

function messageIn(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('message' in parsed)) return null;
    return typeof parsed.message === 'string' ? parsed.message : null;
  } catch {
    // Not JSON: a proxy's page or a plain sentence, shown as it is.
    return null;
  }
}
