import { describe, expect, it } from 'vitest';
import { freedContent, type StoredContent } from '../../electron/core/reclaim/stored-content';

/** `name: bytes needs…`; an asterisk marks what is unpacked. */
function store(lines: string[], stacks: Record<string, string[]>): StoredContent {
  const blobs = lines.map((line) => {
    const [name = '', bytes = '', ...needs] = line.split(' ');
    const unpacked = name.endsWith('*');
    return [name.replace('*', ''), { bytes: Number(bytes), needs, unpacked }] as const;
  });
  return { blobs: new Map(blobs), stacks: new Map(Object.entries(stacks)) };
}

const two = store(
  [
    'base 1 base-config layer-1',
    'base-config* 2',
    'app 10 app-config layer-1 layer-2',
    'app-config* 20',
    'layer-1 100',
    'layer-2 200',
  ],
  { 'base-config': ['d1'], 'app-config': ['d1', 'd2'] },
);
const layerSizes = new Map([
  ['base', [1000]],
  ['app', [1000, 2000]],
]);
const images = ['base', 'app'];

describe('what a containerd store collects', () => {
  it.each([
    [['app'], 10 + 20 + 200 + 2000],
    [['base'], 1 + 2],
    [['base', 'app'], 333 + 3000],
  ])('once %j are gone: %d bytes', (gone, bytes) => {
    expect(freedContent({ content: two, images, removed: new Set(gone), inUse: [], layerSizes })).toBe(bytes);
  });

  it('leaves the unpacked layers that a container stands on', () => {
    const removed = new Set(images);
    expect(freedContent({ content: two, images, removed, inUse: ['base'], layerSizes })).toBe(333 + 2000);
  });

  it('leaves what something unlisted holds', () => {
    const content = store(
      ['hidden 5 layer-2', 'app 10 app-config layer-2', 'app-config* 20', 'layer-2 200'],
      {
        'app-config': ['d2'],
      },
    );
    const sizes = new Map([['app', [2000]]]);
    const input = { content, images: ['app'], removed: new Set(['app']), inUse: [], layerSizes: sizes };
    expect(freedContent(input)).toBe(30 + 2000);
  });

  it('leaves an image that is also part of an index that goes', () => {
    const content = store(['index 1 base', 'base 2 config', 'config* 4'], { config: ['d1'] });
    const sizes = new Map([['index', [1000]]]);
    const input = { content, images: ['index', 'base'], removed: new Set(['index']), inUse: [] };
    expect(freedContent({ ...input, layerSizes: sizes })).toBe(1);
  });

  it('frees blobs alone of what was never unpacked', () => {
    const content = store(['app 10 config layer', 'config 20', 'layer 200'], {});
    const input = { content, images: ['app'], removed: new Set(['app']), inUse: [] };
    expect(freedContent({ ...input, layerSizes: new Map() })).toBe(230);
  });

  it('is not known of several unpacked platforms, and beside a container whose image is gone', () => {
    const content = store(['index 1 one two', 'one* 2', 'two* 4'], { one: ['d1'], two: ['d2'] });
    const removed = new Set(['index']);
    const sizes = new Map([['index', [1000]]]);
    expect(freedContent({ content, images: ['index'], removed, inUse: [], layerSizes: sizes })).toBeNull();
    const input = { content: two, images, removed: new Set(['app']), layerSizes };
    expect(freedContent({ ...input, inUse: ['lost'] })).toBeNull();
  });
});
