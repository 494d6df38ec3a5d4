import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ImageFacts } from '../../../api/contract';
import { type Fact, FactsStore } from './facts-store';

/** Kept for as long as the window lives, so that coming back to the list asks nothing again. */
const stores = new Map<string, FactsStore>();

function storeOf(engineId: string): FactsStore {
  const known = stores.get(engineId);
  if (known) return known;
  const made = new FactsStore(engineId);
  stores.set(engineId, made);
  return made;
}

/** Facts of one image, asked for while the component is mounted; undefined until they come. */
export function useImageFact(engineId: string, id: string): Fact {
  const store = storeOf(engineId);
  useEffect(() => store.want([id]), [store, id]);
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.get(id), [store, id]),
  );
}

const nothing: ReadonlyMap<string, ImageFacts> = new Map();
const never = () => () => undefined;
const nothingKnown = () => nothing;

/** Facts of all given images while `active`, for sorting by them; otherwise nothing is asked or followed. */
export function useAllFacts(
  engineId: string,
  ids: readonly string[],
  active: boolean,
): ReadonlyMap<string, ImageFacts> {
  const store = storeOf(engineId);
  useEffect(() => (active ? store.want(ids) : undefined), [store, ids, active]);
  return useSyncExternalStore(active ? store.subscribe : never, active ? store.known : nothingKnown);
}
