import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { getImage } from '../../electron/engine/get-image';
import { imageHistory } from '../../electron/engine/image-history';
import { importImage } from '../../electron/engine/import-image';
import { inspectImage } from '../../electron/engine/inspect-image';
import { loadImages } from '../../electron/engine/load-images';
import { removeImage } from '../../electron/engine/remove-image';
import { buildBase, buildTinyImage } from '../support/images';
import { buildTar } from '../support/tar';
import { archiveOf, collect, failureOf, kinds, neverAborted, useEngine } from './connected';

const signal = neverAborted;

describe.each(kinds)('archives of the %s engine', (kind) => {
  const subject = useEngine(kind);
  const save = (...images: string[]) => archiveOf(subject.engine, images);
  const load = (content: Buffer) => collect(loadImages(subject.engine, Readable.from([content]), { signal }));

  beforeAll(async () => {
    await buildTinyImage(subject.address, 'kept/one:1', 'one');
    await buildBase(subject.address, 'kept/two:1');
  });

  it('hold all images they were asked for, with their names', async () => {
    expect(await namesIn(await save('kept/one:1', 'kept/two:1'))).toEqual(['kept/one:1', 'kept/two:1']);
  });

  it('bring images back that were removed', async () => {
    const id = await buildTinyImage(subject.address, 'kept/back:1', 'back');
    const archive = await save('kept/back:1');
    await removeImage(subject.engine, { target: 'kept/back:1', force: false });
    const messages = await load(archive);
    expect(messages.map(({ stream }) => stream)).toContain('Loaded image: kept/back:1\n');
    expect((await getImage(subject.engine, 'kept/back:1'))?.id).toBe(id);
  });

  it('are loaded while they come, in whatever pieces', async () => {
    const archive = await save('kept/one:1');
    const pieces = Array.from({ length: Math.ceil(archive.length / 1000) }, (_, index) =>
      archive.subarray(index * 1000, (index + 1) * 1000),
    );
    const messages = await collect(loadImages(subject.engine, Readable.from(pieces), { signal }));
    expect(messages.at(-1)?.stream).toBe('Loaded image: kept/one:1\n');
  });

  it('are loaded compressed', async () => {
    expect((await load(gzipSync(await save('kept/one:1')))).at(-1)?.stream).toBe(
      'Loaded image: kept/one:1\n',
    );
  });

  it('are not made of images that are missing', async () => {
    expect(await failureOf(save('kept/gone:1'))).toMatchObject({
      code: 'not-found',
      params: { reference: 'kept/gone:1' },
    });
  });

  it.each([
    ['no archive', () => Buffer.alloc(3000, 'a')],
    ['a large file that is no archive', () => Buffer.alloc(40_000_000, 'a')],
    ['an empty archive', () => Buffer.alloc(1024)],
    ['nothing', () => Buffer.alloc(0)],
  ])('that are %s are refused', async (_, content) => {
    expect(await failureOf(load(content()))).toMatchObject({ code: 'bad-archive' });
  });

  it('that cannot be read to their end fail with the reason and leave no image', async () => {
    const archive = await save('kept/two:1');
    await removeImage(subject.engine, { target: 'kept/two:1', force: true });
    const broken = Readable.from(
      (async function* () {
        yield archive.subarray(0, archive.length / 2);
        throw Object.assign(new Error('the disk is gone'), { code: 'EIO' });
      })(),
    );
    await expect(collect(loadImages(subject.engine, broken, { signal }))).rejects.toThrow();
    expect(await getImage(subject.engine, 'kept/two:1')).toBeNull();
    await load(archive);
  });
});

describe.each(kinds)('root file systems on the %s engine', (kind) => {
  const subject = useEngine(kind);
  const importing = (content: Buffer, reference: string | undefined, changes: string[] = []) =>
    collect(
      importImage(
        subject.engine,
        Readable.from([content]),
        { reference, message: 'from a tar', changes },
        { signal },
      ),
    );
  const tar = () => buildTar([{ name: 'etc/os-release', content: 'ID=mine\n' }]);

  it('become images of one layer with a name and settings', async () => {
    const messages = await importing(await tar(), 'brought/in:1', ['CMD ["/bin/sh"]', 'ENV A=b']);
    const image = await inspectImage(subject.engine, 'brought/in:1');
    expect(messages.at(-1)?.status).toBe(image.id);
    expect(image).toMatchObject({ config: { command: ['/bin/sh'], environment: ['A=b'] } });
    expect(image.layers).toHaveLength(1);
    expect(image.layers[0]).toBe(
      `sha256:${createHash('sha256')
        .update(await tar())
        .digest('hex')}`,
    );
    expect((await imageHistory(subject.engine, image.id))[0]?.comment).toBe('from a tar');
  });

  it('become images without a name', async () => {
    const messages = await importing(await buildTar([{ name: 'nameless', content: kind }]), undefined);
    expect((await getImage(subject.engine, messages.at(-1)?.status ?? ''))?.references).toEqual([]);
  });

  it('are not taken from what is no archive', async () => {
    expect(await failureOf(importing(Buffer.alloc(3000, 'a'), 'brought/bad:1'))).toMatchObject({
      code: 'bad-archive',
    });
  });

  it.each([
    ['an instruction that makes layers', 'brought/bad:2', ['RUN x'], 'bad-input'],
    ['a name that is none', 'Upper', [], 'bad-reference'],
  ])('are not taken with %s', async (_, reference, changes, code) => {
    expect(await failureOf(importing(await tar(), reference, changes))).toMatchObject({ code });
  });
});

/** The names in the archive's `manifest.json`, sorted. */
async function namesIn(archive: Buffer): Promise<string[]> {
  for await (const entry of Readable.from([archive]).pipe(extract())) {
    if (entry.header.name !== 'manifest.json') {
      entry.resume();
      continue;
    }
    const text = Buffer.concat(await collect(entry as AsyncIterable<Buffer>)).toString('utf8');
    return (JSON.parse(text) as { RepoTags: string[] }[]).flatMap(({ RepoTags }) => RepoTags).sort();
  }
  throw new Error('the archive has no manifest.json');
}
