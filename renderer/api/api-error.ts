import type { AppError, ErrorCode } from './contract';

/** A request that main answered with a failure; `appError` is what `ErrorView` shows. */
export class ApiError extends Error {
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.detail === '' ? appError.code : `${appError.code}: ${appError.detail}`);
    this.name = 'ApiError';
    this.appError = appError;
  }

  get code(): ErrorCode {
    return this.appError.code;
  }
}

/**
 * What to show for anything that was thrown in the renderer: the coded error when main sent one, else
 * `internal` with the thrown text as detail.
 */
export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof ApiError) return thrown.appError;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', params: {}, detail, next: [] };
}
