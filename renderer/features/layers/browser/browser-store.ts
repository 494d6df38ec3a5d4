import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { ImageAnalysis, LayerSource } from '../../../api/contract';
import { type BrowserState, firstState, selectLayer } from './browser-state';

/** All that the parts of one open browser share. */
export interface BrowserScope {
  source: LayerSource;
  analysis: ImageAnalysis;
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

export function storeOf(analysis: ImageAnalysis): StoreApi<BrowserState> {
  const store = stores.get(analysis.treeId) ?? createStore<BrowserState>(() => firstState(analysis));
  stores.delete(analysis.treeId);
  stores.set(analysis.treeId, store);
  for (const old of stores.keys()) {
    if (stores.size <= mostStores) break;
    stores.delete(old);
  }
  return store;
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
