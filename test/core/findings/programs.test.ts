import { describe, expect, it } from 'vitest';
import { readContents } from '../../../electron/core/findings';
import type { TarEntry } from '../../support/tar';
import { makeElf } from './made-elf';
import { bytes, file, imageOf, whiteout } from './made-image';

async function programsOf(...layers: TarEntry[][]) {
  const { tree, readFile } = await imageOf(...layers);
  const { programs } = await readContents(tree, readFile);
  return programs.map(({ path, layer, machine, interpreter, needed, missing }) =>
    [
      `${path}@${layer} ${machine || 'no ELF'}`,
      interpreter === '' ? 'static' : interpreter,
      `needs ${needed.join(' ') || 'nothing'}`,
      `without ${missing.join(' ') || 'nothing'}`,
    ].join(', '),
  );
}

const program = (name: string, content: string | Buffer): TarEntry => file(name, content, { mode: 0o755 });
const glibc = '/lib64/ld-linux-x86-64.so.2';

describe('programs of a minimal image', () => {
  it('say what they need and what of it is missing', async () => {
    const app = makeElf({ interpreter: glibc, needed: ['libssl.so.3', 'libc.so.6', 'libgone.so'] });
    expect(
      await programsOf([
        program('app', app),
        file('lib64/ld-linux-x86-64.so.2', 'loader'),
        file('lib/x86_64-linux-gnu/libc.so.6', 'c'),
        file('usr/lib/libssl.so.3.0', 'ssl'),
        { name: 'usr/lib/libssl.so.3', type: 'symlink', linkname: 'libssl.so.3.0' },
      ]),
    ).toEqual([`app@0 x86-64, ${glibc}, needs libssl.so.3 libc.so.6 libgone.so, without libgone.so`]);
  });

  it('miss their loader, and libraries that a later layer removed', async () => {
    const app = makeElf({ interpreter: glibc, needed: ['libc.so.6'] });
    expect(
      await programsOf([program('app', app), file('lib/libc.so.6', 'c')], [whiteout('lib/libc.so.6')]),
    ).toEqual([`app@0 x86-64, ${glibc}, needs libc.so.6, without ${glibc} libc.so.6`]);
  });

  it('search their own folders first', async () => {
    const app = makeElf({
      type: 3,
      pie: true,
      needed: ['liba.so', 'libb.so'],
      runPath: '$ORIGIN/../own:/opt/more',
    });
    expect(
      await programsOf([
        program('opt/app/bin/run', app),
        file('opt/app/own/liba.so', 'a'),
        file('opt/more/libb.so', 'b'),
      ]),
    ).toEqual(['opt/app/bin/run@0 x86-64, static, needs liba.so libb.so, without nothing']);
  });

  it('name libraries by path where the name has a slash, from folders of any name', async () => {
    const app = makeElf({
      needed: ['/opt/a.so', 'opt/gone.so', 'b.so'],
      runPath: ['$', '{ORIGIN}'].join(''),
    });
    expect(
      await programsOf([
        program('o$&o/run', app),
        file('opt/a.so', 'a'),
        file('lib/opt/gone.so', 'not where the path leads'),
        file('o$&o/b.so', 'b'),
      ]),
    ).toEqual(['o$&o/run@0 x86-64, static, needs /opt/a.so opt/gone.so b.so, without opt/gone.so']);
  });

  it('are told by machine, of either width and order, static or not', async () => {
    expect(
      await programsOf(
        [
          program(
            'old',
            makeElf({ wide: false, machine: 3, interpreter: '/lib/ld.so', needed: ['libm.so'] }),
          ),
        ],
        [
          program('big', makeElf({ wide: false, littleEndian: false, machine: 8, needed: ['libn.so'] })),
          program('mainframe', makeElf({ littleEndian: false, machine: 22 })),
          program('arm', makeElf({ machine: 183 })),
          program('odd', makeElf({ machine: 9999 })),
        ],
      ),
    ).toEqual([
      'old@0 x86, /lib/ld.so, needs libm.so, without /lib/ld.so libm.so',
      'big@1 mips, static, needs libn.so, without libn.so',
      'mainframe@1 s390x, static, needs nothing, without nothing',
      'arm@1 aarch64, static, needs nothing, without nothing',
      'odd@1 machine 9999, static, needs nothing, without nothing',
    ]);
  });

  it('are scripts too, and neither libraries, data nor files without the executable bit', async () => {
    expect(
      await programsOf([
        program('run.py', '#!/usr/bin/python3\n'),
        program('libx.so.1', makeElf()),
        program('plugin', makeElf({ type: 3, needed: ['libc.so.6'] })),
        program('from-windows.json', '{}'),
        file('no-bit', makeElf()),
        { name: 'also', type: 'link', linkname: 'run.py', mode: 0o755 },
      ]),
    ).toEqual(['run.py@0 no ELF, static, needs nothing, without nothing']);
  });

  it('are fifty at most, those without a file extension first', async () => {
    const many = Array.from({ length: 60 }, (_, index) => program(`tool-${index}`, makeElf()));
    const { tree, readFile } = await imageOf([
      program('big.bin', Buffer.concat([makeElf(), bytes(9000)])),
      ...many,
    ]);
    const { programs } = await readContents(tree, readFile);
    expect(programs).toHaveLength(50);
    expect(programs.every(({ path }) => path.startsWith('tool-'))).toBe(true);
  });

  it('are left out when their content cannot be had', async () => {
    const { tree } = await imageOf([program('app', makeElf())]);
    const { programs } = await readContents(tree, () => Promise.resolve(null));
    expect(programs).toEqual([]);
  });

  it('are not looked for where there is a system', async () => {
    expect(await programsOf([program('app', makeElf()), program('bin/sh', makeElf())])).toEqual([]);
  });
});
