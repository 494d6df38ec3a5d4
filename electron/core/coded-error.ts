import type { AppError, ErrorCode, NextStep, Why } from '../contract';

/** The one exception type of the main process: carries what a person will be told. */
export class CodedError extends Error {
  readonly appError: AppError;

  constructor(appError: AppError, options?: { cause?: unknown }) {
    super(appError.detail === '' ? appError.code : `${appError.code}: ${appError.detail}`, options);
    this.name = 'CodedError';
    this.appError = appError;
  }
}

/**
 * Makes a coded error; `params` fill its sentences, `next` are the buttons. `why` says that `detail` is our own
 * sentence, which the window has in its language.
 */
export function codedError(
  code: ErrorCode,
  detail = '',
  more: { params?: Record<string, string>; next?: NextStep[]; cause?: unknown; why?: Why | undefined } = {},
): CodedError {
  return new CodedError(
    {
      code,
      detail,
      params: more.params ?? {},
      next: more.next ?? [],
      ...(more.why === undefined ? {} : { why: more.why }),
    },
    more.cause === undefined ? undefined : { cause: more.cause },
  );
}

/** What to tell of anything that was thrown: coded errors as they are, the rest as `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof CodedError) return thrown.appError;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', detail, params: {}, next: [] };
}
