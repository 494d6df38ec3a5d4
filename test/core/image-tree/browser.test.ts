import { beforeAll, describe, expect, test } from 'vitest';
import type { TreeFilter } from '../../../electron/contract';
import { TreeBrowser } from '../../../electron/core/image-tree/browser';
import { draw, everything, treeOf } from './sample-tree';

const noFilter: TreeFilter = { text: '', mode: 'text', changes: [], minBytes: 0, uid: null, setuid: false };
const later = new Date('2025-01-01T00:00:00Z');

let browser: TreeBrowser;

beforeAll(async () => {
  browser = new TreeBrowser(
    await treeOf(
      [
        { name: 'bin/sh', content: 'a shell', mode: 0o755 },
        { name: 'bin/su', content: 'becomes root', mode: 0o4755 },
        { name: 'bin/bash', type: 'symlink', linkname: 'sh' },
        { name: 'etc/passwd', content: 'root' },
        { name: 'etc/motd', content: 'welcome' },
        { name: 'var/cache/list', content: 'x'.repeat(5000), uid: 100 },
      ],
      [
        { name: 'etc/passwd', content: 'root and app' },
        { name: 'etc/.wh.motd', content: '' },
        { name: 'bin/sh', content: 'a shell', mode: 0o700 },
        { name: 'bin/su', content: 'becomes root', mode: 0o4755, mtime: later },
        { name: 'var/cache/.wh..wh..opq', content: '' },
        { name: 'var/cache/new', content: 'fresh' },
        { name: 'app/key', content: 'secret' },
      ],
      [{ name: 'app/.wh.key', content: '' }],
    ),
  );
});

describe('what layers did', () => {
  test('the base alone is all added, and folders count what is below them', () => {
    expect(draw(browser, { from: 0, to: 0 })).toEqual([
      '+ bin/ 19',
      '+   bash -> sh 0',
      '+   sh 7',
      '+   su 12',
      '+ etc/ 11',
      '+   motd 7',
      '+   passwd 4',
      '+ var/ 5000',
      '+   cache/ 5000',
      '+     list 5000',
    ]);
  });

  test('a layer shows what it added, changed, only touched, removed and hid', () => {
    expect(draw(browser, { from: 1, to: 1 })).toEqual([
      '+ app/ 6',
      '+   key 6',
      '. bin/ 19',
      '    bash -> sh 0',
      '±   sh 7',
      '±   su 12',
      '. etc/ 12',
      '-   motd 7',
      '~   passwd 12',
      '. var/ 5',
      '.   cache/ 5 opaque',
      '-     list 5000',
      '+     new 5',
    ]);
  });

  test('a range compares with what lay below it: a file that came and went in it is not there', () => {
    const drawing = draw(browser, { from: 1, to: 2 });
    expect(drawing.filter((line) => line.includes('app') || line.includes('key'))).toEqual(['+ app/ 0']);
  });

  test('the file system at a layer knows nothing of later ones', () => {
    expect(draw(browser, { from: 2, to: 2 }).filter((line) => line.includes('key'))).toEqual(['-   key 6']);
    expect(draw(browser, { from: 0, to: 1 }).filter((line) => line.includes('key'))).toEqual(['+   key 6']);
  });
});

describe('rows', () => {
  test('only open folders show what is in them', () => {
    const open = [browser.find('etc').node ?? 0];
    const drawing = draw(browser, { from: 0, to: 0, open });
    expect(drawing).toEqual(['+ bin/ 19', '+ etc/ 11', '+   motd 7', '+   passwd 4', '+ var/ 5000']);
  });

  test('a screenful is asked for by place, and what lies beyond the end is not there', () => {
    const { outlineId, rows } = browser.outline({ ...everything, from: 0, to: 0 });
    expect(browser.rows(outlineId, rows - 1, 50).map(({ path }) => path)).toEqual(['var/cache/list']);
    expect(browser.rows(outlineId, 1, 1)[0]).toMatchObject({
      name: 'bash',
      kind: 'symlink',
      link: 'sh',
      depth: 1,
    });
  });

  test('a row is found again by its node, with the folders that lead to it', () => {
    const { outlineId } = browser.outline({ ...everything, from: 0, to: 0 });
    const node = browser.find('/var/cache/list').node ?? 0;
    const parents = [browser.find('var').node, browser.find('var/cache').node];
    expect(browser.locate(outlineId, node)).toEqual({ row: 9, parents });
    const closed = browser.outline({ ...everything, from: 0, to: 0, open: [] });
    expect(browser.locate(closed.outlineId, node).row).toBeNull();
  });

  test('rows that nobody asked for lately are forgotten, and said to be', () => {
    const { outlineId } = browser.outline({ ...everything, from: 0, to: 0 });
    for (let count = 0; count < 10; count += 1) browser.outline({ ...everything, from: 0, to: 0 });
    expect(() => browser.rows(outlineId, 0, 1)).toThrow(/forgotten/);
  });

  test('a range that the image does not have is refused', () => {
    expect(() => browser.outline({ ...everything, from: 0, to: 3 })).toThrow(/no layers/);
    expect(() => browser.outline({ ...everything, from: 2, to: 1 })).toThrow(/no layers/);
  });

  test('by size the largest come first in each folder, and flat among all files', () => {
    const sort = { column: 'size', descending: true } as const;
    expect(draw(browser, { from: 0, to: 0, sort, open: [] })).toEqual([
      '+ var/ 5000',
      '+ bin/ 19',
      '+ etc/ 11',
    ]);
    expect(draw(browser, { from: 0, to: 0, shape: 'largest' })).toEqual([
      '+ list 5000',
      '+ su 12',
      '+ sh 7',
      '+ motd 7',
      '+ passwd 4',
    ]);
  });
});

describe('filters', () => {
  const paths = (filter: Partial<TreeFilter>, layer = 0) =>
    draw(browser, { from: layer, to: layer, filter: { ...noFilter, ...filter } }).map((line) =>
      line.replace(/^. +(\S+?)\/? .*$/, '$1'),
    );

  test('a text is part of a name, whatever its case, and folders lead to it', () => {
    expect(paths({ text: 'PASS' })).toEqual(['etc', 'passwd']);
  });

  test('a text with a slash is part of the path', () => {
    expect(paths({ text: 'cache/l' })).toEqual(['var', 'cache', 'list']);
    expect(paths({ text: 'cache/s' })).toEqual([]);
  });

  test('a glob is the whole name, or the whole path', () => {
    expect(paths({ text: '?as', mode: 'glob' })).toEqual([]);
    expect(paths({ text: 's?', mode: 'glob' })).toEqual(['bin', 'sh', 'su']);
    expect(paths({ text: 'var/**', mode: 'glob' })).toEqual(['var', 'cache', 'list']);
  });

  test('a regular expression is searched for; a broken one is refused by its pattern', () => {
    expect(paths({ text: '^s[hu]$', mode: 'regex' })).toEqual(['bin', 'sh', 'su']);
    expect(() => paths({ text: '(', mode: 'regex' })).toThrow(/[Ii]nvalid regular expression/);
  });

  test('change, size, owner and setuid', () => {
    expect(paths({ changes: ['removed'] }, 1)).toEqual(['etc', 'motd', 'var', 'cache', 'list']);
    expect(paths({ minBytes: 100 })).toEqual(['var', 'cache', 'list']);
    expect(paths({ uid: 100 })).toEqual(['var', 'cache', 'list']);
    expect(paths({ setuid: true })).toEqual(['bin', 'su']);
  });

  test('what passes is counted', () => {
    const filter = { ...noFilter, text: 's' };
    expect(browser.outline({ ...everything, from: 0, to: 0, filter })).toMatchObject({
      files: 4,
      bytes: 5023,
    });
    expect(browser.outline({ ...everything, from: 1, to: 1 })).toMatchObject({ files: 5, bytes: 42 });
  });
});

describe('space map', () => {
  test('shows what the selected layers brought, biggest first', () => {
    const map = browser.map({ from: 1, to: 1, node: 0, depth: 2 });
    expect(map.size).toBe(42);
    expect(map.children.map(({ name, size }) => [name, size])).toEqual([
      ['bin', 19],
      ['etc', 12],
      ['app', 6],
      ['var', 5],
    ]);
    expect(map.children[0]?.children.map(({ name }) => name)).toEqual(['su', 'sh']);
  });
});

describe('the life of a file', () => {
  test('every version, what it changed and how it ended', () => {
    const life = (path: string) =>
      browser
        .life(browser.find(path).node ?? 0)
        .versions.map(({ layer, change, size, ended }) => [layer, change, size, ended?.how, ended?.layer]);
    expect(life('etc/passwd')).toEqual([
      [0, 'added', 4, 'overwritten', 1],
      [1, 'content', 12, undefined, undefined],
    ]);
    expect(life('bin/sh')[1]).toEqual([1, 'metadata', 7, undefined, undefined]);
    expect(life('app/key')).toEqual([[1, 'added', 6, 'removed', 2]]);
    expect(life('var/cache/list')).toEqual([[0, 'added', 5000, 'hidden', 1]]);
  });
});

describe('names', () => {
  test('bytes that are no text, controls and marks of direction are written out', async () => {
    const tree = await treeOf([
      { name: 'evil\u202etxt.exe', content: '1' },
      { name: 'line\nbreak', content: '2' },
      { name: 'grün', content: '3' },
    ]);
    const drawn = draw(new TreeBrowser(tree), { from: 0, to: 0 });
    expect(drawn.map((line) => line.slice(2))).toEqual([
      'evil\\u{202e}txt.exe 1',
      'grün 1',
      'line\\u{000a}break 1',
    ]);
  });

  test('a path is found by its name or by how it is shown', async () => {
    const tree = new TreeBrowser(await treeOf([{ name: 'a/line\nbreak', content: '2' }]));
    const node = tree.find('a/line\nbreak').node;
    expect(node).not.toBeNull();
    expect(tree.find('a/line\\u{000a}break').node).toBe(node);
    expect(tree.find('a/other').node).toBeNull();
  });
});
