import type { EngineEndpoint } from '../../contract';
import { connectEngine } from '../../engine/connect';
import { type Discovery, discoverEndpoints } from '../../engine/discover-endpoints';
import type { Engine, EngineTarget } from '../../engine/engine';
import { ping } from '../../engine/ping';
import { probeEndpoint } from '../../engine/probe';
import { realSurroundings } from '../../engine/surroundings';
import { type WatchOptions, watchEvents } from '../../engine/watch-events';

/** What the services need to find engines and to stay connected to one; tests put their own in its place. */
export interface EngineAccess {
  discover(): Discovery;
  connect(target: EngineTarget, options: { signal: AbortSignal }): Promise<Engine>;
  probe(target: EngineTarget, options: { signal: AbortSignal }): Promise<EngineEndpoint['probe']>;
  ping(engine: Engine, options: { signal: AbortSignal }): Promise<void>;
  watch(engine: Engine, options: WatchOptions): Promise<void>;
}

/** The engines of this machine and of the person's Docker configuration. */
export function realEngineAccess(env: Readonly<Record<string, string | undefined>>): EngineAccess {
  return {
    discover: () => discoverEndpoints(realSurroundings(env)),
    connect: connectEngine,
    probe: probeEndpoint,
    ping,
    watch: watchEvents,
  };
}
