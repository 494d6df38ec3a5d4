import type { EngineEndpoint } from '../contract';
import { toAppError } from '../core/coded-error';
import { connectEngine } from './connect';
import type { EngineTarget } from './engine';

/** Asks one endpoint whether it answers and what it is; never throws, what went wrong is the answer. */
export async function probeEndpoint(
  target: EngineTarget,
  { signal }: { signal?: AbortSignal } = {},
): Promise<EngineEndpoint['probe']> {
  try {
    const engine = await connectEngine(target, signal === undefined ? {} : { signal });
    engine.close();
    return engine.endpoint.probe;
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) };
  }
}
