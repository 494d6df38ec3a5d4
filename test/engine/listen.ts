import type { Engine } from '../../electron/engine/engine';
import { type EngineEvent, watchEvents } from '../../electron/engine/watch-events';

/** Listens in the background; `until` waits for an event, `stop` ends it. */
export async function listen(engine: Engine, since?: string) {
  const events: EngineEvent[] = [];
  const waiting: { wanted: (event: EngineEvent) => boolean; found: (event: EngineEvent) => void }[] = [];
  const stopping = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    ended = watchEvents(engine, {
      since,
      signal: stopping.signal,
      onOpen: resolve,
      onEvent: (event) => {
        events.push(event);
        for (const { wanted, found } of waiting) if (wanted(event)) found(event);
      },
    });
    ended.catch(reject);
  });
  const until = (wanted: (event: EngineEvent) => boolean): Promise<EngineEvent> => {
    const known = events.find(wanted);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((found) => waiting.push({ wanted, found }));
  };
  const stop = () => {
    stopping.abort();
    return ended;
  };
  return { events, until, stop, ended };
}
