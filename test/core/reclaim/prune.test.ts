import { describe, expect, it } from 'vitest';
import { prunePreview } from '../../../electron/core/reclaim';
import { container, content, draw, id, img } from './content';

const digest = `pulled@sha256:${'d'.repeat(64)}`;
type Containers = ReturnType<typeof container>[];

describe('pruning on graph drivers', () => {
  const images = [
    img('b0', { names: ['base:1'], layers: 'a' }),
    img('c1', { layers: 'ab', parent: 'b0' }),
    img('e1', { names: ['x:1'], layers: 'abc', parent: 'c1' }),
    img('d1', { layers: 'ad', parent: 'b0' }),
    img('d2', { digests: [digest], layers: 'z' }),
    img('a1', { names: ['app:1', 'app:2'], layers: 'y' }),
  ];
  const prune = (mode: 'dangling' | 'unused', containers: Containers = []) =>
    draw(prunePreview(content(images, containers), mode));

  it('takes nameless images that nothing was built on, also ones with only a digest', () => {
    expect(prune('dangling')).toEqual(['x d1', 'x d2', '30 bytes']);
  });

  it('keeps nameless images in use', () => {
    expect(prune('dangling', [container('web', 'd1'), container('job', 'd2', 'running')])).toEqual([
      '0 bytes',
    ]);
  });

  it('takes every image that no container uses, and what they were built on with the last of them', () => {
    expect(prune('unused')).toEqual(['x e1', 'x c1', 'x d1', 'x b0', 'x d2', 'x a1', '61 bytes']);
  });

  it('takes all but one name of an image in use', () => {
    expect(prune('unused', [container('web', 'a1')])).toContain('- app:1');
    expect(prune('unused', [container('web', 'a1')])).not.toContain('x a1');
  });

  it('takes the name of a base although what was built on it stays', () => {
    expect(prune('unused', [container('web', 'e1')])).toEqual([
      '- base:1',
      'x d1',
      'x d2',
      'x a1',
      '55 bytes',
    ]);
  });

  it('hands out the images as the list has them', () => {
    const { images: gone, mode } = prunePreview(content(images), 'dangling');
    expect(mode).toBe('dangling');
    expect(Object.keys(gone[0] ?? {})).not.toContain('layers');
    expect(gone[0]).toMatchObject({ id: id('d1'), references: [], sizeBytes: 5 });
  });
});

describe('pruning with the containerd image store', () => {
  const images = [
    img('a1', { names: ['app:1', 'app:2', 'app:3'] }),
    img('a2', { names: ['single:latest'] }),
    img('d1', {}),
    img('d2', {}),
  ];
  const prune = (mode: 'dangling' | 'unused', containers: Containers = []) =>
    draw(prunePreview(content(images, containers, 'containerd'), mode));

  it('takes nameless images that no container uses', () => {
    expect(prune('dangling')).toEqual(['x d1', 'x d2', 'null bytes']);
    expect(prune('dangling', [container('web', 'd1')])).toEqual(['x d2', 'null bytes']);
  });

  it('takes all images that no container was made from', () => {
    expect(prune('unused')).toEqual(['x a1', 'x a2', 'x d1', 'x d2', 'null bytes']);
  });

  it.each<[string, string, string[]]>([
    ['the name', 'app:2', ['- app:1', '- app:3']],
    ['the name with its digest', `app:2@${id('a1')}`, ['- app:1', '- app:3']],
    ['the whole id', id('a1'), ['- app:1', '- app:2']],
    ['the beginning of the id', 'a1ff', ['- app:1', '- app:2']],
  ])('keeps %s that a container was made by', (_, image, untagged) => {
    expect(prune('unused', [container('web', 'a1', 'running', image)])).toEqual([
      ...untagged,
      'x a2',
      'x d1',
      'x d2',
      'null bytes',
    ]);
  });

  it('keeps the name without a tag as latest', () => {
    expect(prune('unused', [container('web', 'a2', 'exited', 'single')])).not.toContain('x a2');
    expect(prune('unused', [container('web', 'a2', 'exited', 'docker.io/library/single')])).not.toContain(
      'x a2',
    );
  });

  it('goes by names: one that moved on stays, the image behind the container does not', () => {
    expect(prune('unused', [container('web', '77', 'exited', 'app:1')])).toEqual([
      '- app:2',
      '- app:3',
      'x a2',
      'x d1',
      'x d2',
      'null bytes',
    ]);
  });
});
