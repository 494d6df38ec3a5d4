import { describe, expect, it } from 'vitest';
import { removalSteps, removePreview } from '../../../electron/core/reclaim';
import { container, content, draw, id, img } from './content';

const digest = (name: string) => `${name}@sha256:${'d'.repeat(64)}`;

/** A base, what the old builder and BuildKit built on it, a pulled image, one without a name. */
const images = [
  img('ba5e', { names: ['base:1'], layers: 'a' }),
  img('a1', { names: ['app:1', 'app:2', 'other/app:1'], layers: 'abc', parent: '5e' }),
  img('a2', { names: ['single:1'], layers: 'ad' }),
  img('b1', { names: ['pulled:1'], digests: [digest('pulled')], layers: 'z' }),
  img('d1', { layers: 'ae' }),
];
const remove = (
  targets: string[],
  { force = false, containers = [] as ReturnType<typeof container>[] } = {},
) => draw(removePreview(content(images, containers), targets, force));

describe('by name', () => {
  it('takes a name away and keeps the image while it has others', () => {
    expect(remove(['app:1'])).toEqual(['- app:1', '0 bytes']);
  });

  it('deletes the image with its last name, one target after the other', () => {
    expect(remove(['app:1', 'app:2', 'other/app:1'])).toEqual([
      '- app:1',
      '- app:2',
      '- other/app:1',
      'x a1',
      '5 bytes',
    ]);
  });

  it('knows a name however it is written', () => {
    expect(remove(['docker.io/library/single'])).toEqual(['! docker.io/library/single not-found', '0 bytes']);
    expect(remove(['docker.io/library/single:1'])).toEqual(['- single:1', 'x a2', '4 bytes']);
  });

  it('takes the digests of a repository away with its last tag', () => {
    expect(remove(['pulled:1'])).toEqual(['- pulled:1', `- ${digest('pulled')}`, 'x b1', '26 bytes']);
  });

  it('keeps the image when its tag is of another repository than a digest', () => {
    const two = [img('b1', { names: ['pulled:1', 'mine:1'], digests: [digest('pulled')], layers: 'z' })];
    const removed = (targets: string[]) => draw(removePreview(content(two), targets, false));
    expect(removed(['mine:1'])).toEqual(['- mine:1', '0 bytes']);
    expect(removed(['pulled:1'])).toEqual(['- pulled:1', `- ${digest('pulled')}`, '0 bytes']);
    expect(removed([digest('pulled')])).toEqual([`- ${digest('pulled')}`, '0 bytes']);
    expect(removed(['pulled:1', 'mine:1'])).toContain('x b1');
  });

  it('only untags a base that the old builder built on', () => {
    expect(remove(['base:1'])).toEqual(['- base:1', '0 bytes']);
  });

  it.each([
    ['exited', 'stopped-container'],
    ['created', 'stopped-container'],
    ['running', 'running-container'],
    ['paused', 'running-container'],
    ['restarting', 'running-container'],
  ])('is refused for the last name of an image with a %s container', (state, reason) => {
    const containers = [container('web', 'a2', state)];
    expect(remove(['single:1'], { containers })).toEqual([`! single:1 ${reason} +force web`, '0 bytes']);
  });

  it('with force deletes under a stopped container, whose layers stay, and only untags under a running one', () => {
    expect(remove(['single:1'], { force: true, containers: [container('web', 'a2')] })).toEqual([
      '- single:1',
      'x a2',
      '0 bytes',
    ]);
    expect(remove(['single:1'], { force: true, containers: [container('web', 'a2', 'running')] })).toEqual([
      '- single:1',
      '0 bytes',
    ]);
  });

  it('is allowed for a name of several, whoever uses the image', () => {
    expect(remove(['app:1'], { containers: [container('web', 'a1', 'running')] })).toEqual([
      '- app:1',
      '0 bytes',
    ]);
  });

  it('tells all containers of a refusal', () => {
    const containers = [container('one', 'a2'), container('two', 'a2', 'running'), container('other', 'a1')];
    expect(remove(['single:1'], { containers })[0]).toBe('! single:1 running-container +force one,two');
  });
});

describe('by id', () => {
  it('deletes the image with its only name or its repository', () => {
    expect(remove([id('a2')])).toEqual(['- single:1', 'x a2', '4 bytes']);
    expect(remove([id('b1')])).toEqual(['- pulled:1', `- ${digest('pulled')}`, 'x b1', '26 bytes']);
    expect(remove([id('d1')])).toEqual(['x d1', '5 bytes']);
  });

  it('stands for all names of the image, which go one by one', () => {
    expect(removalSteps(id('a1'), ['app:1', 'app:2'])).toEqual(['app:1', 'app:2']);
    expect(removalSteps(id('a2'), ['single:1'])).toEqual([id('a2')]);
    expect(removalSteps('app:1', ['app:1', 'app:2'])).toEqual(['app:1']);
    expect(remove([id('a1')])).toEqual(['- app:1', '- app:2', '- other/app:1', 'x a1', '5 bytes']);
  });

  it('has taken names away when it is refused at the last one', () => {
    expect(remove([id('a1')], { containers: [container('web', 'a1')] })).toEqual([
      '- app:1',
      '- app:2',
      '! a1 stopped-container +force web',
      '0 bytes',
    ]);
  });

  it('tells which name stays when the others have gone', () => {
    const used = content(images, [container('web', 'a1')]);
    expect(removePreview(used, [id('a1')], false).blocked).toMatchObject([{ reference: 'other/app:1' }]);
    expect(removePreview(used, [id('a2'), 'gone:1'], false).blocked).toMatchObject([{ reference: null }]);
  });

  it('names a running container beside what was built on the image, and says that the name alone can go', () => {
    const used = { containers: [container('web', 'ba5e', 'running'), container('old', 'ba5e')] };
    expect(remove([id('ba5e')], used)).toEqual(['! ba5e has-children web', '0 bytes']);
    expect(remove(['base:1'], { ...used, force: true })).toEqual(['- base:1', '0 bytes']);
  });

  it('is refused by its beginning when names are of several repositories', () => {
    const two = [img('abcde', { names: ['one:1', 'two:1'], layers: 'a' })];
    const removed = (target: string, force: boolean) => draw(removePreview(content(two), [target], force));
    expect(removed('abcd', false)).toEqual(['! abcd several-references +force', '0 bytes']);
    expect(removed('sha256:abcd', true)).toEqual(['- one:1', '- two:1', 'x abcde', '1 bytes']);
  });

  it.each([
    ['running', false, 'running-container web'],
    ['running', true, 'running-container web'],
    ['exited', false, 'stopped-container +force web'],
  ])('of an image with a %s container, force %s: %s', (state, force, refusal) => {
    const containers = [container('web', 'a2', state)];
    expect(remove([id('a2')], { force, containers })).toEqual([`! a2 ${refusal}`, '0 bytes']);
  });

  it('of an image that the old builder built on is refused, with force, too', () => {
    expect(remove([id('ba5e')])).toEqual(['! ba5e has-children', '0 bytes']);
    expect(remove([id('ba5e')], { force: true })).toEqual(['! ba5e has-children', '0 bytes']);
  });

  it('is found by a beginning of at least four digits that no other id has', () => {
    expect(remove(['d1ffff'])).toEqual(['x d1', '5 bytes']);
    expect(remove(['d1f'])).toEqual(['! d1f not-found', '0 bytes']);
    const twins = [img('abcd1', { layers: 'a' }), img('abcd2', { layers: 'a' })];
    expect(draw(removePreview(content(twins), ['abcd'], true))).toEqual(['! abcd not-found', '0 bytes']);
  });

  it('is a name first, if it can be both', () => {
    const both = [img('abcd1', { layers: 'a' }), img('a2', { names: ['abcd1:latest'], layers: 'b' })];
    expect(draw(removePreview(content(both), ['abcd1'], false))).toEqual([
      '- abcd1:latest',
      'x a2',
      '2 bytes',
    ]);
  });
});

describe('parents', () => {
  const chain = [
    img('b0', { names: ['base:1'], layers: 'a' }),
    img('c1', { layers: 'ab', parent: 'b0' }),
    img('c2', { layers: 'abc', parent: 'c1' }),
    img('e1', { names: ['x:1'], layers: 'abcd', parent: 'c2' }),
    img('e2', { names: ['y:1'], layers: 'abe', parent: 'c1' }),
  ];
  const removed = (targets: string[], containers: ReturnType<typeof container>[] = []) =>
    draw(removePreview(content(chain, containers), targets, false));

  it('go with the last image built on them, up to one that is needed or named', () => {
    expect(removed(['x:1'])).toEqual(['- x:1', 'x e1', 'x c2', '7 bytes']);
    expect(removed(['x:1', 'y:1'])).toEqual(['- x:1', '- y:1', 'x e1', 'x c2', 'x e2', 'x c1', '14 bytes']);
  });

  it('stay when a container uses them', () => {
    expect(removed(['x:1'], [container('debug', 'c2')])).toEqual(['- x:1', 'x e1', '4 bytes']);
  });

  it('that the list leaves out are known as parents', () => {
    const listed = [chain[0], chain[3], chain[4]].flatMap((image) => image ?? []);
    const preview = (targets: string[], force = false) =>
      draw(removePreview(content(listed), targets, force));
    expect(preview([id('b0')], true)).toEqual(['! b0 has-children', '0 bytes']);
    expect(preview(['x:1', 'y:1', 'base:1'])).toEqual([
      '- x:1',
      '- y:1',
      '- base:1',
      'x e1',
      'x e2',
      'x b0',
      // Nothing tells how large the part is that the two share.
      'null bytes',
    ]);
  });
});

describe('targets', () => {
  it('that are named twice count once, and ones that are gone by then are not found', () => {
    expect(remove(['single:1', 'single:1'])).toEqual(['- single:1', 'x a2', '4 bytes']);
    expect(remove(['single:1', id('a2')])).toEqual(['- single:1', 'x a2', '! a2 not-found', '4 bytes']);
  });

  it('that are no names at all are not found', () => {
    expect(remove(['', 'UPPER', '<none>:<none>', 'nosuch:1'], { force: true })).toEqual([
      '!  not-found',
      '! UPPER not-found',
      '! <none>:<none> not-found',
      '! nosuch:1 not-found',
      '0 bytes',
    ]);
  });
});
