import { CodedError, codedError } from '../../core/coded-error';

/** What to tell of a file of the person's that could not be read. */
export function unreadable(file: string, cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return codedError('file-unreadable', detail, { params: { path: file }, cause });
}

/** Puts the path of the archive into errors that speak of it. */
export function ofArchive(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof CodedError) || thrown.appError.code !== 'bad-archive') return thrown;
  const { code, detail, params, next, why } = thrown.appError;
  return codedError(code, detail, { params: { path: file, ...params }, next, why, cause: thrown });
}
