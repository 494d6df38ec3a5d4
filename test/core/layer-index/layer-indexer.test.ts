import { describe, expect, it } from 'vitest';
import { nodesOf } from '../../../electron/core/layer-index/layer-index';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { base256, blocks, ending, header, longName, member, pax } from '../../support/raw-tar';
import { damageOf, draw, indexOf, pathOf } from './draw';

const tar = (...parts: Buffer[]) => Buffer.concat([...parts, ending]);
const file = (name: string | Buffer, content = '') => member({ name }, content);
const folder = (name: string) => member({ name, type: '5' });
const link = (name: string, target: string) => member({ name, type: '2', link: target });
const hardLink = (name: string, target: string) => member({ name, type: '1', link: target });

describe('members', () => {
  it('are counted, with their bytes; hard links have none', () => {
    const layer = indexOf(
      tar(
        folder('bin/'),
        file('bin/a', 'hello'),
        hardLink('bin/b', 'bin/a'),
        link('c', 'bin/a'),
        file('bin/.wh.d'),
      ),
    );
    expect(draw(layer)).toEqual(['bin/', 'bin/a 5', 'bin/b => bin/a', 'bin/d(/) removes', 'c -> bin/a']);
    expect([layer.entries, layer.sizeBytes, layer.replacedBytes]).toEqual([5, 5, 0]);
  });

  it('keep mode, owner, time and where their content is', () => {
    const layer = indexOf(
      tar(
        member({ name: 'a', mode: 0o104755, uid: 1, gid: 2, mtime: 3 }, 'hi'),
        member({ name: 'b', mtime: 4 }),
      ),
    );
    expect(layer.owners).toEqual([
      { mode: 0o4755, uid: 1, gid: 2 },
      { mode: 0o644, uid: 0, gid: 0 },
    ]);
    expect([...layer.owner].slice(1)).toEqual([0, 1]);
    expect([...layer.mtime].slice(1)).toEqual([3, 4]);
    expect([...layer.block].slice(1)).toEqual([1, 3]);
  });

  it('clamp times that 32 bits cannot hold', () => {
    const layer = indexOf(
      tar(pax({ mtime: '-5' }), file('before'), pax({ mtime: '99999999999' }), file('after')),
    );
    expect([...layer.mtime].slice(1)).toEqual([0, 2 ** 32 - 1]);
  });

  it('of all types have their kind', () => {
    const special = ['3', '4', '6'].map((type) => member({ name: type, type }));
    const layer = indexOf(
      tar(...special, member({ name: '7', type: '7' }, 'x'), member({ name: 'V', type: 'V' })),
    );
    expect(draw(layer)).toEqual(['3 char', '4 block', '6 fifo', '7 1', 'V 0']);
  });

  it('tell equal contents by their fingerprint, however they are cut', () => {
    const text = 'some content that is longer than a stripe';
    const layer = indexOf(tar(file('a', text), file('b', text), file('c', `${text}!`), file('d'), file('e')));
    const [, a, b, c, d, e] = layer.content;
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(d).toBe(e);
  });
});

describe('paths', () => {
  it('are the same with `./`, `/`, doubled and trailing slashes', () => {
    const layer = indexOf(
      tar(
        folder('./'),
        folder('./etc/'),
        file('/etc/a', '1'),
        file('etc//b', '22'),
        file('./etc/./c', '333'),
      ),
    );
    expect(draw(layer)).toEqual(['/', 'etc/', 'etc/a 1', 'etc/b 2', 'etc/c 3']);
  });

  it('with `..` stay inside the image and are named as damage', () => {
    const layer = indexOf(tar(file('../../out', 'x'), file('a/../b', 'yy'), file('c/..d', 'zzz')));
    expect(draw(layer)).toEqual(['a(/)', 'b 2', 'c(/)', 'c/..d 3', 'out 1']);
    expect(damageOf(layer)).toEqual(['unsafe-path @512', 'unsafe-path @1536']);
  });

  it('that lead to a folder are left out where something else is to be there', () => {
    const layer = indexOf(
      tar(file('a/b', 'x'), file('a/..', 'yy'), file('.', 'zzz'), link('', 'there'), folder('a/..')),
    );
    expect(draw(layer)).toEqual(['/', 'a(/)', 'a/b 1']);
    expect(layer.sizeBytes).toBe(1);
    expect(damageOf(layer)).toEqual([
      'unsafe-path @1536',
      'unsafe-path @2560',
      'unsafe-path @3584',
      'unsafe-path @4096',
    ]);
  });

  it('need not be UTF-8', () => {
    const name = Buffer.from([0x64, 0x2f, 0xff, 0xfe, 0x80]);
    const layer = indexOf(tar(file(name, 'x'), file(Buffer.from('d/é'), 'yy')));
    expect(draw(layer)).toEqual(['d(/)', 'd/\u00c3\u00a9 2', 'd/\u00ff\u00fe\u0080 1']);
  });

  it('of 4 KB are kept, longer ones than any system takes left out', () => {
    const long = `${'d/'.repeat(1900)}${'n'.repeat(255)}`;
    const layer = indexOf(tar(longName(long), file('n', 'x'), longName('a/'.repeat(9000)), file('n', 'yy')));
    expect(pathOf(layer, nodesOf(layer) - 1)).toBe(long);
    expect(damageOf(layer)).toEqual([expect.stringMatching('^path-too-long @')]);
  });
});

describe('whiteouts', () => {
  it('are told by their names, whatever type and link name they have', () => {
    const layer = indexOf(
      tar(
        hardLink('bin/.wh.a', '.wh..wh.plnk/1.2'),
        member({ name: 'bin/.wh.b', type: '3' }),
        folder('bin/.wh.c/'),
        hardLink('new/.wh..wh..opq', 'somewhere'),
      ),
    );
    expect(draw(layer)).toEqual([
      'bin(/)',
      'bin/a(/) removes',
      'bin/b(/) removes',
      'bin/c(/) removes',
      'new(/) opaque',
    ]);
    expect([layer.entries, layer.sizeBytes]).toEqual([4, 0]);
  });

  it('do not touch what their own layer has, before or after', () => {
    const layer = indexOf(
      tar(file('a', 'x'), file('.wh.a'), file('.wh.b'), file('b', 'yy'), file('.wh..wh..opq')),
    );
    expect(draw(layer)).toEqual(['a 1 removes', 'b 2 removes', '(/) opaque'].sort());
  });

  it('leave out notes of aufs, and what lies in them', () => {
    const layer = indexOf(
      tar(
        file('.wh..wh.aufs'),
        folder('.wh..wh.plnk/'),
        file('./.wh..wh.plnk/12.34', 'hello'),
        folder('.wh..wh.orph/'),
        file('.wh..wh.'),
        file('a'),
      ),
    );
    expect(draw(layer)).toEqual(['a 0']);
    expect(layer.entries).toBe(6);
  });

  it('of nothing that could be removed are files or damage', () => {
    const layer = indexOf(tar(file('.wh.', 'x'), file('d/.wh..'), file('d/.wh...')));
    expect(draw(layer)).toEqual(['.wh. 1', 'd(/)']);
    expect(damageOf(layer)).toEqual(['unsafe-path @1536', 'unsafe-path @2048']);
  });
});

describe('conflicts in one layer', () => {
  const drawn = (...parts: Buffer[]) => {
    const layer = indexOf(tar(...parts));
    return [...draw(layer), `${layer.sizeBytes}-${layer.replacedBytes}`];
  };

  it('of one path: the last wins, and earlier bytes were shipped for nothing', () => {
    expect(drawn(file('a', '1'), file('a', '22'), file('a', '333'))).toEqual(['a 3', '6-3']);
    expect(drawn(file('a', '1'), link('a', 'b'))).toEqual(['a -> b', '1-1']);
    expect(drawn(link('a', 'b'), file('a', '1'))).toEqual(['a 1', '1-0']);
  });

  it('of a file and something below it: the later wins', () => {
    expect(drawn(file('a', '1'), file('a/b', '22'))).toEqual(['a(/)', 'a/b 2', '3-1']);
    expect(drawn(file('a/b', '22'), file('a/c/d', '1'), file('a', '1'))).toEqual([
      'a 1',
      'a/b(/)',
      'a/c(/)',
      'a/c/d(/)',
      '4-3',
    ]);
  });

  it('of a folder that was a file meanwhile: only what came afterwards is in it', () => {
    expect(drawn(file('a/b', '1'), file('a', '22'), folder('a'), file('a/c', '333'))).toEqual([
      'a/',
      'a/b(/)',
      'a/c 3',
      '6-3',
    ]);
  });

  it('of a link and something below it: what comes later is found through the link', () => {
    expect(drawn(link('a', 'd'), file('a/b', '1'))).toEqual(['a -> d', 'a/b 1', '1-0']);
    expect(drawn(file('a/b', '1'), link('a', 'd'))).toEqual(['a -> d', 'a/b(/)', '1-1']);
  });
});

describe('damage', () => {
  it('leaves of a file that is cut short what came of it', () => {
    const whole = tar(file('a', 'x'), file('b', 'hello world'));
    const layer = indexOf(whole.subarray(0, 1541));
    expect(draw(layer)).toEqual(['a 1', 'b 5']);
    expect([layer.sizeBytes, damageOf(layer)]).toEqual([6, ['truncated @1541']]);
    const huge = header({ name: 'huge', size: base256(2n ** 52n) });
    expect(indexOf(Buffer.concat([huge, blocks('hello')])).sizeBytes).toBe(512);
  });

  it('is listed up to a number, and counted beyond', () => {
    const layer = indexOf(tar(...Array.from({ length: 150 }, (_, index) => file(`../${index}`))));
    expect([layer.damage.length, layer.moreDamage]).toEqual([100, 50]);
  });

  it('is more owners than any image has', () => {
    const many = Array.from({ length: 2 ** 16 + 1 }, (_, uid) => header({ name: 'a', uid }));
    expect(() => indexOf(Buffer.concat(many))).toThrow(/bad-archive: more than 65536 owners/);
  });
});

describe('kept contents', () => {
  const keepAll = () => true;

  it('are those of the last member of a path that is still there', () => {
    const layer = indexOf(
      tar(
        file('a', 'old'),
        file('a', 'new'),
        file('b', 'gone'),
        link('b', 'a'),
        file('c', 'file'),
        file('c/d', 'x'),
      ),
      keepAll,
    );
    expect(layer.kept.map(({ node, content }) => `${pathOf(layer, node)} ${Buffer.from(content)}`)).toEqual([
      'a new',
      'c/d x',
    ]);
  });

  it('are what is made of them, and not all of millions', () => {
    const digested = indexOf(
      tar(file('a', 'secret'), file('b', 'dull')),
      (_path, size) => (content) => (size === 4 ? null : content.subarray(0, 1)),
    );
    expect(digested.kept.map(({ content }) => Buffer.from(content).toString())).toEqual(['s']);
    const many = Array.from({ length: 20_100 }, (_, index) => file(String(index)));
    expect(indexOf(tar(...many), keepAll).kept).toHaveLength(20_000);
  });
});

describe('memory that is given back', () => {
  const image = (files: number) =>
    tar(
      ...Array.from({ length: files }, (_, index) => file(`folder/${index}`, `${index}`)),
      link('link', 'folder/1'),
    );

  it.each([3, 300, 3000])('is none that the index of %i files lies in', (files) => {
    const indexer = new LayerIndexer(undefined, 4_000_000);
    indexer.push(image(files));
    const freed = new Set<ArrayBufferLike>();
    const layer = indexer.finish(({ buffer }) => {
      freed.add(buffer);
      structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
    });
    expect(freed.size).toBeGreaterThan(0);
    expect(layer).toEqual(indexOf(image(files)));
  });
});
