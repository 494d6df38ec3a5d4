import { describe, expect, it } from 'vitest';
import { PathResolver } from '../../../electron/core/findings/contents/path-resolver';
import { displayPath } from '../../../electron/core/image-tree/paths';
import type { TarEntry } from '../../support/tar';
import { file, imageOf, whiteout } from './made-image';

const link = (name: string, linkname: string): TarEntry => ({ name, type: 'symlink', linkname });

/** Where paths lead, and which regular files are there. */
async function follow(layers: TarEntry[][], ...paths: string[]) {
  const { tree } = await imageOf(...layers);
  const resolver = new PathResolver(tree);
  const shown = (node: number | null) => (node === null ? 'nowhere' : `/${displayPath(tree, node)}`);
  return paths.map((path) => `${shown(resolver.resolve(path))}, ${shown(resolver.file(path))}`);
}

describe('paths inside an image', () => {
  it('lead through links as in a container, and never out of it', async () => {
    const image = [
      file('usr/bin/sh', 'x'),
      link('bin', 'usr/bin'),
      link('usr/share/up', '../../../../usr'),
      link('srv/deep/absolute', '/bin/sh'),
      { name: 'srv/hard', type: 'link', linkname: './usr/bin/sh' } as const,
    ];
    expect(
      await follow([image], 'bin/sh', '/usr/share/up/bin/./sh', '../../srv/deep/absolute', 'srv/hard', 'usr'),
    ).toEqual([
      '/usr/bin/sh, /usr/bin/sh',
      '/usr/bin/sh, /usr/bin/sh',
      '/usr/bin/sh, /usr/bin/sh',
      '/srv/hard, /usr/bin/sh',
      '/usr, nowhere',
    ]);
  });

  it('lead nowhere where something was removed', async () => {
    expect(await follow([[file('a/b', 'x')], [whiteout('a')]], 'a', 'a/b', 'c')).toEqual(
      Array(3).fill('nowhere, nowhere'),
    );
  });

  it('lead through forty links and no more, as on Linux', async () => {
    const chain = Array.from({ length: 41 }, (_, index) => link(`l${index}`, `l${index + 1}`));
    expect(await follow([[...chain, file('l41', 'x')]], 'l1', 'l0')).toEqual([
      '/l41, /l41',
      'nowhere, nowhere',
    ]);
    const hard: TarEntry = { name: 'h', type: 'link', linkname: 'h' };
    expect(await follow([[hard]], 'h')).toEqual(['/h, nowhere']);
  });
});
