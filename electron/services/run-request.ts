import { z } from 'zod';
import { type Handlers, type RequestName, type Result, requests } from '../contract';
import { CodedError, codedError, toAppError } from '../core/coded-error';
import { redact } from '../core/redact';

export interface RunOptions {
  /** Also hold the answers to their schemas; costs time on long lists, so tests ask for it. */
  checkAnswers: boolean;
  /** Told of failures that no rule foresaw; coded errors are ordinary answers. */
  onUnexpected: (name: string, thrown: unknown) => void;
}

/**
 * Runs one request of a window: name and input are untrusted, the answer is always a result, never an exception.
 * `bad-input` when the name is unknown or the input breaks its schema.
 */
export async function runRequest(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  options: RunOptions,
): Promise<Result<unknown>> {
  try {
    if (!isRequestName(name)) throw codedError('bad-input', 'unknown request');
    return { ok: true, value: await runChecked(handlers, name, input, options.checkAnswers) };
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) options.onUnexpected(String(name), thrown);
    const error = toAppError(thrown);
    return { ok: false, error: { ...error, detail: redact(error.detail) } };
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

async function runChecked(
  handlers: Handlers,
  name: RequestName,
  input: unknown,
  checkAnswers: boolean,
): Promise<unknown> {
  const { input: inputSchema, output: outputSchema } = requests[name];
  const checked = inputSchema.safeParse(input);
  if (!checked.success) throw codedError('bad-input', `${name}: ${z.prettifyError(checked.error)}`);
  // The schema of this very name has just accepted the input; the compiler cannot follow that through the union.
  const handler = handlers[name] as (input: unknown) => Promise<unknown>;
  const answer = await handler(checked.data);
  if (checkAnswers) outputSchema.parse(answer);
  return answer;
}
