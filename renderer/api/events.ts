import { useEffect, useEffectEvent } from 'react';
import { subscribe } from './client';
import type { EventName, Events } from './contract';

/** Calls the newest `listener` for each event of that name while the component is mounted. */
export function useEvent<N extends EventName>(name: N, listener: (payload: Events[N]) => void): void {
  const onEvent = useEffectEvent(listener);
  useEffect(() => subscribe(name, (payload) => onEvent(payload)), [name]);
}
