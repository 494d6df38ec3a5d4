import { describe, expect, it } from 'vitest';
import { freedBytes, type PreviewImage } from '../../../electron/core/reclaim';
import { container, content, id, img } from './content';

const freed = (images: PreviewImage[], words: string[], containers: ReturnType<typeof container>[] = []) =>
  freedBytes(content(images, containers), words.map(id));

describe('freedBytes', () => {
  it('counts each layer that nothing needs any more once', () => {
    const images = [
      img('a1', { layers: 'abc' }),
      img('a2', { layers: 'abd' }),
      img('a3', { layers: 'ab' }),
      img('b1', { layers: 'z' }),
    ];
    expect(freed(images, [])).toBe(0);
    expect(freed(images, ['a1'])).toBe(3);
    expect(freed(images, ['a1', 'a2'])).toBe(7);
    expect(freed(images, ['a3'])).toBe(0);
    expect(freed(images, ['a1', 'a2', 'a3'])).toBe(10);
    expect(freed(images, ['a1', 'a2', 'a3', 'b1'])).toBe(36);
    expect(freed(images, ['a3', 'a1', 'a2'])).toBe(10);
  });

  it('counts a layer by its place: the same on another base is another one', () => {
    const images = [img('a1', { layers: 'ac' }), img('a2', { layers: 'bc' })];
    expect(freed(images, ['a1'])).toBe(4);
  });

  it('counts twins with the same layers once, and not while one stays', () => {
    const images = [img('a1', { layers: 'ab' }), img('a2', { layers: 'ab' })];
    expect(freed(images, ['a1'])).toBe(0);
    expect(freed(images, ['a1', 'a2'])).toBe(3);
  });

  it('keeps what a container stands on', () => {
    const images = [img('a1', { layers: 'abc' }), img('a2', { layers: 'abd' }), img('a3', { layers: 'ab' })];
    expect(freed(images, ['a1', 'a2', 'a3'], [container('web', 'a1')])).toBe(4);
  });

  it('knows the size of a shared part from the history of one of them', () => {
    const a1 = img('a1', { layers: 'abc' });
    const images = [a1, img('a2', { layers: 'abd' })];
    expect(freed(images, ['a1'])).toBeNull();
    expect(freed([{ ...a1, layerSizes: [1, 2, 3] }, ...images.slice(1)], ['a1'])).toBe(3);
    expect(freed([{ ...a1, layerSizes: [1, 2, 3] }, ...images.slice(1)], ['a2'])).toBe(4);
    // Sizes that do not fit the layers say nothing.
    expect(freed([{ ...a1, layerSizes: [1, 2] }, ...images.slice(1)], ['a1'])).toBeNull();
  });

  it('is not known when layers are not', () => {
    const known = img('a1', { layers: 'ab' });
    const unknown = img('a2', { layers: 'b', known: false });
    expect(freed([known, unknown], ['a2'])).toBeNull();
    expect(freed([known, unknown], ['a1'])).toBeNull();
    expect(freed([known], ['a1'], [container('web', 'deleted')])).toBeNull();
    expect(freed([known, unknown], [])).toBe(0);
  });

  it('is not known on other stores, and nothing of images without layers', () => {
    const images = [img('a1', { layers: 'ab' }), img('a2')];
    expect(freedBytes(content(images, [], 'containerd'), [id('a1')])).toBeNull();
    expect(freedBytes(content(images, [], 'unknown'), [id('a1')])).toBeNull();
    expect(freed(images, ['a2'])).toBe(0);
  });

  it('is the same whatever is removed in one go or one after the other', () => {
    const letters = 'abcdef';
    for (let seed = 1; seed <= 60; seed += 1) {
      const images = Array.from({ length: 7 }, (_, i) => {
        const layers = [...letters]
          .map((_, at) => letters[(seed * (i + 2) + at * i * seed) % 3] ?? 'a')
          .slice(0, 1 + ((seed + i) % 5));
        const sizes = layers.map((letter) => letter.charCodeAt(0) - 96);
        return { ...img(`${i + 1}1`, { layers: layers.join('') }), layerSizes: sizes };
      });
      const words = ['11', '31', '51', '61'];
      let left = images;
      let total = 0;
      for (const word of words) {
        total += freed(left, [word]) ?? Number.NaN;
        left = left.filter((image) => image.id !== id(word));
      }
      expect(freed(images, words)).toBe(total);
    }
  });
});
