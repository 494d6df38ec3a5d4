import { TimeLimitReached } from '../core/time-limit';

/** A controller that aborts with its parent too. Call `release` when the work is over, or the parent keeps it alive. */
export function childController(parent: AbortSignal): { controller: AbortController; release: () => void } {
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  if (parent.aborted) follow();
  parent.addEventListener('abort', follow, { once: true });
  return { controller, release: () => parent.removeEventListener('abort', follow) };
}

/** Runs work with a signal that aborts with `parent`, or with `TimeLimitReached` after `milliseconds`. */
export async function withTimeLimit<T>(
  parent: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { controller, release } = childController(parent);
  const timer = setTimeout(() => controller.abort(new TimeLimitReached(milliseconds)), milliseconds);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** The outcome of work that takes no signal; throws the reason when the signal aborts first, and the work goes on unheard. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { controller, release } = childController(signal);
  const aborted = new Promise<never>((_, reject) => {
    const refuse = () => reject(controller.signal.reason);
    if (controller.signal.aborted) refuse();
    controller.signal.addEventListener('abort', refuse, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    release();
  }
}

/** Waits, or less when the signal aborts; never throws. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
