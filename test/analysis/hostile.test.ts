import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildTar } from '../support/tar';
import { analyse, newAnalyst, newSubject, open, readyAnalysis, type Subject, writeFolder } from './analyses';
import { currentArchive, digestOf, gzip, ociBlobs, ociEntries, plain } from './archives';
import { storedZstdFrame } from './packing';

let subject: Subject;
beforeEach(async () => {
  subject = await newSubject();
});

/** An archive whose blobs the test changes. */
async function changed(
  change: (name: string, content: Buffer) => Buffer | null,
  pack = plain,
): Promise<Buffer> {
  const { blobs, manifest } = ociBlobs(subject.image, pack);
  const kept = blobs.flatMap(({ name, content }) => {
    const next = change(name, Buffer.from(content));
    return next === null ? [] : [{ name, content: next }];
  });
  return await buildTar(ociEntries(kept, { manifests: [manifest] }));
}

const blobOf = (layer: number, pack = plain): string => {
  const { packed } = ociBlobs(subject.image, pack);
  return `blobs/sha256/${digestOf(packed[layer] ?? '').slice(7)}`;
};

describe('the rest is answered, with the damage named, when', () => {
  test('a layer is not there', async () => {
    await writeFile(subject.file, await changed((name, content) => (name === blobOf(1) ? null : content)));
    const analysis = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(analysis.damage).toEqual([{ layer: 1, kind: 'missing-blob', offset: 0 }]);
    expect(analysis.layers.map(({ entries }) => entries)).toEqual([8, 0, 3]);
  });

  test('a packed layer is broken in its middle', async () => {
    const broken = (name: string, content: Buffer): Buffer =>
      name === blobOf(0, gzip)
        ? Buffer.concat([content.subarray(0, 60), Buffer.alloc(60, 0xff), content.subarray(120)])
        : content;
    await writeFile(subject.file, await changed(broken, gzip));
    const { damage, layers } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage).toContainEqual({ layer: 0, kind: 'broken-compression', offset: 0 });
    expect(layers.slice(1).map(({ entries }) => entries)).toEqual([6, 3]);
  });

  test('a packed layer ends early', async () => {
    const half = (name: string, content: Buffer): Buffer =>
      name === blobOf(0, storedZstdFrame) ? content.subarray(0, content.length / 2) : content;
    await writeFile(subject.file, await changed(half, storedZstdFrame));
    const { damage } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage).toContainEqual({ layer: 0, kind: 'broken-compression', offset: 0 });
  });

  test('a window would take too much memory', async () => {
    // A window of 2 GiB (RFC 8878, 3.1.1.1.2: exponent 21).
    const huge = (layer: Buffer): Buffer => {
      const frame = storedZstdFrame(layer);
      frame[5] = 21 << 3;
      return frame;
    };
    await writeFile(subject.file, await changed((_name, content) => content, huge));
    const { damage } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage.filter(({ kind }) => kind === 'broken-compression')).toHaveLength(3);
  });

  test('the config is not there', async () => {
    const config = `blobs/sha256/${digestOf(subject.image.config).slice(7)}`;
    await writeFile(subject.file, await changed((name, content) => (name === config ? null : content)));
    const { damage, layers } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage).toEqual([{ layer: null, kind: 'missing-blob', offset: 0 }]);
    expect(layers.map(({ entries }) => entries)).toEqual([8, 6, 3]);
  });

  test('an archive ends inside its last blob, after its lists', async () => {
    const { blobs, manifest } = ociBlobs(subject.image);
    const entries = ociEntries(blobs, { manifests: [manifest] });
    const [last] = entries.filter(({ name }) => name === blobOf(0));
    const bytes = await buildTar([
      ...entries.filter(({ name }) => name !== blobOf(0)),
      ...(last ? [last] : []),
    ]);
    await writeFile(subject.file, bytes.subarray(0, bytes.length - 5_000));
    const { damage } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage).toContainEqual(expect.objectContaining({ layer: null, kind: 'truncated' }));
    expect(damage).toContainEqual(expect.objectContaining({ layer: 0, kind: 'truncated' }));
  });
});

test('what is damaged is not kept as if it were whole', async () => {
  await writeFile(subject.file, await changed((name, content) => (name === blobOf(1) ? null : content)));
  await analyse(subject.analyst, { path: subject.file });
  expect(await open(newAnalyst(join(subject.folder, 'cache')), { path: subject.file })).toEqual({
    state: 'unknown',
  });
});

describe('a clear error is given for', () => {
  const refused = async (bytes: Buffer, detail: RegExp): Promise<void> => {
    await writeFile(subject.file, bytes);
    await expect(analyse(subject.analyst, { path: subject.file })).rejects.toMatchObject({
      appError: {
        code: 'bad-archive',
        params: { path: subject.file },
        detail: expect.stringMatching(detail),
      },
    });
  };

  test('an archive that ends before its lists', async () => {
    const bytes = await currentArchive(subject.image);
    await refused(bytes.subarray(0, 20_000), /no manifest.json/);
    await refused(gzipSync(bytes.subarray(0, 20_000)), /no manifest.json/);
  });

  test('a tar that holds no images', async () => {
    await refused(
      await buildTar([{ name: 'etc/' }, { name: 'etc/passwd', content: 'root' }]),
      /no manifest.json/,
    );
  });

  test('what is neither a tar nor packed in a known way', async () => {
    await refused(Buffer.from('FROM scratch\n'), /neither a tar nor packed/);
    await refused(Buffer.alloc(0), /neither a tar nor packed/);
  });

  test('a list that is no JSON, or too long to be one', async () => {
    await refused(await buildTar([{ name: 'manifest.json', content: '[{' }]), /is no JSON/);
    const long = `[${' '.repeat(9 * 1024 * 1024)}]`;
    await refused(await buildTar([{ name: 'manifest.json', content: long }]), /too long/);
    await refused(gzipSync(await buildTar([{ name: 'manifest.json', content: long }])), /too long/);
  });

  test('indexes that lead in a circle', async () => {
    // No digest can name itself, but nobody checks: the path is what counts.
    const digest = digestOf('circle');
    const index = { manifests: [{ digest }] };
    await refused(
      await buildTar([
        { name: `blobs/sha256/${digest.slice(7)}`, content: JSON.stringify(index) },
        { name: 'index.json', content: JSON.stringify(index) },
      ]),
      /no image whose manifest is there/,
    );
  });

  test('indexes that do not end', async () => {
    const names = Array.from({ length: 12 }, (_, depth) => digestOf(`depth ${depth}`));
    const blobs = names.slice(0, -1).map((digest, depth) => ({
      name: `blobs/sha256/${digest.slice(7)}`,
      content: JSON.stringify({ manifests: [{ digest: names[depth + 1] }] }),
    }));
    await refused(await buildTar(ociEntries(blobs, { manifests: [{ digest: names[0] }] })), /do not end/);
  });

  test('a list of manifests that are not there', async () => {
    const manifests = [{ digest: digestOf('nothing') }];
    await refused(await buildTar(ociEntries([], { manifests })), /no image whose manifest is there/);
  });
});

test('digests and paths never lead out of a folder', async () => {
  const secret = { rootfs: { diff_ids: ['sha256:a'] }, os: 'secret', architecture: 'secret' };
  await writeFile(join(subject.folder, 'outside.json'), JSON.stringify(secret));
  const layout = join(subject.folder, 'layout');
  const list = [{ Config: '../outside.json', RepoTags: ['out:1'], Layers: ['../outside.json'] }];
  await writeFolder(layout, [{ name: 'manifest.json', content: JSON.stringify(list) }]);
  const { platform, damage } = readyAnalysis(await analyse(subject.analyst, { path: layout }));
  expect(platform).toBe('');
  expect(damage).toContainEqual({ layer: 0, kind: 'missing-blob', offset: 0 });
});

test('an archive cannot say what the layers of others hold', async () => {
  const honest = join(subject.folder, 'honest.tar');
  await writeFile(honest, await currentArchive(subject.image));
  const lying = await changed((name, content) =>
    name === blobOf(0) ? (subject.image.layers[2] ?? content) : content,
  );
  await writeFile(subject.file, lying);
  expect(readyAnalysis(await analyse(subject.analyst, { path: subject.file })).layers[0]?.entries).toBe(3);
  expect(readyAnalysis(await analyse(subject.analyst, { path: honest })).layers[0]?.entries).toBe(8);
});

test('reading stops where somebody cancels', async () => {
  await writeFile(
    subject.file,
    gzipSync(await buildTar([{ name: 'big', content: Buffer.alloc(64 * 1024 * 1024) }])),
  );
  const stop = new AbortController();
  const reading = analyse(subject.analyst, { path: subject.file }, stop.signal);
  stop.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});
