import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { ImageAnalysis, LayerSource, MissingLayer } from '../../../api/contract';
import { sourceKey } from '../../../api/use-analyse-job';
import { type BrowserState, firstState, selectLayer } from './browser-state';

/** All that the parts of one open browser share. */
export interface BrowserScope {
  source: LayerSource;
  analysis: ImageAnalysis;
  /** Layers on top of those of the analysis that were not read yet. */
  missing: readonly MissingLayer[];
  store: StoreApi<BrowserState>;
}

const Scope = createContext<BrowserScope | null>(null);
export const BrowserScopeProvider = Scope.Provider;

export function useScope(): BrowserScope {
  const scope = useContext(Scope);
  if (scope === null) throw new Error('this part stands outside of a layer browser');
  return scope;
}

export function useBrowser<T>(select: (state: BrowserState) => T): T {
  return useStore(useScope().store, select);
}

/** Stores of the trees looked at last, so that leaving a tab and coming back loses nothing. */
const stores = new Map<string, StoreApi<BrowserState>>();
const mostStores = 12;

/** By source, the store of a tree of its lower layers: what was opened and selected there holds for the whole tree. */
const begun = new Map<string, { analysis: ImageAnalysis; store: StoreApi<BrowserState> }>();

export function storeOf({ source, analysis, missing }: Omit<BrowserScope, 'store'>): StoreApi<BrowserState> {
  const key = sourceKey(source);
  const store =
    stores.get(analysis.treeId) ??
    storeBelow(key, analysis) ??
    createStore<BrowserState>(() => firstState(analysis));
  keepNewest(stores, analysis.treeId, store);
  if (missing.length > 0) keepNewest(begun, key, { analysis, store });
  return store;
}

function storeBelow(key: string, { layers }: ImageAnalysis): StoreApi<BrowserState> | undefined {
  const lower = begun.get(key);
  const isPart = lower?.analysis.layers.every(({ diffId }, index) => layers[index]?.diffId === diffId);
  return isPart ? lower?.store : undefined;
}

function keepNewest<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  for (const old of kept.keys()) {
    if (kept.size <= mostStores) break;
    kept.delete(old);
  }
}

export interface BrowserCommands {
  /** Opens a file, or shows what is known of a folder. */
  openFile: (file: { node: number; path: string }) => void;
  /** Selects the layer, leads the tree to the path and opens the version that the layer brought. */
  goTo: (file: { node: number; path: string; layer: number }) => void;
  goToLayer: (layer: number) => void;
}

export function useBrowserCommands(): BrowserCommands {
  const { store } = useScope();
  return {
    openFile: ({ node, path }) => store.setState({ current: node, file: { node, path, layer: null } }),
    goTo: ({ node, path, layer }) =>
      store.setState((state) => ({
        ...selectLayer({ ...state, upTo: false }, layer, false),
        upTo: false,
        // Only a tree without a filter is sure to have it.
        filter: { ...state.filter, text: '', changes: [], minBytes: 0, uid: null, setuid: false },
        shape: 'tree',
        file: { node, path, layer },
        current: node,
        reveal: { node, wish: (state.reveal?.wish ?? 0) + 1 },
      })),
    goToLayer: (layer) => store.setState((state) => selectLayer(state, layer, false)),
  };
}
