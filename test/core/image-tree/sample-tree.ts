import type { TreeView } from '../../../electron/contract';
import type { TreeBrowser } from '../../../electron/core/image-tree/browser';
import type { ImageTree } from '../../../electron/core/image-tree/image-tree';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { buildTar, type TarEntry } from '../../support/tar';

/** An image of layers given as tar members. */
export async function treeOf(...layers: TarEntry[][]): Promise<ImageTree> {
  const tars = await Promise.all(layers.map((entries) => buildTar(entries)));
  return mergeLayers(
    tars.map((tar) => {
      const indexer = new LayerIndexer();
      indexer.push(tar);
      return indexer.finish();
    }),
  );
}

/** What a request asks by default: everything open, by name, no filter. */
export const everything: Omit<TreeView, 'treeId' | 'from' | 'to'> = {
  filter: null,
  sort: { column: 'name', descending: false },
  shape: 'tree',
  open: 'all',
};

const signs = { same: ' ', added: '+', content: '~', metadata: '±', removed: '-', below: '.' };

/** A tree as a drawing: sign of the change, name indented by depth, what it is, size. */
export function draw(
  browser: TreeBrowser,
  asked: Partial<TreeView> & { from: number; to: number },
): string[] {
  const { outlineId, rows } = browser.outline({ ...everything, ...asked });
  return browser.rows(outlineId, 0, rows).map((row) => {
    const what = row.kind === 'directory' ? '/' : row.link === '' ? '' : ` -> ${row.link}`;
    const opaque = row.opaque ? ' opaque' : '';
    return `${signs[row.change]} ${'  '.repeat(row.depth)}${row.name}${what} ${row.size}${opaque}`;
  });
}
