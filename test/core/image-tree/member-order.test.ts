import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TreeRow } from '../../../electron/contract';
import { TreeBrowser } from '../../../electron/core/image-tree/browser';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { randomLayers, tarOf } from './random-layers';
import { everything } from './sample-tree';

/** What stands in each folder, from top to bottom, as `name` or `name/`. */
function drawnFolders(rows: readonly TreeRow[]): string[][] {
  const folders = new Map<string, string[]>();
  for (const { path, name, kind } of rows) {
    const parent = path.slice(0, path.length - name.length);
    const drawn = `${name}${kind === 'directory' ? '/' : ''}`;
    folders.set(parent, [...(folders.get(parent) ?? []), drawn]);
  }
  return [...folders.values()];
}

/** Folders first, then by name. */
function sorted(names: readonly string[], descending: boolean): string[] {
  const byName = (some: string[]) => (descending ? some.sort().reverse() : some.sort());
  const isFolder = (name: string) => name.endsWith('/');
  return [
    ...byName(names.filter(isFolder).map((name) => name.slice(0, -1))).map((name) => `${name}/`),
    ...byName(names.filter((name) => !isFolder(name))),
  ];
}

describe('rows by name', () => {
  test('have folders first in every view, whichever was looked at before and what a path was in it', () => {
    fc.assert(
      fc.property(randomLayers, (layers) => {
        const tree = mergeLayers(
          layers.map((lines) => {
            const indexer = new LayerIndexer();
            indexer.push(tarOf(lines));
            return indexer.finish();
          }),
        );
        const browser = new TreeBrowser(tree);
        for (let to = 0; to < layers.length; to += 1) {
          for (const [from, descending] of [
            [0, false],
            [to, false],
            [to, true],
          ] as const) {
            const sort = { column: 'name', descending } as const;
            const { outlineId, rows } = browser.outline({ ...everything, from, to, sort });
            for (const names of drawnFolders(browser.rows(outlineId, 0, rows))) {
              expect(names).toEqual(sorted(names, descending));
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
