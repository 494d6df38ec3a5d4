import { useEffect, useSyncExternalStore } from 'react';
import type { ImageFacts } from '../../../api/contract';
import { FactsStore } from './facts-store';

export interface FactsView {
  facts: ReadonlyMap<string, ImageFacts>;
  failed: ReadonlySet<string>;
}

/** How long the rows on screen must rest before their facts are asked for, milliseconds. */
const rest = 60;

/** Facts of an engine's images; `shown` are the ids whose facts are wanted now. */
export function useImageFacts(engineId: string, shown: readonly string[]): FactsView {
  const store = storeOf(engineId);
  const wanted = shown.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    const timer = setTimeout(() => void store.want(wanted.split(' ')), rest);
    return () => clearTimeout(timer);
  }, [store, wanted]);
  const facts = useSyncExternalStore(store.subscribe, store.facts);
  const failed = useSyncExternalStore(store.subscribe, store.failed);
  return { facts, failed };
}

/** Kept for as long as the window lives, so that coming back to the list asks nothing again. */
const stores = new Map<string, FactsStore>();

function storeOf(engineId: string): FactsStore {
  const known = stores.get(engineId);
  if (known) return known;
  const made = new FactsStore(engineId);
  stores.set(engineId, made);
  return made;
}
