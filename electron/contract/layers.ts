import { z } from 'zod';
import { engineId } from './engines';

/** Where layers are read from. An archive needs no engine at all. */
export const layerSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image'), engineId, id: z.string().min(1).max(512) }),
  z.object({
    kind: z.literal('archive'),
    /** Full path of a `docker save` archive, an OCI layout tar, or the folder of an OCI layout. */
    path: z.string().min(1).max(4096),
    /** Which image of several: a reference or a manifest digest as `archiveImage.image` names it. */
    image: z.string().max(512).optional(),
    /** `linux/arm64`; needed only where the archive has several. */
    platform: z.string().max(64).optional(),
  }),
]);
export type LayerSource = z.infer<typeof layerSource>;

/** One image of an archive. */
export const archiveImage = z.object({
  /** First reference; the manifest's digest when it has none. */
  image: z.string(),
  references: z.array(z.string()),
  platform: z.string(),
});
export type ArchiveImage = z.infer<typeof archiveImage>;

export const layerDamage = z.object({
  /** 0 = base; null for the archive around the layers. */
  layer: z.number().nullable(),
  kind: z.enum([
    'broken-header',
    'broken-extension',
    'truncated',
    'unsafe-path',
    'path-too-long',
    'broken-compression',
    'missing-blob',
    'history-mismatch',
  ]),
  /** Bytes into the uncompressed tar. */
  offset: z.number(),
});
export type LayerDamage = z.infer<typeof layerDamage>;

export const analysedLayer = z.object({
  /** 0 = base. */
  index: z.number(),
  diffId: z.string(),
  /** What its history entry says; empty when there is none. */
  createdBy: z.string(),
  /** Members of its tar, whiteouts included. */
  entries: z.number(),
  /** Regular-file bytes; hard links have none. */
  sizeBytes: z.number(),
  /** Of these, bytes of versions that the final file system does not show. */
  unreachableBytes: z.number(),
});

/** The figures of an image; each is defined in README, "What the figures mean". */
export const imageAnalysis = z.object({
  /** Names the tree in the requests that follow. */
  treeId: z.string(),
  /** A reference, a short id or the archive's own name. */
  image: z.string(),
  platform: z.string(),
  /** Pretty name of `os-release`; empty when there is none. */
  os: z.string(),
  layers: z.array(analysedLayer),
  sizeBytes: z.number(),
  visibleFiles: z.number(),
  visibleBytes: z.number(),
  unreachableBytes: z.number(),
  efficiency: z.number(),
  diveEfficiency: z.number(),
  diveWastedBytes: z.number(),
  leakedFiles: z.number(),
  leakedBytes: z.number(),
  damage: z.array(layerDamage),
  /** Paths in the tree, of all layers. */
  nodes: z.number(),
  analysedAt: z.number(),
});
export type ImageAnalysis = z.infer<typeof imageAnalysis>;

/** A layer that was not read yet. */
export const missingLayer = z.object({
  /** 0 = base. */
  index: z.number(),
  diffId: z.string(),
  /** What its history entry says; empty when there is none. */
  createdBy: z.string(),
});
export type MissingLayer = z.infer<typeof missingLayer>;

/**
 * The layers of an image from its base up to the first that was not read, known from other images. Their tree can be
 * asked like any other; its nodes have the same numbers in the tree of the whole image.
 */
export const lowerLayers = z.object({
  /** As if the image ended with them. */
  analysis: imageAnalysis,
  /** All from the first unknown one up. */
  missing: z.array(missingLayer),
});
export type LowerLayers = z.infer<typeof lowerLayers>;

/** `unknown`: not analysed yet, start a job of kind `analyse`. `choose`: the archive has several images. */
export const openedLayers = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), analysis: imageAnalysis }),
  z.object({ state: z.literal('unknown'), lower: lowerLayers.optional() }),
  z.object({ state: z.literal('choose'), images: z.array(archiveImage) }),
]);
export type OpenedLayers = z.infer<typeof openedLayers>;

/** How far a layer's contents have come that somebody waits for. */
export interface LayersReading {
  treeId: string;
  /** 0 = base. */
  layer: number;
  receivedBytes: number;
  done: boolean;
}
