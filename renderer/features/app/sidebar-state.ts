import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface SidebarState {
  /** What the person chose; null leaves it to the width of the window. */
  collapsed: boolean | null;
}

const useChoice = create<SidebarState>()(
  persist((): SidebarState => ({ collapsed: null }), { name: 'sidebar' }),
);

const narrow = '(max-width: 1039px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the sidebar is a strip of icons: as chosen, else in narrow windows. */
export function useCollapsed(): boolean {
  const isNarrow = useSyncExternalStore(subscribe, () => window.matchMedia(narrow).matches);
  return useChoice((state) => state.collapsed) ?? isNarrow;
}

export function setCollapsed(collapsed: boolean): void {
  useChoice.setState({ collapsed });
}
