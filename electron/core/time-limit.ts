/** Whoever was asked took too long. Its name is that of what `AbortSignal.timeout` throws. */
export class TimeLimitReached extends Error {
  readonly milliseconds: number;

  /** @param message in English, for terminals and logs */
  constructor(milliseconds: number, message = `took longer than ${milliseconds / 1000} s`) {
    super(message);
    this.name = 'TimeoutError';
    this.milliseconds = milliseconds;
  }
}

/** What a coded error tells the window of a time limit; of anything else nothing. */
export function explainTimeLimit(thrown: unknown): {
  why?: 'no-answer-within';
  params?: { seconds: string };
} {
  if (!(thrown instanceof TimeLimitReached)) return {};
  return { why: 'no-answer-within', params: { seconds: String(thrown.milliseconds / 1000) } };
}
