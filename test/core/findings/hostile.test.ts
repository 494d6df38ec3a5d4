import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findings, imageContents } from '../../../electron/contract';
import { findFindings, keepContent, readContents } from '../../../electron/core/findings';
import { parseElf } from '../../../electron/core/findings/contents/elf';
import { parseOsRelease } from '../../../electron/core/findings/contents/os-release';
import {
  digestApk,
  digestDpkg,
  listedPackages,
} from '../../../electron/core/findings/contents/package-databases';
import { makeElf } from './made-elf';
import { file, imageOf } from './made-image';

/** A valid file with some bytes turned into others, and its end cut off. */
const damaged = (content: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.integer({ min: 0, max: content.length }),
    )
    .map(([changes, length]) => {
      const copy = Buffer.from(content);
      for (const [at, byte] of changes) copy[at] = byte;
      return copy.subarray(0, length);
    });

describe('hostile programs', () => {
  const elf = makeElf({ interpreter: '/lib/ld.so', needed: ['liba.so', 'libb.so'], runPath: '$ORIGIN' });

  it('are read as far as they make sense, and never beyond their end', () => {
    fc.assert(
      fc.property(
        fc.oneof(damaged(elf), damaged(makeElf({ wide: false, needed: ['libc.so'] }))),
        (content) => {
          const facts = parseElf(content);
          if (facts === null) return;
          const texts = [facts.interpreter, ...facts.needed, ...facts.searchPaths];
          expect(facts.needed.length).toBeLessThanOrEqual(256);
          for (const text of texts) expect(content.toString('latin1')).toContain(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('say nothing when their texts do not end', () => {
    const endless = makeElf({ needed: ['libc.so'] });
    const at = endless.indexOf('libc.so') + 'libc.so'.length;
    endless.fill(0x61, at, endless.indexOf(0, at) + 1);
    expect(parseElf(endless.subarray(0, at + 1))?.needed).toEqual([]);
  });

  it('are none that only begin like one', () => {
    for (const text of ['', '\x7fELF', `\x7fELF\x09\x09${'\0'.repeat(100)}`, 'MZ'.repeat(100)]) {
      expect(parseElf(Buffer.from(text, 'latin1'))).toBeNull();
    }
  });
});

describe('hostile databases', () => {
  const digests = [digestDpkg, digestApk];

  it('of any bytes give a list or nothing, and the same each time', () => {
    const lines = fc.constantFrom(
      'Package: a',
      'Version: 1',
      'Status: x',
      'P:a',
      'V:1\t2',
      'A:',
      ':',
      '',
      '\r',
      ' x',
    );
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(lines).map((all) => Buffer.from(all.join('\n'))),
    );
    fc.assert(
      fc.property(content, (given) => {
        for (const digest of digests) {
          const kept = digest(given);
          expect(digest(given)).toEqual(kept);
          for (const { name } of listedPackages(kept)) expect(name).not.toBe('');
        }
        parseOsRelease(given);
      }),
    );
  });

  it('of one endless line or of fields that come again are read in one pass', () => {
    const long = Buffer.alloc(4 * 1024 * 1024, 'Package: ');
    expect(digestDpkg(long)).toBeNull();
    const again = Buffer.from(
      'Package: a\nPackage: b\nVersion: 1\nVersion: 2\nStatus: install ok installed\n',
    );
    expect(listedPackages(digestDpkg(again))).toEqual([{ name: 'a', version: '1', architecture: '' }]);
  });
});

describe('hostile contents of likely secrets', () => {
  it('are judged, whatever bytes they are', () => {
    const names = fc.constantFrom(
      '.env',
      'id_rsa',
      'a.key',
      'a.p12',
      '.npmrc',
      'etc/shadow',
      '.docker/config.json',
      'a.jks',
    );
    fc.assert(
      fc.property(names, fc.uint8Array({ minLength: 1, maxLength: 200 }), (name, content) => {
        const keep = keepContent(Buffer.from(name), content.length);
        if (typeof keep === 'function') keep(content);
      }),
    );
  });

  it('are looked at by name in any bytes, and never when large or empty', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (path) => {
        expect(keepContent(path, 0)).toBe(false);
        expect(keepContent(path, 2 ** 40)).toBe(false);
        keepContent(path, 10);
      }),
    );
    expect(keepContent(Buffer.from('a/id_rsa'), 64 * 1024 + 1)).toBe(false);
    expect(keepContent(Buffer.from('var/lib/dpkg/status'), 16 * 1024 * 1024)).not.toBe(false);
  });
});

describe('hostile images', () => {
  it('with links in circles and names of any kind get answers that fit the contract', async () => {
    const folders = Array.from({ length: 60 }, (_, index) => ({
      name: `l${index}`,
      type: 'symlink' as const,
      linkname: `l${index + 1}/l${index + 1}`,
    }));
    const { tree, readFile } = await imageOf([
      ...folders,
      { name: 'etc/os-release', type: 'symlink', linkname: '../l0' },
      { name: 'bin/sh', type: 'link', linkname: 'bin/sh' },
      { name: 'lib', type: 'symlink', linkname: '../../../lib' },
      file('a\u202eb/.env', 'A=b', { mode: 0o4666 }),
      file('app', makeElf({ needed: ['../../etc/passwd', '\u0007', 'a'.repeat(255)] }), { mode: 0o755 }),
    ]);
    const found = findings.parse(findFindings(tree));
    expect(found.secrets.items[0]?.path).toBe('a\\u{202e}b/.env');
    const contents = imageContents.parse(await readContents(tree, readFile));
    expect(contents.hasSystem).toBe(false);
    expect(contents.programs[0]?.missing).toEqual(['../../etc/passwd', '\\u{0007}', 'a'.repeat(255)]);
  });
});
