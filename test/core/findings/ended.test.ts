import { describe, expect, it } from 'vitest';
import type { Advice, EndedFile } from '../../../electron/contract';
import { bytes, file, findingsOf, opaque, whiteout } from './made-image';

const draw = (files: EndedFile[]) =>
  files.map(
    ({ path, size, layer, how, endedBy, secret }) =>
      `${path} ${size}: layer ${layer}, ${how} by ${endedBy}${secret === null ? '' : `, ${secret}`}`,
  );

const drawAdvice = (all: Advice[]) =>
  all.map(({ advice, layer, bytes: saved, files, paths, ...rest }) => {
    const by = 'removedBy' in rest ? rest.removedBy : 'rewrittenBy' in rest ? rest.rewrittenBy : rest.cache;
    return `${advice} ${layer} ${by}: ${saved} bytes, ${files} files: ${paths.join(' ')}`;
  });

describe('what the image ships and does not show', () => {
  it('is leaked where a whiteout or an opaque folder took it, secrets first', async () => {
    const { leaked, overwritten } = await findingsOf(
      [
        file('big', bytes(5000)),
        file('opt/tool/a', bytes(300)),
        file('opt/tool/.env', 'KEY=value'),
        file('kept', bytes(10)),
      ],
      [whiteout('big'), opaque('opt/tool'), file('opt/tool/b', 'new')],
      [whiteout('opt')],
    );
    expect(draw(leaked.items)).toEqual([
      'opt/tool/.env 9: layer 0, hidden by 1, env-file',
      'big 5000: layer 0, removed by 1',
      'opt/tool/a 300: layer 0, hidden by 1',
      'opt/tool/b 3: layer 1, removed by 2',
    ]);
    expect([leaked.total, leaked.bytes]).toEqual([4, 5312]);
    expect(overwritten).toEqual({ items: [], total: 0, bytes: 0 });
  });

  it('is overwritten where a later layer has something else there', async () => {
    const { leaked, overwritten } = await findingsOf(
      [file('a', bytes(20)), file('b', bytes(40)), file('c/d', bytes(30))],
      [file('a', bytes(25)), { name: 'b', type: 'symlink', linkname: 'a' }, file('c', 'no folder now')],
      [file('a', bytes(20))],
    );
    expect(draw(overwritten.items)).toEqual([
      'b 40: layer 0, replaced by 1',
      'c/d 30: layer 0, replaced by 1',
      'a 25: layer 1, overwritten by 2',
      'a 20: layer 0, overwritten by 1',
    ]);
    expect([overwritten.total, overwritten.bytes]).toEqual([4, 115]);
    expect(leaked.total).toBe(0);
  });

  it('is counted in full where not all of it is named', async () => {
    const many = Array.from({ length: 700 }, (_, index) => file(`f/${index}`, bytes(index + 1)));
    const { leaked } = await findingsOf([...many, file('f/.env', 'A=b')], [whiteout('f')]);
    expect([leaked.total, leaked.bytes, leaked.items.length]).toEqual([701, (700 * 701) / 2 + 3, 500]);
    expect(leaked.items.slice(0, 3).map(({ path }) => path)).toEqual(['f/.env', 'f/699', 'f/698']);
    expect(leaked.items.at(-1)?.size).toBe(202);
  });
});

describe('advice', () => {
  const large = bytes(200_000, 'large');
  const half = bytes(100_000, 'half');

  it('is to remove in the instruction that brings, for what comes and goes', async () => {
    const { advice } = await findingsOf(
      [file('keep', large)],
      [file('src/a', large), file('src/b', half), file('src/c', 'c'), file('stay', half)],
      [whiteout('src')],
    );
    expect(drawAdvice(advice)).toEqual(['join 1 2: 300001 bytes, 3 files: src/a src/b src/c']);
  });

  it('tells new content from another owner or mode of the same', async () => {
    const { advice } = await findingsOf(
      [file('app/a', large), file('app/b', half), file('app/c', large), file('app/d', half)],
      [
        file('app/a', large, { uid: 1000, gid: 1000 }),
        file('app/b', half, { mode: 0o755 }),
        file('app/c', bytes(200_000, 'other'), { uid: 1000 }),
        // Neither content nor owner: written again for nothing.
        file('app/d', half),
      ],
    );
    expect(drawAdvice(advice)).toEqual([
      'own-at-copy 0 1: 300000 bytes, 2 files: app/a app/b',
      'write-once 0 1: 300000 bytes, 2 files: app/c app/d',
    ]);
  });

  it('takes what is hidden for what comes and goes, and what came back for what came back', async () => {
    const { advice } = await findingsOf(
      [file('app/a', large), file('data/b', half)],
      [opaque('app'), file('data', 'no folder')],
      [file('data/b', half, { mode: 0o600 })],
    );
    expect(drawAdvice(advice)).toEqual([
      'join 0 1: 200000 bytes, 1 files: app/a',
      'write-once 0 1: 100000 bytes, 1 files: data/b',
    ]);
  });

  it('is to clean caches where they are filled, and says each byte once', async () => {
    const { advice, caches } = await findingsOf(
      [file('var/lib/apt/lists/a', large), file('var/cache/apt/pkgcache.bin', half)],
      [file('var/lib/apt/lists/a', half), file('root/.cache/pip/x', large), file('home/.cache/pip/y', half)],
      [whiteout('var/cache/apt/pkgcache.bin')],
    );
    expect(drawAdvice(advice)).toEqual([
      'clean-cache 1 pip: 300000 bytes, 2 files: root/.cache/pip home/.cache/pip',
      'write-once 0 1: 200000 bytes, 1 files: var/lib/apt/lists/a',
      'join 0 2: 100000 bytes, 1 files: var/cache/apt/pkgcache.bin',
      'clean-cache 1 apt-lists: 100000 bytes, 1 files: var/lib/apt/lists',
    ]);
    expect(caches.bytes).toBe(400_000);
  });

  it('is not given for what saves next to nothing', async () => {
    const { advice } = await findingsOf(
      [file('a', bytes(99_999)), file('root/.npm/_cacache/x', bytes(99_999))],
      [whiteout('a')],
    );
    expect(advice).toEqual([]);
  });

  it('names five files at most, the largest', async () => {
    const files = Array.from({ length: 9 }, (_, index) => file(`f${index}`, bytes(50_000 + index)));
    const { advice } = await findingsOf(files, [
      whiteout('f0'),
      ...files.slice(1).map((one) => whiteout(one.name)),
    ]);
    expect(advice[0]?.paths).toEqual(['f8', 'f7', 'f6', 'f5', 'f4']);
    expect(advice[0]?.files).toBe(9);
  });
});
