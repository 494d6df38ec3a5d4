import { z } from 'zod';
import { why } from './why';

/**
 * Every failure that reaches a person carries one of these codes. The renderer owns the sentence for
 * each code in each language; `detail` keeps the engine's or registry's own words, without secrets.
 */
export const errorCode = z.enum([
  'bad-reference',
  'bad-input',
  'unauthorised',
  'denied',
  'not-found',
  'rate-limited',
  'no-space',
  'name-conflict',
  'port-in-use',
  'command-not-found',
  'image-in-use',
  'network-down',
  'tls-failure',
  'unknown-api',
  'unsupported',
  'engine-unreachable',
  'engine-lost',
  'engine-changed',
  'engine-error',
  'step-failed',
  'dockerfile-error',
  'registry-error',
  'bad-response',
  'bad-archive',
  'file-exists',
  'changed-outside',
  'file-unreadable',
  'name-not-utf8',
  'file-unwritable',
  'credential-helper',
  'timeout',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** What the person can do next; each becomes a button where the screen can offer it. */
export const nextStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('sign-in'), server: z.string() }),
  z.object({ step: z.literal('retry') }),
  z.object({ step: z.literal('force') }),
  z.object({ step: z.literal('show-containers'), imageId: z.string() }),
  z.object({ step: z.literal('choose-engine') }),
  z.object({ step: z.literal('prune') }),
]);
export type NextStep = z.infer<typeof nextStep>;

export const appError = z.object({
  code: errorCode,
  /** Values for the sentence: `reference`, `server`, `path`, `containers`, … */
  params: z.record(z.string(), z.string()),
  /** The other side's own words, shown folded; with `why` our own in English. Empty when there are none. */
  detail: z.string(),
  why: why.optional(),
  next: z.array(nextStep),
});
export type AppError = z.infer<typeof appError>;

/** What a request answers across the process boundary: exceptions do not survive it, so results do. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };
