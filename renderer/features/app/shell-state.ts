import { create } from 'zustand';

/** What the shell itself may show over the page; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'about' | 'settings';

export const useOverlay = create<{ overlay: Overlay | null }>(() => ({ overlay: null }));

export function showOverlay(overlay: Overlay): void {
  useOverlay.setState({ overlay });
}

export function closeOverlay(): void {
  useOverlay.setState({ overlay: null });
}
