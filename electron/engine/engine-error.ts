import type { AppError, ErrorCode, NextStep } from '../contract';
import { CodedError, codedError } from '../core/coded-error';
import { redact } from '../core/redact';
import { codeOfConnectionFailure } from './connection-error';
import { codeOfMessage, codeOfStatus } from './engine-error-rules';
import type { ErrorContext, Match } from './error-context';

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
 * It knows nothing of cancelling: that is decided by `signal.aborted` before anybody looks at the error.
 */
export function toCodedError(thrown: unknown, context: ErrorContext = {}): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const detail = redact(thrown instanceof Error ? thrown.message : String(thrown));
  const match = matchOf(thrown, detail, context);
  return codedError(match.code, detail, {
    params: { ...paramsOf(context), ...match.params },
    next: nextSteps(match, context),
    cause: thrown,
  });
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
  if (thrown instanceof EngineHttpError) return codeOfMessage(detail, context) ?? codeOfStatus(thrown.status);
  if (thrown instanceof StreamError)
    return codeOfMessage(detail, context) ?? codeOfStreamError(thrown, context);
  return codeOfConnectionFailure(thrown) ?? { code: 'internal' };
}

function codeOfStreamError({ code }: StreamError, { server }: ErrorContext): Match {
  if (code !== 0) return codeOfStatus(code);
  return { code: server === undefined ? 'engine-error' : 'registry-error' };
}

function paramsOf({ reference, server, container, host }: ErrorContext): Record<string, string> {
  return {
    ...(reference === undefined ? {} : { reference }),
    ...(server === undefined ? {} : { server }),
    ...(container === undefined ? {} : { container }),
    ...(host === undefined ? {} : { host }),
  };
}

/** Which buttons a code offers; those that need to know the registry or the image are left out without it. */
function nextSteps({ code, force }: Match, { server, imageId }: ErrorContext): NextStep[] {
  switch (code satisfies ErrorCode) {
    case 'unauthorised':
      return server === undefined ? [] : [{ step: 'sign-in', server }];
    case 'denied':
      return server === undefined ? [] : [{ step: 'sign-in', server }, { step: 'retry' }];
    case 'rate-limited':
      return server === undefined ? [{ step: 'retry' }] : [{ step: 'sign-in', server }, { step: 'retry' }];
    case 'no-space':
      return [{ step: 'prune' }, { step: 'retry' }];
    case 'image-in-use':
      return [
        ...(imageId === undefined ? [] : [{ step: 'show-containers' as const, imageId }]),
        ...(force === true ? [{ step: 'force' as const }] : []),
      ];
    case 'engine-unreachable':
    case 'unknown-api':
      return [{ step: 'retry' }, { step: 'choose-engine' }];
    case 'network-down':
    case 'engine-lost':
    case 'engine-error':
    case 'registry-error':
    case 'bad-response':
    case 'timeout':
      return [{ step: 'retry' }];
    case 'tls-failure':
      return server === undefined ? [{ step: 'choose-engine' }] : [{ step: 'retry' }];
    case 'bad-reference':
    case 'bad-input':
    case 'not-found':
    case 'name-conflict':
    case 'unsupported':
    case 'engine-changed':
    case 'bad-archive':
    case 'file-exists':
    case 'file-unreadable':
    case 'file-unwritable':
    case 'credential-helper':
    case 'internal':
      return [];
  }
}
