import { useQueryClient } from '@tanstack/react-query';
import type { ApiError } from './api-error';
import type { Capability, CapabilityName, EngineEndpoint, EngineInfo, EngineState } from './contract';
import { useEvent } from './events';
import { requestKey, useRequest } from './requests';

export interface EngineView {
  /** Undefined until main has answered the first time. */
  state: EngineState | undefined;
  error: ApiError | null;
  activeId: string | null;
  active: EngineEndpoint | null;
  /** What the engine in use said of itself; the last known when it is lost, null while none answered. */
  info: EngineInfo | null;
  connected: boolean;
}

/** The engines and the one in use. Kept up to date by `EngineEvents`, which the shell mounts once. */
export function useEngine(): EngineView {
  const { data: state, error } = useRequest('engines.state', undefined);
  const active = state?.endpoints.find((endpoint) => endpoint.id === state.activeId) ?? null;
  return {
    state,
    error,
    activeId: state?.activeId ?? null,
    active,
    info: state ? infoOf(state) : null,
    connected: state?.connection.state === 'connected',
  };
}

function infoOf(state: EngineState): EngineInfo | null {
  const { connection } = state;
  switch (connection.state) {
    case 'connected':
    case 'lost':
      return connection.info;
    case 'none':
    case 'connecting':
      return null;
  }
}

/** Whether the engine in use can do something; while none is connected it cannot, without a reason of its own. */
export function useCapability(name: CapabilityName): Capability {
  const { info, connected } = useEngine();
  if (!connected || !info) return { available: false, lack: null };
  return info.capabilities[name];
}

/** Writes each `engine.changed` into the cache. Mount it once, near the root. */
export function useEngineEvents(): void {
  const queries = useQueryClient();
  useEvent('engine.changed', (state) => {
    queries.setQueryData(requestKey('engines.state', undefined), state);
  });
}
