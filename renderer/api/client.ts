import { ApiError } from './api-error';
import { bridge } from './bridge';
import type { EventName, Events, Json, RequestInput, RequestName, RequestOutput } from './contract';

/** The input may be left out where the request takes none. */
export type InputArguments<N extends RequestName> =
  undefined extends RequestInput<N> ? [input?: RequestInput<N>] : [input: RequestInput<N>];

/**
 * Asks main.
 *
 * @throws ApiError with main's coded error
 */
export async function invoke<N extends RequestName>(
  name: N,
  ...input: InputArguments<N>
): Promise<RequestOutput<N>> {
  return await ask(name, input[0] as RequestInput<N>);
}

/** `invoke` with the input always written, for code that handles any request. */
export async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const result = read(await bridge().invoke(name, input));
  if (result.ok) return result.value;
  throw new ApiError(result.error);
}

/** Calls `listener` for each event of that name until the answered function is called. */
export function subscribe<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void {
  return bridge().subscribe(name, (payload) => listener(read(payload)));
}

/** The path of a dropped file; empty when it has none (text dragged out of a page). */
export function pathForFile(file: File): string {
  return bridge().pathForFile(file);
}

function read<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}
