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
  /** Sent as it comes, with back-pressure; destroyed when the call ends before it does. */
  upload?: Readable;
  signal?: AbortSignal | undefined;
  /** What the call is about, for the sentence of its error. */
  context?: ErrorContext;
}

/** Every status comes back as an answer: the reason is in the body, which docker-modem reads only in part. */
const everyStatus: Record<number, true> = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [index + 100, true]),
);

/** An error body is a sentence; what is longer is a page of some proxy. */
const LONGEST_ERROR = 64 * 1024;

/**
 * Calls the engine and answers as soon as the head of a successful answer is there; the caller reads the body.
 * Always a stream: docker-modem waits for ever when a connection is cut inside a body that it collects itself.
 * Throws coded errors.
 */
export async function openResponse(docker: Dockerode, request: EngineRequest): Promise<IncomingMessage> {
  try {
    request.signal?.throwIfAborted();
    const answer = await dial(docker, request);
    if (request.signal) addAbortSignal(request.signal, answer);
    if (isSuccess(answer)) return answer;
    throw new EngineHttpError(answer.statusCode ?? 0, await readReason(answer));
  } catch (thrown) {
    request.upload?.destroy();
    throw toCodedError(thrown, request.context);
  }
}

/** Calls the engine and reads a small answer as JSON; `null` for an empty one. Throws coded errors. */
export async function readJson(docker: Dockerode, request: EngineRequest): Promise<unknown> {
  const body = await readText(docker, request);
  if (body === '') return null;
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    throw codedError('bad-response', `${request.path}: the answer is no JSON`, { cause });
  }
}

/** Calls the engine and reads the whole answer as text. Throws coded errors. */
export async function readText(docker: Dockerode, request: EngineRequest): Promise<string> {
  const answer = await openResponse(docker, request);
  try {
    return await collect(answer);
  } catch (thrown) {
    throw toCodedError(thrown, request.context);
  }
}

function dial(docker: Dockerode, request: EngineRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(dialOptions(request), (error, answer) => {
      if (answer instanceof IncomingMessage) resolve(answer);
      else reject(error ?? new TypeError('the engine client gave no stream'));
    });
  });
}

function dialOptions({ method, path, query, headers, body, upload, signal }: EngineRequest) {
  return {
    path: query === undefined ? path : `${path}?`,
    method,
    headers: { ...headers },
    options: { _query: definedOnly(query ?? {}), _body: body ?? {} },
    isStream: true,
    statusCodes: everyStatus,
    ...(upload === undefined ? {} : { file: upload }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  };
}

function definedOnly(query: Record<string, QueryValue>): Record<string, NonNullable<QueryValue>> {
  const defined = Object.entries(query).filter(
    (entry): entry is [string, NonNullable<QueryValue>] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}

const isSuccess = (answer: IncomingMessage) =>
  answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode < 300;

async function collect(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** `{"message": …}` of the API (Podman: `cause` and `message`), else the text itself. */
async function readReason(answer: IncomingMessage): Promise<string> {
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
