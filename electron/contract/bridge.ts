import type { Result } from './errors';
import type { EventName, Events } from './events';
import type { Json } from './json';
import type { RequestInput, RequestName, RequestOutput } from './requests';

/** What the preload script puts on `window.layeryard`: the whole surface that a renderer has. */
export interface Bridge {
  invoke<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Json<Result<RequestOutput<N>>>>;
  /** Answers the function that ends the subscription. */
  subscribe<N extends EventName>(name: N, listener: (payload: Json<Events[N]>) => void): () => void;
  /** The path of a file that was dropped on the window; empty when it has none. */
  pathForFile(file: File): string;
}
