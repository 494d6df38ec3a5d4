import { describe, expect, it } from 'vitest';
import type { ImageSystem } from '../../electron/contract';
import {
  baseCandidates,
  chainIds,
  commonLayers,
  countByFirstLayer,
  descendants,
  findBase,
  findSystem,
  isPrefix,
  type LayeredImage,
  layerChain,
  sharedWith,
} from '../../electron/core/layers';
import { build, buildkit, type Entry, entries, image, layerId, nop } from './history/draw';

interface Made extends Partial<Omit<LayeredImage, 'layers'>> {
  layers?: string;
}

/** An image by its id; layers as letters, `abc`. */
function made(id: string, { layers = '', ...rest }: Made = {}): LayeredImage {
  return {
    id,
    references: [`${id}:1`],
    digests: [],
    created: 0,
    parentId: '',
    layers: [...layers].map(layerId),
    ...rest,
  };
}

const ids = (images: { id: string }[]) => images.map(({ id }) => id).join(' ');

describe('layers', () => {
  it('are named by what lies below them', () => {
    // The empty layer twice, as BuildKit makes it; chainIDs as engines compute them.
    const empty = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';
    expect(chainIds([])).toEqual([]);
    expect(chainIds([empty, empty])).toEqual([
      empty,
      'sha256:170b376f64fb30995c140276be3d71dfb256b308d86183ca3b22aa93a79ad548',
    ]);
  });

  it.each([
    ['', '', 0, false],
    ['', 'a', 0, false],
    ['a', 'a', 1, true],
    ['ab', 'abc', 2, true],
    ['abc', 'ab', 2, false],
    ['ab', 'ac', 1, false],
    ['b', 'ab', 0, false],
  ])('%j and %j have %i in common', (a, b, common, prefix) => {
    expect(commonLayers([...a], [...b])).toBe(common);
    expect(isPrefix([...a], [...b])).toBe(prefix);
  });

  it('are shared from the base up or not at all', () => {
    const others = [
      made('self', { layers: 'abc' }),
      made('two', { layers: 'abx' }),
      made('one', { layers: 'a' }),
    ];
    const stranger = made('stranger', { layers: 'xbc' });
    const self = made('self', { layers: 'abc' });
    const all = [...others, stranger, made('empty')];
    expect(sharedWith(self, all)).toBe(2);
    expect(sharedWith(made('empty'), all)).toBe(0);
    expect(layerChain(self, all).map((layer) => layer.sharedWith)).toEqual([2, 1, 0]);
    expect(layerChain(self, all).map(({ chainId }) => chainId)).toEqual(chainIds(self.layers));
    expect(countByFirstLayer(all).get(layerId('a'))).toBe(3);
  });

  it('tell descendants, but no images that add only metadata', () => {
    const all = ['a', 'ab', 'abc', 'abx', 'axb', ''].map((layers) => made(`i${layers}`, { layers }));
    expect(ids(descendants(made('self', { layers: 'ab' }), all))).toBe('iabc iabx');
    expect(ids(descendants(made('empty'), all))).toBe('');
  });
});

describe('the base of an image', () => {
  const self = made('self', { layers: 'abcd', created: 9_000 });
  const base = (others: LayeredImage[], image: LayeredImage = self) =>
    findBase(image, [], others)?.id ?? null;

  it('has the most layers of those at the bottom', () => {
    const others = ['a', 'abc', 'ab', 'abx', 'bcd'].map((layers) => made(`i${layers}`, { layers }));
    expect(base(others)).toBe('iabc');
    expect(base([...others].reverse())).toBe('iabc');
  });

  it('is not the image itself, nor one without layers, nor one on top', () => {
    expect(base([self, made('empty'), made('top', { layers: 'abcde' })])).toBeNull();
  });

  it('has a name, if any has', () => {
    const nameless = made('nameless', { layers: 'abc', references: [] });
    expect(base([nameless, made('named', { layers: 'a' })])).toBe('named');
    expect(base([nameless])).toBe('nameless');
  });

  it('is no step that the old builder kept', () => {
    const step = made('step', { layers: 'abc', references: [] });
    expect(base([step, made('child', { layers: 'abcx', parentId: 'step' })])).toBeNull();
    expect(base([step], { ...self, parentId: 'step' })).toBeNull();
    // Pulled once and untagged since: its digest tells that it was an image.
    const old = { ...step, digests: ['debian@sha256:00'] };
    expect(base([old], { ...self, parentId: 'step' })).toBe('step');
  });

  it('is always the same one of several', () => {
    const twins = ['one', 'two', 'three'].map((id) => made(id, { layers: 'ab', created: 5 }));
    expect(base(twins)).toBe('one');
    expect(base([...twins].reverse())).toBe('one');
  });
});

describe('bases with the same layers', () => {
  const history = (...steps: (string | Entry)[]) => [...entries(...steps)].reverse();
  const debian: (string | Entry)[] = [
    { by: 'ADD rootfs.tar /', size: 9, at: 100 },
    { by: nop('CMD ["bash"]'), at: 101 },
  ];
  const tuned: (string | Entry)[] = [...debian, { by: nop('ENV TUNED=1'), at: 200 }];
  const app: (string | Entry)[] = [
    ...debian,
    { by: nop('ENV APP=1'), at: 300 },
    { by: nop('CMD ["x"]'), at: 301 },
  ];

  const as = (id: string, steps: (string | Entry)[], created: number, known: boolean) =>
    made(id, { layers: 'a', created: created * 1_000, ...(known ? { history: history(...steps) } : {}) });

  function answer(known: boolean, id: 'debian' | 'tuned' | 'app'): string | null {
    const images = {
      debian: as('debian', debian, 101, known),
      tuned: as('tuned', tuned, 200, known),
      app: as('app', app, 301, known),
    };
    const steps = { debian, tuned, app }[id];
    const read = build(image(1), entries(...steps)).steps;
    return findBase(images[id], read, Object.values(images))?.id ?? null;
  }

  it('are told apart by their histories', () => {
    expect([answer(true, 'app'), answer(true, 'tuned'), answer(true, 'debian')]).toEqual([
      'debian',
      'debian',
      null,
    ]);
  });

  it('are told apart by the time of a step, without histories', () => {
    expect([answer(false, 'app'), answer(false, 'tuned'), answer(false, 'debian')]).toEqual([
      'debian',
      'debian',
      null,
    ]);
  });

  it('are no twins, with or without histories', () => {
    const read = build(image(1), entries(...app)).steps;
    for (const known of [true, false]) {
      expect(findBase(as('app', app, 301, known), read, [as('twin', app, 301, known)])).toBeNull();
    }
  });

  it('are believed by parent links', () => {
    const parent = made('parent', { layers: 'a', created: 400_000 });
    const child = made('child', { layers: 'a', created: 300_000, parentId: 'step' });
    const step = made('step', { layers: 'a', references: [], parentId: 'parent' });
    expect(findBase(child, [], [parent, step])?.id).toBe('parent');
    const circle = { ...step, parentId: 'step' };
    expect(findBase(child, [], [circle, made('x', { layers: 'a' })])).toBeNull();
  });

  it('are chosen for images with more layers by the longest common history', () => {
    const steps = [...tuned, { by: '/bin/sh -c make', size: 3, at: 500 }];
    const self = made('self', { layers: 'ab', created: 500_000, history: history(...steps) });
    const read = build(image(2), entries(...steps)).steps;
    const others = [
      as('app', app, 301, true),
      as('debian', debian, 101, true),
      as('tuned', tuned, 200, true),
    ];
    expect(findBase(self, read, others)?.id).toBe('tuned');
    // A sibling has the layers, but the image does not go on from it.
    expect(findBase(self, read, [as('app', app, 301, true)])).toBeNull();
    // Without histories: the one that ended at the time of a step.
    const unknown = [as('app', app, 301, false), as('tuned', tuned, 200, false)];
    expect(findBase(self, read, unknown)?.id).toBe('tuned');
  });

  it('are the ones whose histories are worth fetching', () => {
    const self = made('self', { layers: 'ab', created: 500_000 });
    const others = [
      as('debian', debian, 101, false),
      as('tuned', tuned, 200, false),
      made('shorter', { layers: '' }),
      made('nameless', { layers: 'a', references: [] }),
    ];
    expect(ids(baseCandidates(self, build(image(1), entries(...tuned)).steps, others, 8))).toBe(
      'debian tuned',
    );
    expect(baseCandidates(self, [], [], 8)).toEqual([]);
  });
});

describe('findSystem', () => {
  const systemOf = (
    layers: string,
    steps: ReturnType<typeof entries>,
    others: LayeredImage[] = [],
    config = {},
  ): ImageSystem => {
    const self = made('self', { layers });
    return findSystem(self, build(image(self.layers, config), steps).steps, others);
  };

  it('is empty without layers', () => {
    expect(systemOf('', entries(nop('LABEL a=b')))).toEqual({ kind: 'empty' });
  });

  it('is the base that is here', () => {
    const base = made('base', { layers: 'a', references: ['debian:12', 'debian:bookworm'] });
    expect(
      systemOf('ab', buildkit({ by: 'COPY a /', size: 1 }, { by: 'COPY b /', size: 1 }), [base]),
    ).toEqual({
      kind: 'based-on',
      imageId: 'base',
      references: ['debian:12', 'debian:bookworm'],
      layers: 1,
    });
  });

  it.each<[string, ReturnType<typeof entries>, ImageSystem['kind']]>([
    ['a program', buildkit({ by: 'COPY hello /', size: 9 }), 'scratch'],
    [
      'a program of the old builder',
      entries({ by: '/bin/sh -c #(nop) COPY file:00ff in / ', size: 9 }),
      'scratch',
    ],
    [
      'metadata before a program',
      buildkit('ENV A=1', { by: 'COPY --chmod=755 hello /bin/hello', size: 9 }),
      'scratch',
    ],
    ['a folder first', buildkit('WORKDIR /app', { by: 'COPY . .', size: 9 }), 'scratch'],
    ['a folder of files', buildkit({ by: 'COPY out/ /app/', size: 9 }), 'scratch'],
    ['a root file system', buildkit({ by: 'ADD rootfs.tar.xz /', size: 9 }), 'base'],
    ['an import', entries({ by: '', comment: 'Imported from -', size: 9 }), 'base'],
    ['debuerreotype', entries({ by: '# debian.sh', comment: 'debuerreotype 0.15', size: 9 }), 'base'],
    ['a whole tree, which may be a system', buildkit({ by: 'COPY / /', size: 9 }), 'unknown'],
    ['a folder to the root', entries({ by: '/bin/sh -c #(nop) COPY dir:00ff in / ', size: 9 }), 'unknown'],
    ['several things to the root', buildkit({ by: 'COPY bin lib /', size: 9 }), 'unknown'],
    ['a command, which needs a system', buildkit({ by: 'RUN make', size: 9 }), 'unknown'],
    ['a commit', entries({ by: 'bash', size: 9 }), 'unknown'],
    ['nothing that is recorded', entries({ by: '', size: 9 }), 'unknown'],
  ])('starts with %s', (_, steps, kind) => {
    expect(systemOf('a', [...steps]).kind).toBe(kind);
  });

  it('goes by the first step with bytes where steps and layers do not match', () => {
    expect(systemOf('abcdef', buildkit('ENV A=1', { by: 'ADD rootfs.tar /', size: 9 })).kind).toBe('base');
    expect(systemOf('abcdef', buildkit('ENV A=1', { by: 'COPY hello /', size: 9 })).kind).toBe('unknown');
    expect(systemOf('ab', entries()).kind).toBe('unknown');
  });
});
