import { describe, expect, it } from 'vitest';
import { removePreview } from '../../../electron/core/reclaim';
import { container, content, draw, id, img } from './content';

// With this store an id is the digest of the manifest, and every image has a digest name derived from it.
const own = (name: string, word: string) => `${name}@${id(word)}`;
const images = [
  img('ba5e', { names: ['base:1'], digests: [own('base', 'ba5e')], layers: 'a' }),
  img('c1', { names: ['child:1'], digests: [own('child', 'c1')], layers: 'ab', parent: '5e' }),
  img('5e', { layers: 'ab', parent: 'ba5e' }),
  img('a1', { names: ['app:1', 'app:2', 'other/app:1'], digests: [own('app', 'a1')], layers: 'abc' }),
  img('a2', { names: ['single:1'], digests: [own('single', 'a2')], layers: 'ad' }),
  img('d1', { digests: [own('once', 'd1')], layers: 'ae' }),
];
const remove = (
  targets: string[],
  { force = false, containers = [] as ReturnType<typeof container>[] } = {},
) => draw(removePreview(content(images, containers, 'containerd'), targets, force));

describe('by name', () => {
  it('takes a name away and keeps the image while it has others', () => {
    expect(remove(['app:1'])).toEqual(['- app:1', '0 bytes']);
  });

  it('deletes the image with its last name; bytes cannot be told', () => {
    expect(remove(['app:1', 'app:2', 'other/app:1'])).toEqual([
      '- app:1',
      '- app:2',
      '- other/app:1',
      'x a1',
      'null bytes',
    ]);
    expect(remove(['single:1'])).toEqual(['- single:1', 'x a2', 'null bytes']);
  });

  it('with a digest takes all names of the repository', () => {
    expect(remove([own('app', 'a1')])).toEqual(['- app:1', '- app:2', '0 bytes']);
    expect(remove([own('single', 'a2')])).toEqual(['- single:1', 'x a2', 'null bytes']);
    expect(remove([own('once', 'd1')])).toEqual([`- ${own('once', 'd1')}`, 'x d1', 'null bytes']);
    expect(remove([`nosuch@${id('77')}`])).toEqual([`! nosuch@${id('77')} not-found`, '0 bytes']);
  });

  it('keeps a base that the old builder built on without a name, unless forced', () => {
    expect(remove(['base:1'])).toEqual(['- base:1', '0 bytes']);
    expect(remove(['base:1'], { force: true })).toEqual(['- base:1', 'x ba5e', 'null bytes']);
  });

  it('deletes the nameless steps of the old builder with what was built on them', () => {
    expect(remove(['child:1'])).toEqual(['- child:1', 'x c1', 'x 5e', 'null bytes']);
    expect(remove(['child:1'], { containers: [container('debug', '5e')] })).toEqual([
      '- child:1',
      'x c1',
      'null bytes',
    ]);
  });

  it.each(['exited', 'running'])(
    'is refused under a container that is %s, and with force only untags',
    (state) => {
      const containers = [container('web', 'a2', state)];
      const reason = state === 'running' ? 'running-container' : 'stopped-container';
      expect(remove(['single:1'], { containers })).toEqual([`! single:1 ${reason} +force web`, '0 bytes']);
      expect(remove(['single:1'], { force: true, containers })).toEqual(['- single:1', '0 bytes']);
    },
  );

  it('is allowed for a name of several, whoever uses the image', () => {
    expect(remove(['app:2'], { containers: [container('web', 'a1', 'running')] })).toEqual([
      '- app:2',
      '0 bytes',
    ]);
  });
});

describe('by id', () => {
  it('deletes the image with its name, also one that others were built on', () => {
    expect(remove([id('a2')])).toEqual(['- single:1', 'x a2', 'null bytes']);
    expect(remove([id('ba5e')])).toEqual(['- base:1', 'x ba5e', 'null bytes']);
  });

  it('is refused by its beginning when there are several names', () => {
    expect(remove(['a1ff'])).toEqual(['! a1ff several-references +force', '0 bytes']);
    expect(remove(['a1ff'], { force: true })).toEqual([
      '- app:1',
      '- app:2',
      '- other/app:1',
      'x a1',
      'null bytes',
    ]);
  });

  it('looks at containers before names', () => {
    expect(remove(['a1ff'], { containers: [container('web', 'a1')] })).toEqual([
      '! a1ff stopped-container +force web',
      '0 bytes',
    ]);
    expect(remove([id('a2')], { containers: [container('web', 'a2', 'paused')], force: true })).toEqual([
      '! a2 running-container web',
      '0 bytes',
    ]);
    expect(remove([id('a2')], { containers: [container('web', 'a2')], force: true })).toEqual([
      '- single:1',
      'x a2',
      'null bytes',
    ]);
  });
});
