import { z } from 'zod';
import { findings, imageContents } from './findings';
import { imageComparison } from './image-comparison';
import {
  fileAddress,
  fileLife,
  filePiece,
  filePreview,
  layerRange,
  mapCell,
  node,
  treeOutline,
  treeRow,
  treeView,
} from './layer-tree';
import { layerSource, openedLayers } from './layers';

const ofTree = z.object({ treeId: z.string() });

/** Requests of the layer browser. Layers are 0 = base; a tree that was forgotten answers `not-found`: open it again. */
export const layerRequests = {
  /** From the cache on disk where it was analysed before; never reads an archive or asks an engine for one. */
  'layers.open': { input: z.object({ source: layerSource }), output: openedLayers },
  'layers.outline': { input: treeView, output: treeOutline },
  'layers.rows': {
    input: z.object({
      treeId: z.string(),
      outlineId: z.string(),
      start: z.number(),
      count: z.number().max(500),
    }),
    output: z.array(treeRow),
  },
  /** Row of a node in an outline; null when it is not among them. `parents` lead to it from the root. */
  'layers.locate': {
    input: z.object({ treeId: z.string(), outlineId: z.string(), node }),
    output: z.object({ row: z.number().nullable(), parents: z.array(node) }),
  },
  /** The node of a path (without a leading slash); null when no layer has it. */
  'layers.find': {
    input: z.object({ treeId: z.string(), path: z.string() }),
    output: z.object({ node: node.nullable() }),
  },
  /** Rectangles below a folder (0 = the root), biggest first, `depth` levels, only what is large enough to see. */
  'layers.map': {
    input: layerRange.extend({ node, depth: z.number().int().min(1).max(4) }),
    output: mapCell,
  },
  'layers.life': { input: z.object({ treeId: z.string(), node }), output: fileLife },
  'layers.preview': { input: fileAddress, output: filePreview },
  'layers.piece': {
    input: fileAddress.extend({
      offset: z.number().int().min(0),
      length: z.number().int().min(1).max(1_048_576),
    }),
    output: filePiece,
  },
  'layers.findings': { input: ofTree, output: findings },
  'layers.contents': { input: ofTree, output: imageContents },
  /** What an image has otherwise than one before it; both trees must be open. */
  'layers.compare': { input: ofTree.extend({ before: z.string() }), output: imageComparison },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
