import type { AppError, NextStep } from '../contract';
import { CodedError, codedError } from '../core/coded-error';
import { redact } from '../core/redact';
import { explainTimeLimit } from '../core/time-limit';
import { codeOfConnectionFailure } from './connection-error';
import { codeOfMessage, codeOfStatus } from './engine-error-rules';
import type { ErrorContext, Match } from './error-context';
import { nextSteps } from './next-steps';

/** An answer of the engine outside 2xx, with the reason it gave. */
export class EngineHttpError extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason === '' ? `HTTP status ${status}` : reason);
    this.name = 'EngineHttpError';
    this.status = status;
  }
}

/** An `errorDetail` inside a stream that began as a success. */
export class StreamError extends Error {
  /** `errorDetail.code`, 0 when none. */
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.name = 'StreamError';
    this.code = code;
  }
}

/**
 * Turns whatever a call to an engine threw into a coded error: HTTP statuses, in-stream errors and socket
 * failures of Docker Engine 20.10 to 29 (both image stores) and Podman. Coded errors pass unchanged.
 * Cancelling has no code: it is decided by `signal.aborted` before anybody looks at the error. Only a `signal`
 * that a time limit aborted (`reason.name` is `TimeoutError`) is told, as `timeout`.
 */
export function toCodedError(thrown: unknown, context: ErrorContext = {}, signal?: AbortSignal): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const told = isTimeLimit(signal) ? signal.reason : thrown;
  const detail = redact(told instanceof Error ? told.message : String(told));
  const match: Match = isTimeLimit(signal) ? { code: 'timeout' } : matchOf(thrown, detail, context);
  const limit = explainTimeLimit(told);
  return codedError(match.code, detail, {
    params: { ...paramsOf(context), ...match.params, ...limit.params },
    why: limit.why,
    next: nextSteps(match, context),
    cause: thrown,
  });
}

/** The same failure, judged anew once it is known what it was about. What no engine has answered stays as it is. */
export function withContext(error: CodedError, context: ErrorContext): CodedError {
  return statusOf(error.cause) === null ? error : toCodedError(error.cause, context);
}

function isTimeLimit(signal: AbortSignal | undefined): signal is AbortSignal & { reason: Error } {
  return signal?.aborted === true && signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
}

/** The same error with more params, or with other next steps. */
export function refine(
  { appError }: CodedError,
  more: { params?: Record<string, string>; next?: NextStep[] },
): CodedError {
  const refined: AppError = {
    ...appError,
    params: { ...appError.params, ...more.params },
    next: more.next ?? appError.next,
  };
  return new CodedError(refined);
}

function matchOf(thrown: unknown, detail: string, context: ErrorContext): Match {
  const status = statusOf(thrown);
  if (status === null) return codeOfConnectionFailure(thrown, context) ?? { code: 'internal' };
  return codeOfMessage(detail, context) ?? fromStatus(status, context);
}

/** Null for what is no engine's answer. */
function statusOf(thrown: unknown): number | null {
  if (thrown instanceof EngineHttpError) return thrown.status;
  return thrown instanceof StreamError ? thrown.code : null;
}

/** Engines answer 500 to whatever a registry told them. */
function fromStatus(status: number, { server }: ErrorContext): Match {
  const match = codeOfStatus(status);
  return match.code === 'engine-error' && server !== undefined ? { code: 'registry-error' } : match;
}

function paramsOf({ reference, server, container, host }: ErrorContext): Record<string, string> {
  const subject = reference ?? container;
  return {
    ...(subject === undefined ? {} : { reference: subject }),
    ...(server === undefined ? {} : { server }),
    ...(container === undefined ? {} : { container }),
    ...(host === undefined ? {} : { host }),
  };
}
