import { describe, expect, it } from 'vitest';
import { readContents, readOs } from '../../../electron/core/findings';
import type { TarEntry } from '../../support/tar';
import { file, imageOf, whiteout } from './made-image';

async function contentsOf(...layers: TarEntry[][]) {
  const { tree, readFile } = await imageOf(...layers);
  return readContents(tree, readFile);
}

const link = (name: string, linkname: string): TarEntry => ({ name, type: 'symlink', linkname });

const debian = [
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
  'NAME="Debian GNU/Linux"',
  'VERSION_ID="12"',
  'VERSION="12 (bookworm)"',
  'ID=debian',
].join('\n');

/** A stanza of dpkg's database, with fields around those that matter. */
const dpkg = (name: string, version: string, status = 'install ok installed') =>
  `Package: ${name}\nStatus: ${status}\nPriority: required\nArchitecture: amd64\nVersion: ${version}\n` +
  `Description: a package\n Version: 0 of what it was\n .\n more\n\n`;

const apk = (name: string, version: string) =>
  `C:Q1abc=\nP:${name}\nV:${version}\nA:x86_64\nS:12\nF:bin\nR:${name}\n\n`;

describe('os-release', () => {
  it('is found through links, in the final file system', async () => {
    const { tree } = await imageOf(
      [file('usr/lib/os-release', 'NAME=Old'), link('etc/os-release', '../usr/lib/os-release')],
      [file('usr/lib/os-release', debian)],
    );
    expect(readOs(tree)).toEqual({
      name: 'Debian GNU/Linux 12 (bookworm)',
      id: 'debian',
      version: '12',
      layer: 1,
    });
  });

  it('is found below usr where etc has none, and through links of folders and hard links', async () => {
    expect((await contentsOf([file('usr/lib/os-release', 'NAME="A b"\nID=ab')])).os?.name).toBe('A b');
    const linked = [
      link('etc', 'private/etc'),
      { name: 'private/etc/os-release', type: 'link', linkname: 'usr/lib/os-release' } as const,
      file('usr/lib/os-release', "PRETTY_NAME='It''s'"),
    ];
    expect((await contentsOf(linked)).os?.name).toBe("It''s");
  });

  it('is none where it was removed, leads nowhere or in a circle, or says nothing', async () => {
    const images: TarEntry[][][] = [
      [[file('etc/os-release', debian)], [whiteout('etc/os-release')]],
      [[link('etc/os-release', '/nowhere')]],
      [[link('etc/os-release', 'os-release')]],
      [[link('etc/os-release', '../a'), link('a', 'b'), link('b', 'a')]],
      [[file('etc/os-release', '# nothing\n')]],
      [],
    ];
    for (const layers of images) expect((await contentsOf(...layers)).os).toBeNull();
  });

  it('cannot hide what follows its name', async () => {
    const { os } = await contentsOf([file('etc/os-release', 'NAME="a\\"b\u202ec\u0007"\nVERSION_ID=1\n')]);
    expect(os?.name).toBe('a"b\\u{202e}c\\u{0007}');
  });
});

describe('packages', () => {
  const draw = (contents: Awaited<ReturnType<typeof contentsOf>>) =>
    contents.packages.map(
      ({ manager, name, version, architecture, layer }) =>
        `${manager} ${name} ${version} ${architecture} @${layer}`,
    );

  it('of dpkg are the installed ones, each with the layer that first lists this version', async () => {
    const contents = await contentsOf(
      [file('var/lib/dpkg/status', dpkg('libc6', '2.36') + dpkg('curl', '7.88-1') + dpkg('sed', '4.9'))],
      [file('var/lib/dpkg/status', dpkg('libc6', '2.36') + dpkg('curl', '7.88-2') + dpkg('nginx', '1.22'))],
      [file('etc/motd', 'hello')],
      [
        file(
          'var/lib/dpkg/status',
          dpkg('libc6', '2.36') +
            dpkg('curl', '7.88-2') +
            dpkg('nginx', '1.22', 'deinstall ok config-files') +
            dpkg('vim', '9', 'install ok not-installed') +
            dpkg('base-files', '12', 'hold ok installed'),
        ),
      ],
    );
    expect(draw(contents)).toEqual([
      'dpkg base-files 12 amd64 @3',
      'dpkg curl 7.88-2 amd64 @1',
      'dpkg libc6 2.36 amd64 @0',
    ]);
    expect(contents.hasSystem).toBe(true);
  });

  it('of distroless images are files of their own', async () => {
    const stanza = 'Package: tzdata\nVersion: 2024a\nArchitecture: all\n';
    const contents = await contentsOf(
      [
        file('var/lib/dpkg/status.d/tzdata', stanza),
        file(
          'var/lib/dpkg/status.d/tzdata.md5sums',
          'd41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n',
        ),
        file('var/lib/dpkg/status.d/netbase', 'Package: netbase\nVersion: 6.4\nArchitecture: all\n'),
      ],
      [file('var/lib/dpkg/status.d/netbase', 'Package: netbase\nVersion: 6.5\nArchitecture: all\n')],
    );
    expect(draw(contents)).toEqual(['dpkg netbase 6.5 all @1', 'dpkg tzdata 2024a all @0']);
    expect(contents.programs).toEqual([]);
  });

  it('of apk are listed once, wherever the database lies', async () => {
    const database = apk('musl', '1.2.5-r0') + apk('busybox', '1.36-r1');
    const expected = ['apk busybox 1.36-r1 x86_64 @0', 'apk musl 1.2.5-r0 x86_64 @0'];
    expect(draw(await contentsOf([file('lib/apk/db/installed', database)]))).toEqual(expected);
    const moved = [link('lib', 'usr/lib'), file('usr/lib/apk/db/installed', database)];
    expect(draw(await contentsOf(moved))).toEqual(expected);
  });

  it('are found however the tar writes the path', async () => {
    for (const start of ['./', '/', '']) {
      const contents = await contentsOf([
        file(`${start}lib/apk/db/installed`, apk('musl', '1')),
        file(`${start}var/lib/dpkg/status.d/tzdata`, 'Package: tzdata\nVersion: 2\nArchitecture: all\n'),
      ]);
      expect(draw(contents)).toEqual(['apk musl 1 x86_64 @0', 'dpkg tzdata 2 all @0']);
    }
  });

  it('of rpm are named as unread', async () => {
    const contents = await contentsOf([file('usr/lib/sysimage/rpm/rpmdb.sqlite', 'SQLite format 3')]);
    expect(contents).toMatchObject({ unread: ['rpm'], hasSystem: true, packages: [] });
  });

  it('are none where the database was removed', async () => {
    const contents = await contentsOf(
      [file('lib/apk/db/installed', apk('musl', '1'))],
      [whiteout('lib/apk')],
    );
    expect(contents).toEqual({ os: null, hasSystem: false, packages: [], unread: [], programs: [] });
  });
});

describe('a system', () => {
  it('is a shell, also through links, as in a busybox image', async () => {
    const busybox = [file('bin/busybox', 'x', { mode: 0o755 }), link('bin/sh', 'busybox')];
    expect((await contentsOf(busybox)).hasSystem).toBe(true);
    const merged = [link('bin', 'usr/bin'), file('usr/bin/dash', 'x'), link('usr/bin/sh', '/bin/dash')];
    expect((await contentsOf(merged)).hasSystem).toBe(true);
  });

  it('is none where there is only a program', async () => {
    expect((await contentsOf([file('app', 'x', { mode: 0o755 })])).hasSystem).toBe(false);
    expect((await contentsOf([link('bin/sh', 'gone')])).hasSystem).toBe(false);
  });
});
