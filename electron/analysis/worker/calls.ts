import type { FileAddress, FilePiece, FilePreview } from '../../contract';
import { codedError } from '../../core/coded-error';
import { findFindings, readContents } from '../../core/findings';
import { compareImages } from '../../core/image-tree/compare-images';
import { type ContentPlace, contentPlace } from '../../core/image-tree/content-place';
import { findPath } from '../../core/image-tree/paths';
import { extractFile, extractFolder } from '../contents/extract';
import { followPath } from '../contents/follow-path';
import { type LayerBytes, readBytes } from '../contents/layer-bytes';
import type { LayerContents } from '../contents/layer-contents';
import { previewOf } from '../contents/preview';
import type { Analyst, Opened } from '../image/analyst';
import { FileSource } from '../image/file-source';
import type { ImageSource } from '../image/image-source';
import type { AnalysisProgress } from '../image/progress';
import type { CallName, Calls, EngineImage, EnginePlace, WorkerSource } from '../protocol';
import { entriesOf, leakedFiles } from '../tree/entries';
import { entryLine } from '../tree/entry-line';
import type { OpenTree, OpenTrees } from '../tree/open-trees';

/** What a call may use besides its input. */
export interface CallContext {
  signal: AbortSignal;
  progress: (progress: AnalysisProgress) => void;
  /** Resolves when the piece was taken; its memory is given away. */
  send: (piece: Uint8Array) => Promise<void>;
}

export interface Tools {
  analyst: Analyst;
  trees: OpenTrees;
  contents: LayerContents;
}

type Handlers = {
  [N in CallName]: (input: Calls[N]['input'], context: CallContext) => Promise<Calls[N]['output']>;
};

/** Largest number of entries that are written as one piece. */
const BATCH = 2_000;

/** Everything that the worker answers. */
export function callHandlers(tools: Tools): Handlers {
  const { trees } = tools;
  const browser = (treeId: string) => trees.get(treeId).browser;
  return {
    open: async ({ source }, { signal }) => await open(tools, source, signal),
    analyse: async (input, context) => await analyse(tools, input, context),
    'layers.outline': async ({ request }) => browser(request.treeId).outline(request),
    'layers.rows': async ({ request }) =>
      browser(request.treeId).rows(request.outlineId, request.start, request.count),
    'layers.locate': async ({ request }) => browser(request.treeId).locate(request.outlineId, request.node),
    'layers.find': async ({ request }) => browser(request.treeId).find(request.path),
    'layers.map': async ({ request }) => browser(request.treeId).map(request),
    'layers.life': async ({ request }) => browser(request.treeId).life(request.node),
    'layers.preview': async ({ request, engine }, { signal }) =>
      await withFile(tools, request, engine, signal, preview),
    'layers.piece': async ({ request, engine }, { signal }) =>
      await withFile(tools, request, engine, signal, (place, bytes) => piece(request, place, bytes)),
    'layers.findings': async ({ request }) => findFindings(trees.get(request.treeId).image.tree),
    'layers.contents': async ({ request, engine }, { signal }) =>
      await contents(tools, request.treeId, engine, signal),
    'layers.compare': async ({ request }) =>
      compareImages(trees.get(request.treeId).image, trees.get(request.before).image),
    extract: async (input, context) => await extract(tools, input, context),
    leaked: async ({ treeId }) => leakedFiles(trees.get(treeId).image.tree),
    entries: async (input, context) => await entries(tools, input, context),
  };
}

/** What is known of an image; of one that is not known whole the layers from its base up that are. */
async function open(
  tools: Tools,
  source: WorkerSource,
  signal: AbortSignal,
): Promise<Calls['open']['output']> {
  const opened = keep(tools, source, await tools.analyst.open(source, signal));
  if (opened.state !== 'unknown') return opened;
  const lower = await tools.analyst.lower(source, signal);
  if (lower === null) return opened;
  const { analysis } = tools.trees.add(lower.image, source);
  return { state: 'unknown', lower: { analysis, missing: lower.missing } };
}

function keep({ trees }: Tools, source: WorkerSource, opened: Opened): Calls['open']['output'] {
  if (opened.state !== 'ready') return opened;
  return { state: 'ready', analysis: trees.add(opened.image, source).analysis };
}

async function analyse(
  tools: Tools,
  { source, engine }: Calls['analyse']['input'],
  { signal, progress }: CallContext,
): Promise<Calls['analyse']['output']> {
  const known = keep(tools, source, await tools.analyst.open(source, signal));
  if (known.state !== 'unknown') return { opened: known, cached: true };
  const from = source.kind === 'image' ? await engineSource(source, engine) : null;
  const opened = await tools.analyst.analyse(source, from, { signal, onProgress: progress });
  return { opened: keep(tools, source, opened), cached: false };
}

/** What speaks to engines is read when one is needed: a tree from the cache shall not wait for it. */
async function engineSource(source: EngineImage, engine: EnginePlace | null): Promise<ImageSource> {
  if (engine === null) {
    throw codedError('engine-unreachable', 'the image is in an engine', {
      why: 'image-needs-engine',
      next: [{ step: 'choose-engine' }],
    });
  }
  const { EngineSource } = await import('./engine-source');
  return new EngineSource(source, engine);
}

async function sourceOf({ source }: OpenTree, engine: EnginePlace | null): Promise<ImageSource> {
  return source.kind === 'image' ? await engineSource(source, engine) : await FileSource.open(source.path);
}

/** Opens layers for one call and closes them together. */
async function withLayers<T>(
  tools: Tools,
  { treeId, engine, signal }: { treeId: string; engine: EnginePlace | null; signal: AbortSignal },
  work: (open: (layer: number) => Promise<LayerBytes>, tree: OpenTree) => Promise<T>,
): Promise<T> {
  const tree = tools.trees.get(treeId);
  const opened = new Map<number, Promise<LayerBytes>>();
  const open = (layer: number): Promise<LayerBytes> => {
    const known = opened.get(layer);
    if (known !== undefined) return known;
    const fresh = sourceOf(tree, engine).then((source) =>
      tools.contents.open({ image: tree.image, layer, source, signal }),
    );
    opened.set(layer, fresh);
    return fresh;
  };
  try {
    return await work(open, tree);
  } finally {
    const ends = await Promise.allSettled(opened.values());
    for (const end of ends) if (end.status === 'fulfilled') await end.value.close();
  }
}

async function withFile<T>(
  tools: Tools,
  { treeId, node, layer }: FileAddress,
  engine: EnginePlace | null,
  signal: AbortSignal,
  work: (place: ContentPlace, bytes: () => Promise<LayerBytes>) => Promise<T>,
): Promise<T> {
  return await withLayers(tools, { treeId, engine, signal }, async (open, { image }) => {
    const place = contentPlace(image.tree, node, layer);
    if (place === null) throw codedError('bad-input', 'not a file of this layer');
    return await work(place, () => open(place.layer));
  });
}

async function preview(
  { offset, size }: ContentPlace,
  bytes: () => Promise<LayerBytes>,
): Promise<FilePreview> {
  return await previewOf(size, async (length) => await readBytes(await bytes(), offset, length));
}

async function piece(
  { offset, length }: { offset: number; length: number },
  place: ContentPlace,
  bytes: () => Promise<LayerBytes>,
): Promise<FilePiece> {
  const most = Math.max(0, Math.min(length, place.size - offset));
  const read = most === 0 ? Buffer.alloc(0) : await readBytes(await bytes(), place.offset + offset, most);
  return { base64: read.toString('base64'), offset, totalBytes: place.size };
}

/** Contents of small files beyond what was kept are worth a look only where they can be had at once. */
async function contents(
  tools: Tools,
  treeId: string,
  engine: EnginePlace | null,
  signal: AbortSignal,
): Promise<Calls['layers.contents']['output']> {
  return await withLayers(tools, { treeId, engine, signal }, async (open, { image }) => {
    const { tree } = image;
    return await readContents(tree, async (node) => {
      const place = contentPlace(tree, node, tree.layers.length - 1);
      return place === null ? null : await readBytes(await open(place.layer), place.offset, place.size);
    });
  });
}

async function extract(
  tools: Tools,
  { treeId, path, layer, form, engine, followLinks }: Calls['extract']['input'],
  { signal, send }: CallContext,
): Promise<Calls['extract']['output']> {
  return await withLayers(tools, { treeId, engine, signal }, async (open, { image }) => {
    const node = followLinks ? followPath(image.tree, path, layer) : findPath(image.tree, path);
    if (node === null) throw codedError('not-found', path, { params: { path } });
    const input = { tree: image.tree, open, send, signal };
    const bytes = await (form === 'file' ? extractFile : extractFolder)(input, node, layer);
    return { bytes };
  });
}

async function entries(
  { trees }: Tools,
  { treeId, layer, json }: Calls['entries']['input'],
  { signal, send }: CallContext,
): Promise<Calls['entries']['output']> {
  const { tree } = trees.get(treeId).image;
  const layers = layer === null ? tree.layers.map((_layer, index) => index) : [layer];
  let count = 0;
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    signal.throwIfAborted();
    if (lines.length > 0) await send(Buffer.from(`${lines.join('\n')}\n`));
    lines = [];
  };
  for (const index of layers) {
    for (const entry of entriesOf(tree, index)) {
      count += 1;
      if (lines.push(json ? JSON.stringify(entry) : entryLine(entry)) >= BATCH) await flush();
    }
  }
  await flush();
  return { entries: count };
}
