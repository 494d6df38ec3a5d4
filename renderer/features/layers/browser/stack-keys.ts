/** The layer that a key leads to from another, the base at the bottom; null for keys that are not the stack's. */
export function layerOfKey(key: string, layer: number, count: number): number | null {
  const inside = (wanted: number) => Math.max(0, Math.min(count - 1, wanted));
  switch (key) {
    case 'ArrowUp':
      return inside(layer + 1);
    case 'ArrowDown':
      return inside(layer - 1);
    case 'Home':
      return count - 1;
    case 'End':
      return 0;
    default:
      return null;
  }
}
