import type { FilePreview, Handlers, ImageAnalysis } from '../../../electron/contract';
import { CodedError, codedError } from '../../../electron/core/coded-error';
import { findFindings, keepContent, readContents, readOs } from '../../../electron/core/findings';
import { TreeBrowser } from '../../../electron/core/image-tree/browser';
import { contentPlace } from '../../../electron/core/image-tree/content-place';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { buildTar, type TarEntry } from '../../support/tar';
import { FakeFailure } from '../support/fake-bridge';

export interface SampleLayer {
  createdBy: string;
  entries: TarEntry[];
}

export type LayerHandlers = {
  [N in keyof Handlers as N extends `layers.${string}` ? N : never]: Handlers[N];
};

export interface SampleImage {
  analysis: ImageAnalysis;
  /** Answers as main gives them, by the same rules, of layers in memory. */
  handlers: LayerHandlers;
}

/** An analysed image of layers given as tar members, the base first. */
export async function sampleImage(layers: readonly SampleLayer[], treeId = 'tree'): Promise<SampleImage> {
  const tars = await Promise.all(layers.map(({ entries }) => buildTar(entries)));
  const tree = mergeLayers(
    tars.map((tar) => {
      const indexer = new LayerIndexer(keepContent);
      indexer.push(tar);
      return indexer.finish();
    }),
  );
  const browser = new TreeBrowser(tree);
  const { figures } = tree;
  const analysis: ImageAnalysis = {
    treeId,
    image: 'acme/storefront:2.14.0',
    platform: 'linux/amd64',
    os: readOs(tree)?.name ?? '',
    layers: layers.map(({ createdBy, entries }, index) => ({
      index,
      diffId: `sha256:${String(index).repeat(64)}`,
      createdBy,
      entries: entries.length,
      sizeBytes: tree.layers[index]?.sizeBytes ?? 0,
      unreachableBytes: figures.unreachableOf[index] ?? 0,
    })),
    sizeBytes: figures.sizeBytes,
    visibleFiles: figures.visibleFiles,
    visibleBytes: figures.visibleBytes,
    unreachableBytes: figures.unreachableBytes,
    efficiency: figures.sizeBytes === 0 ? 1 : figures.visibleBytes / figures.sizeBytes,
    diveEfficiency: figures.diveEfficiency,
    diveWastedBytes: figures.diveWastedBytes,
    leakedFiles: figures.leaked.length,
    leakedBytes: figures.leakedBytes,
    damage: [],
    nodes: tree.parent.length,
    analysedAt: 0,
  };
  const contentOf = (node: number, layer: number): Buffer => {
    const place = contentPlace(tree, node, layer);
    if (place === null) throw codedError('not-found', 'no content');
    return tars[place.layer]?.subarray(place.offset, place.offset + place.size) ?? Buffer.alloc(0);
  };
  const handlers: LayerHandlers = {
    'layers.open': async () => ({ state: 'ready', analysis }),
    'layers.outline': async ({ treeId: _, ...view }) => coded(() => browser.outline(view)),
    'layers.rows': async ({ outlineId, start, count }) => coded(() => browser.rows(outlineId, start, count)),
    'layers.locate': async ({ outlineId, node }) => coded(() => browser.locate(outlineId, node)),
    'layers.find': async ({ path }) => browser.find(path),
    'layers.map': async ({ treeId: _, ...asked }) => browser.map(asked),
    'layers.life': async ({ node }) => browser.life(node),
    'layers.preview': async ({ node, layer }) => previewOf(contentOf(node, layer)),
    'layers.piece': async ({ node, layer, offset, length }) => {
      const content = contentOf(node, layer);
      const piece = content.subarray(offset, offset + length);
      return { base64: piece.toString('base64'), offset, totalBytes: content.length };
    },
    'layers.findings': async () => findFindings(tree),
    'layers.contents': async () => await readContents(tree, async () => null),
    'layers.compare': async () => {
      throw new Error('there is only one image');
    },
  };
  return { analysis, handlers };
}

/** Core's errors as the process boundary hands them on. */
function coded<T>(answer: () => T): T {
  try {
    return answer();
  } catch (thrown) {
    if (thrown instanceof CodedError) throw new FakeFailure(thrown.appError);
    throw thrown;
  }
}

function previewOf(content: Buffer): FilePreview {
  const totalBytes = content.length;
  if (totalBytes === 0) return { kind: 'empty' };
  if (content.subarray(1, 4).toString('latin1') === 'PNG') {
    return { kind: 'image', mime: 'image/png', base64: content.toString('base64'), totalBytes };
  }
  if (content.includes(0)) return { kind: 'binary', totalBytes };
  return { kind: 'text', text: content.toString('utf8'), encoding: 'utf-8', cut: false, totalBytes };
}
