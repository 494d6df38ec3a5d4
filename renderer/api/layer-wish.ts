import { create } from 'zustand';
import type { LayerSource } from './contract';
import { sourceKey } from './use-analyse-job';

/** What another screen wants to be seen of an image's layers, until the browser of these layers has shown it. */
const useWish = create<{ findingsOf: string | null }>(() => ({ findingsOf: null }));

/** Asks for the findings of an image, which its Layers tab then shows first. */
export function wishFindings(source: LayerSource): void {
  useWish.setState({ findingsOf: sourceKey(source) });
}

/** Whether the findings of these layers were asked for. */
export function useFindingsWish(source: LayerSource): boolean {
  return useWish(({ findingsOf }) => findingsOf === sourceKey(source));
}

export function fulfilWish(): void {
  useWish.setState({ findingsOf: null });
}
