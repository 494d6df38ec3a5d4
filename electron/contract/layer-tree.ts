import { z } from 'zod';

export const fileKind = z.enum(['file', 'directory', 'symlink', 'hardlink', 'char', 'block', 'fifo']);
export type FileKind = z.infer<typeof fileKind>;

/**
 * What the selected layers did to a path. `content`: another file content, size, type or link target; `metadata`: only
 * mode, owner or time; `below`: a folder that stayed and has changes in it.
 */
export const pathChange = z.enum(['same', 'added', 'content', 'metadata', 'removed', 'below']);
export type PathChange = z.infer<typeof pathChange>;

export const treeFilter = z.object({
  text: z.string().max(4096),
  /** `text`: part of the name, case ignored; a text with a slash is compared with the whole path. */
  mode: z.enum(['text', 'glob', 'regex']),
  /** Empty for all. */
  changes: z.array(pathChange),
  minBytes: z.number(),
  /** User id; null for all. */
  uid: z.number().nullable(),
  /** Only files with the setuid or setgid bit. */
  setuid: z.boolean(),
});
export type TreeFilter = z.infer<typeof treeFilter>;

const layerIndex = z.number().int().min(0).max(65_535);
export const node = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** Layers from..to of a tree, both included: the file system of `to`, with what from..to changed. */
export const layerRange = z.object({ treeId: z.string(), from: layerIndex, to: layerIndex });
export type LayerRange = z.infer<typeof layerRange>;

export const treeView = layerRange.extend({
  filter: treeFilter.nullable(),
  sort: z.object({ column: z.enum(['name', 'size', 'time']), descending: z.boolean() }),
  /** `largest`: files alone, flat, by size. */
  shape: z.enum(['tree', 'largest']),
  /** Open folders; with a filter everything that matches is open. */
  open: z.union([z.literal('all'), z.array(node).max(100_000)]),
});
export type TreeView = z.infer<typeof treeView>;

export const treeOutline = z.object({
  /** Names this list of rows in `layers.rows`; kept until a few others were asked for. */
  outlineId: z.string(),
  rows: z.number(),
  /** Files that the filter lets through, and their bytes; of all when there is none. */
  files: z.number(),
  bytes: z.number(),
});
export type TreeOutline = z.infer<typeof treeOutline>;

export const treeRow = z.object({
  node,
  /** 0 for what lies in the root. */
  depth: z.number(),
  /** Bytes that are no UTF-8, and control characters, are written `\xNN`. */
  name: z.string(),
  /** Without a leading slash. */
  path: z.string(),
  kind: fileKind,
  /** Of a file its bytes, of a folder the bytes of all files visible below it. */
  size: z.number(),
  /** Permission bits with setuid, setgid and sticky; null for a folder that no layer describes. */
  mode: z.number().nullable(),
  uid: z.number(),
  gid: z.number(),
  /** Seconds since 1970. */
  mtime: z.number(),
  link: z.string(),
  change: pathChange,
  opaque: z.boolean(),
  /** Layer that brought what is shown; for `removed` the layer that removed it. */
  layer: z.number(),
  hasChildren: z.boolean(),
  open: z.boolean(),
});
export type TreeRow = z.infer<typeof treeRow>;

/** One rectangle of the space map. `rest` stands for all smaller ones together. */
export const mapCell = z.object({
  node: node.nullable(),
  name: z.string(),
  size: z.number(),
  change: pathChange,
  folder: z.boolean(),
  get children() {
    return z.array(mapCell);
  },
});
export type MapCell = z.infer<typeof mapCell>;

/** One version in the life of a path. */
export const fileVersion = z.object({
  layer: z.number(),
  kind: fileKind,
  size: z.number(),
  mode: z.number().nullable(),
  uid: z.number(),
  gid: z.number(),
  mtime: z.number(),
  link: z.string(),
  change: z.enum(['added', 'content', 'metadata']),
  /** How it ended and by which layer; null for what the final file system shows. */
  ended: z
    .object({ how: z.enum(['overwritten', 'removed', 'hidden', 'replaced']), layer: z.number() })
    .nullable(),
});
export type FileVersion = z.infer<typeof fileVersion>;

export const fileLife = z.object({
  node,
  path: z.string(),
  /** Oldest first. */
  versions: z.array(fileVersion),
});
export type FileLife = z.infer<typeof fileLife>;

/** Which version of which path: the one that a layer brought. */
export const fileAddress = z.object({ treeId: z.string(), node, layer: layerIndex });
export type FileAddress = z.infer<typeof fileAddress>;

export const filePreview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'gb18030']),
    /** The text is only the beginning of the file. */
    cut: z.boolean(),
    totalBytes: z.number(),
  }),
  z.object({ kind: z.literal('image'), mime: z.string(), base64: z.string(), totalBytes: z.number() }),
  z.object({ kind: z.literal('binary'), totalBytes: z.number() }),
  z.object({ kind: z.literal('empty') }),
]);
export type FilePreview = z.infer<typeof filePreview>;

/** A piece of a file: raw bytes. */
export const filePiece = z.object({ base64: z.string(), offset: z.number(), totalBytes: z.number() });
export type FilePiece = z.infer<typeof filePiece>;
