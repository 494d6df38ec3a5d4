import type { HistoryStep, ImageDetails, ImageHistory } from '../../api/contract';

/** One layer as a block of the stack. */
export interface LayerBlock {
  /** 1 = base. */
  number: number;
  diffId: string;
  chainId: string;
  /** Other local images that have the same layers up to this one. */
  sharedWith: number;
  /** Bytes; null when the history does not fit the layers. */
  sizeBytes: number | null;
  /** The step that made it; null when it cannot be told. */
  step: HistoryStep | null;
  unaudited: boolean;
}

export interface LayerGroup {
  /** The layers that the base image brought, or those that this image added. */
  kind: 'base' | 'own';
  /** From top to base, as they lie. */
  blocks: LayerBlock[];
  sizeBytes: number | null;
}

/** The stack from its top to its base, parted where the base image ends. */
export function stackOf(details: ImageDetails, history: ImageHistory): LayerGroup[] {
  const blocks = details.layers.map((diffId, index) => blockOf(details, history, diffId, index));
  const below = details.system.kind === 'based-on' ? details.system.layers : 0;
  const own = groupOf('own', blocks.slice(below));
  const base = groupOf('base', blocks.slice(0, below));
  return [own, base].filter((group) => group.blocks.length > 0);
}

function blockOf(details: ImageDetails, history: ImageHistory, diffId: string, index: number): LayerBlock {
  const aligned = history.alignment !== 'unknown';
  const step = aligned ? (history.steps.find(({ layer }) => layer === index) ?? null) : null;
  const link = details.chain[index];
  return {
    number: index + 1,
    diffId,
    chainId: link?.chainId ?? '',
    sharedWith: link?.sharedWith ?? 0,
    sizeBytes: step?.sizeBytes ?? null,
    step,
    unaudited: step !== null && history.unaudited.includes(step.index),
  };
}

function groupOf(kind: LayerGroup['kind'], blocks: LayerBlock[]): LayerGroup {
  const sizes = blocks.map(({ sizeBytes }) => sizeBytes);
  const known = sizes.every((size) => size !== null);
  return {
    kind,
    blocks: blocks.toReversed(),
    sizeBytes: known ? sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) : null,
  };
}

const lowest = 46;
const highest = 150;

/**
 * Height of a block, pixels. It grows with the root of the size: a layer of 1 GB beside one of 1 kB would
 * otherwise leave nothing of the small one, and small ones are read too.
 */
export function blockHeight(sizeBytes: number | null, largest: number): number {
  if (sizeBytes === null || largest <= 0) return lowest;
  return Math.round(lowest + (highest - lowest) * Math.sqrt(sizeBytes / largest));
}
