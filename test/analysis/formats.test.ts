import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildTar, type TarEntry } from '../support/tar';
import { analyse, figuresOf, newSubject, open, readyAnalysis, type Subject, writeFolder } from './analyses';
import {
  classicArchive,
  currentArchive,
  digestOf,
  gzip,
  ociArchive,
  ociBlobs,
  ociEntries,
  type SampleImage,
  sampleImage,
  sampleLayers,
} from './archives';
import { manyGzipMembers, manyZstdFrames, storedZstdFrame } from './packing';

let subject: Subject;
beforeEach(async () => {
  subject = await newSubject();
});

/** kaniko and skopeo: a config named by its digest, packed layers at the top. */
async function kanikoArchive({ layers, config }: SampleImage): Promise<Buffer> {
  const packed = layers.map(gzip);
  const names = packed.map((blob) => `${digestOf(blob).slice(7)}.tar.gz`);
  const Config = digestOf(config);
  return await buildTar([
    { name: Config, content: config },
    ...packed.map((content, index): TarEntry => ({ name: names[index] ?? '', content })),
    { name: 'manifest.json', content: JSON.stringify([{ Config, RepoTags: ['sample:1'], Layers: names }]) },
  ]);
}

/** buildah and skopeo's docker-archive: layers at the top, and old paths that link to them. */
async function buildahArchive({ layers, config }: SampleImage): Promise<Buffer> {
  const names = layers.map((layer) => `${digestOf(layer).slice(7)}.tar`);
  const Config = `${digestOf(config).slice(7)}.json`;
  return await buildTar([
    ...layers.map((content, index): TarEntry => ({ name: names[index] ?? '', content })),
    ...names.map(
      (name, index): TarEntry => ({
        name: `old-${index}/layer.tar`,
        type: 'symlink',
        linkname: `../${name}`,
      }),
    ),
    { name: Config, content: config },
    {
      name: 'manifest.json',
      content: JSON.stringify([
        { Config, RepoTags: ['sample:1'], Layers: names.map((_, index) => `old-${index}/layer.tar`) },
      ]),
    },
  ]);
}

const withDots = async (sample: SampleImage): Promise<Buffer> => {
  const { blobs, manifest } = ociBlobs(sample);
  const entries = ociEntries(blobs, { schemaVersion: 2, manifests: [manifest] });
  return await buildTar(entries.map((entry) => ({ ...entry, name: `./${entry.name}` })));
};

const formats: Record<string, (sample: SampleImage) => Promise<Buffer>> = {
  'docker save of 20.10': classicArchive,
  'docker save of 25': currentArchive,
  'docker save of containerd with gzip': (sample) => currentArchive(sample, gzip),
  'an OCI layout': ociArchive,
  'an OCI layout with gzip': (sample) => ociArchive(sample, gzip),
  'an OCI layout with estargz': (sample) => ociArchive(sample, manyGzipMembers),
  'an OCI layout with zstd': (sample) => ociArchive(sample, storedZstdFrame),
  'an OCI layout with zstd:chunked': (sample) => ociArchive(sample, manyZstdFrames),
  'kaniko or skopeo': kanikoArchive,
  buildah: buildahArchive,
  'names that begin with a dot': withDots,
  'a packed archive of 20.10': async (sample) => gzipSync(await classicArchive(sample)),
  'a packed OCI layout with packed layers': async (sample) => gzipSync(await ociArchive(sample, gzip)),
  'an archive packed with zstd': async (sample) => storedZstdFrame(await currentArchive(sample)),
};

describe('the same figures come from', () => {
  test.each(Object.entries(formats))('%s', async (_name, write) => {
    await writeFile(join(subject.folder, 'plain.tar'), await ociArchive(subject.image));
    const expected = figuresOf(await analyse(subject.analyst, { path: join(subject.folder, 'plain.tar') }));
    await writeFile(subject.file, await write(subject.image));
    expect(await open(subject.analyst, { path: subject.file })).toEqual({ state: 'unknown' });
    const figures = figuresOf(await analyse(subject.analyst, { path: subject.file }));
    expect(figures).toEqual(expected);
    expect(figures).toMatchObject({
      damage: [],
      leakedFiles: 2,
      os: 'Sample Linux 1',
      platform: 'linux/amd64',
    });
  });

  test('the folder of a layout', async () => {
    await writeFile(subject.file, await ociArchive(subject.image, gzip));
    const layout = join(subject.folder, 'layout');
    await mkdir(layout);
    const { blobs, manifest } = ociBlobs(subject.image, gzip);
    await writeFolder(layout, ociEntries(blobs, { schemaVersion: 2, manifests: [manifest] }));
    const ofFolder = await analyse(subject.analyst, { path: layout });
    expect(figuresOf(ofFolder)).toEqual(figuresOf(await analyse(subject.analyst, { path: subject.file })));
    expect(readyAnalysis(ofFolder).image).toBe('layout');
  });
});

describe('instructions', () => {
  test('stand beside the layers that they made', async () => {
    await writeFile(subject.file, await currentArchive(subject.image));
    const { layers } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(layers.map(({ createdBy }) => createdBy)).toEqual(['RUN step 0', 'RUN step 1', 'RUN step 2']);
  });

  test('are empty without a history', async () => {
    await writeFile(subject.file, await currentArchive(await sampleImage({ history: false })));
    const { layers, damage } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(layers.map(({ createdBy }) => createdBy)).toEqual(['', '', '']);
    expect(damage).toEqual([]);
  });

  test('are named as not fitting when there are more or fewer of them', async () => {
    const config = JSON.parse(subject.image.config) as { history: object[] };
    const short = {
      ...subject.image,
      config: JSON.stringify({ ...config, history: config.history.slice(0, 3) }),
    };
    await writeFile(subject.file, await currentArchive(short));
    const { damage } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
    expect(damage).toEqual([{ layer: null, kind: 'history-mismatch', offset: 0 }]);
  });
});

test('layers that repeat are read once and count twice', async () => {
  const [base = [], ...others] = sampleLayers;
  const twice = await sampleImage({ layers: [base, ...others, base] });
  await writeFile(subject.file, await classicArchive(twice));
  const { layers } = readyAnalysis(await analyse(subject.analyst, { path: subject.file }));
  expect(layers[3]).toMatchObject({ diffId: layers[0]?.diffId, sizeBytes: layers[0]?.sizeBytes });
});

describe('an archive of several images', () => {
  const armed = { os: 'linux', architecture: 'arm64' };

  async function platforms(): Promise<Buffer> {
    const arm = await sampleImage({ platform: armed, layers: sampleLayers.slice(0, 1) });
    const [first, second] = [ociBlobs(subject.image), ociBlobs(arm)];
    const statement = JSON.stringify({
      layers: [{ mediaType: 'application/vnd.in-toto+json', digest: digestOf('x') }],
    });
    const attestation = {
      digest: digestOf(statement),
      size: statement.length,
      platform: { os: 'unknown', architecture: 'unknown' },
    };
    const index = JSON.stringify({
      manifests: [first.manifest, { ...second.manifest, platform: armed }, attestation],
    });
    const blobs = [
      ...first.blobs,
      ...second.blobs,
      { name: `blobs/sha256/${digestOf(index).slice(7)}`, content: index },
      { name: `blobs/sha256/${digestOf(statement).slice(7)}`, content: statement },
    ];
    const annotations = { 'io.containerd.image.name': 'docker.io/library/sample:1' };
    return await buildTar(ociEntries(blobs, { manifests: [{ digest: digestOf(index), annotations }] }));
  }

  test('asks for the platform before anything is read', async () => {
    await writeFile(subject.file, await platforms());
    expect(await open(subject.analyst, { path: subject.file })).toEqual({
      state: 'choose',
      images: [
        { image: 'sample:1', references: ['sample:1'], platform: 'linux/amd64' },
        { image: 'sample:1', references: ['sample:1'], platform: 'linux/arm64' },
      ],
    });
    const chosen = await analyse(subject.analyst, { path: subject.file, platform: 'linux/arm64' });
    expect(readyAnalysis(chosen)).toMatchObject({ platform: 'linux/arm64', layers: [{ index: 0 }] });
  });

  test('names what is not there', async () => {
    await writeFile(subject.file, await platforms());
    await expect(
      open(subject.analyst, { path: subject.file, platform: 'linux/s390x' }),
    ).rejects.toMatchObject({
      appError: { code: 'not-found', params: { reference: 'linux/s390x' } },
    });
  });

  test('takes names in every spelling, also when it is packed', async () => {
    const other = await sampleImage({ layers: sampleLayers.slice(0, 2) });
    const [first, second] = [ociBlobs(subject.image), ociBlobs(other)];
    const named = (name: string) => ({ annotations: { 'org.opencontainers.image.ref.name': name } });
    const bytes = await buildTar(
      ociEntries([...first.blobs, ...second.blobs], {
        manifests: [
          { ...first.manifest, ...named('docker.io/library/one:2') },
          { ...second.manifest, ...named('latest') },
        ],
      }),
    );
    await writeFile(subject.file, gzipSync(bytes));
    expect(await analyse(subject.analyst, { path: subject.file })).toMatchObject({ state: 'choose' });
    expect(
      readyAnalysis(await open(subject.analyst, { path: subject.file, image: 'one:2' })).layers,
    ).toHaveLength(3);
    expect(
      readyAnalysis(await open(subject.analyst, { path: subject.file, image: 'latest' })).layers,
    ).toHaveLength(2);
    expect(
      readyAnalysis(await open(subject.analyst, { path: subject.file, image: second.manifest.digest }))
        .layers,
    ).toHaveLength(2);
  });
});
