import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface PanelState {
  open: boolean;
  /** Height of the open panel, px. */
  height: number;
}

export const smallestPanel = 120;
const firstHeight = 260;

/** Whether the panel stands open, and how tall; kept for the session so that a reload changes nothing. */
export const usePanelState = create<PanelState>()(
  persist((): PanelState => ({ open: false, height: firstHeight }), {
    name: 'jobs-panel',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export function openPanel(): void {
  usePanelState.setState({ open: true });
}

export function togglePanel(): void {
  usePanelState.setState((state) => ({ open: !state.open }));
}

/** Keeps the page above at least as tall as a few rows. */
export function resizePanel(height: number, available: number): void {
  const largest = Math.max(smallestPanel, available - 200);
  usePanelState.setState({ height: Math.round(Math.min(largest, Math.max(smallestPanel, height))) });
}
