import { describe, expect, it } from 'vitest';
import { TarWalker } from '../../../electron/core/tar/walker';
import { base256, blocks, ending, header, longLink, longName, member, pax } from '../../support/raw-tar';
import { buildTar } from '../../support/tar';
import { walk } from './walk';

const tar = (...parts: Buffer[]) => Buffer.concat([...parts, ending]);
const deep = `${'folder/'.repeat(40)}file`;

describe('formats', () => {
  it('reads what a packing library writes', async () => {
    const packed = await buildTar([
      { name: 'etc', mode: 0o755 },
      { name: 'etc/passwd', content: 'root' },
      { name: 'bin', type: 'symlink', linkname: 'usr/bin' },
      { name: 'etc/same', type: 'link', linkname: 'etc/passwd' },
      { name: deep, content: 'far down' },
    ]);
    expect(walk(packed)).toEqual([
      '5 etc 0 @512',
      '0 etc/passwd 4 @1024',
      '  root',
      '2 bin -> usr/bin 0 @2048',
      '1 etc/same -> etc/passwd 0 @2560',
      expect.stringMatching(`^0 ${deep} 8 @`),
      '  far down',
    ]);
  });

  it('puts the prefix of ustar before the name, and not what GNU keeps there', () => {
    expect(walk(tar(member({ name: 'name', prefix: 'a/b' })))).toEqual(['0 a/b/name 0 @512']);
    expect(walk(tar(member({ name: 'name', prefix: '12345670123', format: 'gnu' })))).toEqual([
      '0 name 0 @512',
    ]);
    const full = { name: 'n'.repeat(100), prefix: 'p'.repeat(155) };
    expect(walk(tar(member(full)))).toEqual([`0 ${full.prefix}/${full.name} 0 @512`]);
  });

  it('follows long names and links of GNU', () => {
    const long = 'n'.repeat(300);
    const link = 'l'.repeat(4000);
    expect(
      walk(
        tar(
          longLink(link),
          longName(long),
          member({ name: 'n', type: '2', format: 'gnu' }),
          member({ name: 'b' }),
        ),
      ),
    ).toEqual([expect.stringMatching(`^2 ${long} -> ${link} 0 @`), expect.stringMatching('^0 b 0 @')]);
  });

  it('follows pax records: path, linkpath, size, and others', () => {
    const records = {
      path: deep,
      size: '5',
      'SCHILY.xattr.user.x': 'a=b\nc',
      mtime: '1700000000.75',
      uid: '99',
    };
    expect(
      walk(tar(pax(records), header({ name: 'short' }), blocks('hello'), member({ name: 'next' }))),
    ).toEqual([`0 ${deep} 5 @1536`, '  hello', '0 next 0 @2560']);
    expect(walk(tar(pax({ linkpath: deep }), member({ name: 'l', type: '2' })))).toEqual([
      `2 l -> ${deep} 0 @1536`,
    ]);
    expect(walk(tar(pax({ path: '' }), member({ name: 'kept' })))).toEqual(['0 kept 0 @1536']);
  });

  it('holds global pax records until another says otherwise', () => {
    expect(
      walk(
        tar(
          pax({ path: 'all' }, 'g'),
          member({ name: 'a' }),
          pax({ path: 'one' }),
          member({ name: 'b' }),
          member({ name: 'c' }),
        ),
      ),
    ).toEqual(['0 all 0 @1536', '0 one 0 @3072', '0 all 0 @3584']);
  });

  it('takes owner and time from pax records', () => {
    const seen: number[][] = [];
    const walker = new TarWalker({
      member({ mode, uid, gid, mtime }) {
        seen.push([mode, uid, gid, mtime]);
        return false;
      },
      data: () => undefined,
      memberEnd: () => undefined,
      damage: () => undefined,
    });
    walker.push(
      tar(
        pax({ uid: '3000000', gid: '12', mtime: '-1.5' }),
        member({ name: 'a', mode: 0o4755, uid: 1, gid: 2, mtime: 3 }),
        member({ name: 'b', mode: 0o644, uid: 1, gid: 2, mtime: 3 }),
      ),
    );
    expect(seen).toEqual([
      [0o4755, 3_000_000, 12, -2],
      [0o644, 1, 2, 3],
    ]);
  });

  it('reads base-256 numbers', () => {
    const size = base256(5n);
    expect(walk(tar(header({ name: 'f', size }), blocks('hello')))).toEqual(['0 f 5 @512', '  hello']);
  });

  it('reads sparse files of GNU, their map over several blocks', () => {
    const real = { 483: base256(10n * 2n ** 30n) };
    const first = header({
      name: 's',
      type: 'S',
      size: 5,
      format: 'gnu',
      more: { ...real, 482: Buffer.from([1]) },
    });
    const [map, last] = [Buffer.alloc(512), Buffer.alloc(512)];
    map[504] = 1;
    expect(walk(tar(first, map, last, blocks('hello'), member({ name: 'n' })))).toEqual([
      'S s 5 of 10737418240 @1536',
      '  hello',
      '0 n 0 @2560',
    ]);
  });

  it('reads sparse files of pax', () => {
    const records = {
      'GNU.sparse.name': 'real',
      path: 'GNUSparseFile.1/real',
      'GNU.sparse.realsize': '4096',
    };
    expect(walk(tar(pax(records), header({ name: 's', size: 5 }), blocks('hello')))).toEqual([
      '0 real 5 of 4096 @1536',
      '  hello',
    ]);
  });

  it('takes sums of signed bytes, as old writers made them', () => {
    const name = Buffer.from([0xe4, 0xf6, 0xfc]);
    expect(walk(tar(member({ name, signedSum: true, format: 'v7' })))).toEqual(['0 \xe4\xf6\xfc 0 @512']);
  });

  it('tells folders of the oldest tars by their slash', () => {
    expect(walk(tar(member({ name: 'old/', type: '\0', format: 'v7' })))).toEqual(['5 old/ 0 @512']);
  });

  it('passes over sizes of what has no data', () => {
    expect(walk(tar(header({ name: 'l', type: '2', size: 77, link: 't' }), member({ name: 'n' })))).toEqual([
      '2 l -> t 0 @512',
      '0 n 0 @1024',
    ]);
  });
});

describe('pieces', () => {
  const whole = tar(
    pax({ path: deep }),
    member({ name: 'x' }, 'content of one'),
    longName('n'.repeat(600)),
    member({ name: 'n', format: 'gnu' }, 'y'.repeat(1500)),
    member({ name: 'z', type: '5' }),
    member({ name: 'e' }),
  );

  it.each([1, 2, 3, 511, 512, 513, 1000, 4096])('makes no difference of pieces of %i bytes', (piece) => {
    expect(walk(whole, piece)).toEqual(walk(whole));
  });

  it.each([1, 2, 3, 4])('makes no difference of memory that begins %i bytes later', (shift) => {
    const moved = Buffer.concat([Buffer.alloc(shift), whole]).subarray(shift);
    expect(walk(moved)).toEqual(walk(whole));
    expect(walk(moved, 700)).toEqual(walk(whole));
  });
});

describe('endings', () => {
  const one = member({ name: 'a' }, 'hello');

  it('stops at two empty blocks', () => {
    expect(walk(Buffer.concat([one, ending, member({ name: 'after' })]))).toEqual(['0 a 5 @512', '  hello']);
  });

  it('goes on after a single empty block', () => {
    expect(walk(tar(one, Buffer.alloc(512), member({ name: 'b' })))).toEqual([
      '0 a 5 @512',
      '  hello',
      '0 b 0 @2048',
    ]);
  });

  it('takes a tar without an ending', () => {
    expect(walk(one)).toEqual(['0 a 5 @512', '  hello']);
    expect(walk(Buffer.alloc(0))).toEqual([]);
  });

  it.each([
    ['a header', one.subarray(0, 300), ['! truncated @300']],
    ['content', one.subarray(0, 515), ['0 a 5 @512', '! truncated @515']],
    ['the rest of a block', one.subarray(0, 700), ['0 a 5 @512', '  hello', '! truncated @700']],
    ['an extended header', pax({ path: 'a' }), ['! truncated @1024']],
  ])('says that it ends inside %s', (_where, cut, told) => {
    expect(walk(cut)).toEqual(told);
  });

  it('says that an extended header has no member', () => {
    expect(walk(tar(pax({ path: 'a' })))).toEqual(['! broken-extension @1024']);
  });
});

describe('damage', () => {
  const junk = Buffer.alloc(1536, 0xaa);

  it('finds the next header after blocks that are none, and says it once', () => {
    expect(walk(tar(member({ name: 'a' }), junk, member({ name: 'b' }, 'hi')))).toEqual([
      '0 a 0 @512',
      '! broken-header @512',
      '0 b 2 @2560',
      '  hi',
    ]);
  });

  it('forgets extended headers before a broken one', () => {
    expect(walk(tar(pax({ path: 'lost' }), junk, member({ name: 'b' })))).toEqual([
      '! broken-header @1024',
      '0 b 0 @3072',
    ]);
  });

  it('takes no bytes of a header whose size nobody can hold', () => {
    for (const size of [base256(2n ** 62n), base256(2n ** 53n), Buffer.from('99zz9999999\0')]) {
      expect(walk(tar(header({ name: 'huge', size }), member({ name: 'b' })))).toEqual([
        '! broken-header @0',
        '0 b 0 @1024',
      ]);
    }
  });

  it('does not end in a broken header before its ending', () => {
    expect(walk(tar(junk))).toEqual(['! broken-header @0']);
  });

  it.each([
    ['no length', 'path=x\n'],
    ['a length beyond its end', '99 path=x\n'],
    ['a length of nothing', '0 path=x\n'],
    ['no newline', '9 path=x1'],
    ['no key', '5 ab\n'],
    ['a NUL in a path', '10 path=\0x\n'],
  ])('keeps the short name after records with %s', (_what, records) => {
    const broken = member({ name: 'PaxHeaders', type: 'x' }, records);
    expect(walk(tar(broken, member({ name: 'short' })))).toEqual([
      expect.stringMatching('^! broken-extension @'),
      '0 short 0 @1536',
    ]);
  });

  it('passes over an extended header of more than a megabyte', () => {
    const bomb = member({ name: 'PaxHeaders', type: 'x' }, Buffer.alloc(2 ** 20 + 1, 0x31));
    expect(walk(tar(bomb, member({ name: 'short' })), 65_536)).toEqual([
      '! broken-extension @0',
      expect.stringMatching('^0 short 0 @'),
    ]);
  });
});
