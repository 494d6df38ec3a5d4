import { describe, expect, it } from 'vitest';
import type { TarEntry } from '../../support/tar';
import { bytes, file, findingsOf, whiteout } from './made-image';

describe('caches', () => {
  const drawCaches = async (...layers: TarEntry[][]) => {
    const { caches } = await findingsOf(...layers);
    expect(caches.bytes).toBe(caches.items.reduce((sum, item) => sum + item.bytes, 0));
    return caches.items.map(
      (item) => `${item.cache} ${item.path} layer ${item.layer}: ${item.files}, ${item.bytes}`,
    );
  };

  it('are found for each package manager, by folder and layer', async () => {
    const paths = [
      'var/lib/apt/lists/deb.debian.org_main',
      'var/cache/apt/archives/curl.deb',
      'var/cache/apk/APKINDEX.tar.gz',
      'var/cache/dnf/x.solv',
      'root/.cache/pip/http/a',
      'root/.npm/_cacache/content/a',
      'usr/local/share/.cache/yarn/v6/a',
      'root/.cache/go-build/00/a',
      'go/pkg/mod/cache/download/a',
      'usr/local/cargo/registry/cache/a.crate',
      'root/.m2/repository/a.jar',
      'root/.composer/cache/a.zip',
      'usr/local/lib/ruby/gems/3.3.0/cache/a.gem',
      'opt/conda/pkgs/a.conda',
      'root/.cache/uv/a',
    ];
    expect(
      await drawCaches(paths.map((path, index) => file(path, bytes(1000 - index)))),
    ).toMatchInlineSnapshot(`
      [
        "apt-lists var/lib/apt/lists layer 0: 1, 1000",
        "apt-archives var/cache/apt layer 0: 1, 999",
        "apk var/cache/apk layer 0: 1, 998",
        "yum var/cache/dnf layer 0: 1, 997",
        "pip root/.cache/pip layer 0: 1, 996",
        "npm root/.npm/_cacache layer 0: 1, 995",
        "yarn usr/local/share/.cache/yarn layer 0: 1, 994",
        "go root/.cache/go-build layer 0: 1, 993",
        "go go/pkg/mod layer 0: 1, 992",
        "cargo usr/local/cargo/registry layer 0: 1, 991",
        "maven root/.m2/repository layer 0: 1, 990",
        "composer root/.composer/cache layer 0: 1, 989",
        "gem usr/local/lib/ruby/gems/3.3.0/cache layer 0: 1, 988",
        "conda opt/conda/pkgs layer 0: 1, 987",
        "other root/.cache/uv layer 0: 1, 986",
      ]
    `);
  });

  it('are not what only looks like one', async () => {
    expect(
      await drawCaches(
        [
          'srv/var/lib/apt/lists/a',
          'app/.yarn/cache/needed-at-run-time.zip',
          'root/.cache/ms-playwright/chromium',
          'app/pkgs/a',
          'app/pkg/mod/a',
          'usr/lib/ruby/gems/cache/a',
          'app/gems/rack-3/cache/a.rb',
          'var/cache/debconf/config.dat',
          'app/cargo/registry/a',
          'root/.npm/settings',
        ].map((path) => file(path, bytes(1000))),
      ),
    ).toEqual([]);
  });

  it('hold what is still there: by the layer that brought it, without empty locks', async () => {
    expect(
      await drawCaches(
        [
          file('var/lib/apt/lists/a', bytes(10)),
          file('var/lib/apt/lists/b', bytes(20)),
          file('var/lib/apt/lists/lock', ''),
        ],
        [
          file('var/lib/apt/lists/b', bytes(40)),
          whiteout('var/lib/apt/lists/a'),
          file('var/cache/apk/lock', ''),
        ],
      ),
    ).toEqual(['apt-lists var/lib/apt/lists layer 1: 1, 40']);
  });

  it('do not count what a hard link outside shares: removing it frees nothing', async () => {
    expect(
      await drawCaches([
        file('opt/conda/pkgs/a/lib.so', bytes(1000)),
        file('opt/conda/pkgs/b/lib.so', bytes(500)),
        { name: 'opt/conda/lib/a.so', type: 'link', linkname: './opt/conda/pkgs/a/lib.so' },
      ]),
    ).toEqual(['conda opt/conda/pkgs layer 0: 1, 500']);
  });
});

describe('duplicates', () => {
  it('are equal contents of visible files from 1 KiB, most wasted bytes first', async () => {
    const { duplicates } = await findingsOf(
      [
        file('a', bytes(2000)),
        file('b', bytes(2000)),
        file('c', bytes(2000)),
        file('d', bytes(3000, 'y')),
        file('gone', bytes(3000, 'y')),
        file('small-1', bytes(1023)),
        file('small-2', bytes(1023)),
        file('like-a', bytes(2000, 'z')),
        { name: 'link', type: 'link', linkname: 'like-a' },
      ],
      [whiteout('gone'), file('e', bytes(3000, 'y')), file('f', bytes(1024)), file('g', bytes(1024))],
    );
    expect(
      duplicates.items.map(({ size, bytes: wasted, count, files }) => [
        size,
        wasted,
        count,
        files.map(({ path, layer }) => `${path}@${layer}`).join(' '),
      ]),
    ).toEqual([
      [2000, 4000, 3, 'a@0 b@0 c@0'],
      [3000, 3000, 2, 'd@0 e@1'],
      [1024, 1024, 2, 'f@1 g@1'],
    ]);
    expect([duplicates.total, duplicates.bytes]).toEqual([3, 8024]);
  });

  it('are counted in full where not every file is named', async () => {
    const copies = Array.from({ length: 30 }, (_, index) => file(`copy-${index}`, bytes(1024)));
    const { duplicates } = await findingsOf(copies);
    expect(duplicates.items.map(({ count, files, bytes: wasted }) => [count, files.length, wasted])).toEqual([
      [30, 20, 29 * 1024],
    ]);
  });

  it('are told from hundreds of other contents of their size', async () => {
    const files = Array.from({ length: 400 }, (_, index) => file(`f${index}`, bytes(1024, `no ${index}`)));
    const { duplicates } = await findingsOf([...files, file('again', bytes(1024, 'no 7'))]);
    expect(duplicates.items.map(({ files: copies }) => copies.map(({ path }) => path))).toEqual([
      ['f7', 'again'],
    ]);
  });

  it('are none in an image of different files', async () => {
    const { duplicates } = await findingsOf([file('a', bytes(2000)), file('b', bytes(2001))]);
    expect(duplicates).toEqual({ items: [], total: 0, bytes: 0 });
  });
});

describe('permissions', () => {
  const paths = (found: { items: { path: string; mode: number; uid: number }[] }) =>
    found.items.map(({ path, mode, uid }) => `${path} ${mode.toString(8)} ${uid}`);

  it('that run as somebody else are setuid and setgid files, also through hard links', async () => {
    const { setuid } = await findingsOf(
      [
        file('usr/bin/su', bytes(10), { mode: 0o4755 }),
        file('usr/bin/chage', bytes(20), { mode: 0o2755, uid: 7 }),
        file('usr/bin/plain', bytes(10), { mode: 0o755 }),
        file('usr/bin/gone', bytes(10), { mode: 0o4755 }),
        file('usr/bin/tamed', bytes(10), { mode: 0o4755 }),
        { name: 'var/mail', mode: 0o2775 },
        { name: 'usr/bin/also-su', type: 'link', linkname: 'usr/bin/su', mode: 0o4755 },
      ],
      [whiteout('usr/bin/gone'), file('usr/bin/tamed', bytes(10), { mode: 0o755 })],
    );
    expect(paths(setuid)).toEqual(['usr/bin/also-su 4755 0', 'usr/bin/chage 2755 7', 'usr/bin/su 4755 0']);
    expect([setuid.total, setuid.bytes]).toEqual([3, 30]);
  });

  it('that everybody may use to write are those of files, and of folders without sticky bit', async () => {
    const { worldWritable } = await findingsOf([
      file('app/data', 'x', { mode: 0o666 }),
      file('app/safe', 'x', { mode: 0o664 }),
      { name: 'app/drop', mode: 0o777 },
      { name: 'tmp', mode: 0o1777 },
      { name: 'link', type: 'symlink', linkname: 'app', mode: 0o777 },
    ]);
    expect(paths(worldWritable)).toEqual(['app/data 666 0', 'app/drop 777 0']);
    expect([worldWritable.total, worldWritable.bytes]).toEqual([2, 1]);
  });
});

it('finds nothing in an empty image', async () => {
  const none = { items: [], total: 0, bytes: 0 };
  expect(await findingsOf()).toEqual({
    leaked: none,
    secrets: none,
    overwritten: none,
    caches: none,
    duplicates: none,
    setuid: none,
    worldWritable: none,
    advice: [],
  });
});
