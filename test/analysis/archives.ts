import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { buildTar, type TarEntry } from '../support/tar';

/** Layers of one small image, base first: a whiteout, an opaque folder, a leaked key, an overwritten file. */
export const sampleLayers: TarEntry[][] = [
  [
    { name: 'etc/' },
    { name: 'etc/os-release', content: 'NAME="Sample"\nID=sample\nPRETTY_NAME="Sample Linux 1"\n' },
    { name: 'app/' },
    { name: 'app/old.txt', content: 'old\n' },
    { name: 'app/data/' },
    { name: 'app/data/a.bin', content: Buffer.alloc(5000, 1) },
    { name: 'root/' },
    { name: 'root/id_rsa', content: `-----BEGIN OPENSSH PRIVATE KEY-----\n${'k'.repeat(200)}\n` },
  ],
  [
    { name: 'root/' },
    { name: 'root/.wh.id_rsa', content: '' },
    { name: 'app/' },
    { name: 'app/old.txt', content: 'new and longer\n' },
    { name: 'app/link', type: 'link', linkname: 'app/old.txt' },
    { name: 'app/pointer', type: 'symlink', linkname: '/etc/os-release' },
  ],
  [
    { name: 'app/data/' },
    { name: 'app/data/.wh..wh..opq', content: '' },
    { name: 'app/data/b.txt', content: '你好，世界\n' },
  ],
];

export const digestOf = (bytes: Buffer | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const hexOf = (bytes: Buffer | string): string => digestOf(bytes).slice('sha256:'.length);

export interface SampleImage {
  layers: Buffer[];
  config: string;
}

export interface ImageOptions {
  layers?: TarEntry[][];
  platform?: { os: string; architecture: string };
  history?: boolean;
}

/** The tars and the config of an image. */
export async function sampleImage(options: ImageOptions = {}): Promise<SampleImage> {
  const { platform = { os: 'linux', architecture: 'amd64' }, history = true } = options;
  const layers = await Promise.all((options.layers ?? sampleLayers).map((entries) => buildTar(entries)));
  const steps = layers.map((_layer, index) => ({ created_by: `RUN step ${index}` }));
  const config = {
    ...platform,
    config: {},
    rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    ...(history ? { history: [{ created_by: 'ENV A=1', empty_layer: true }, ...steps] } : {}),
  };
  return { layers, config: JSON.stringify(config) };
}

/** `docker save` of 20.10: a folder for each layer, a repeated layer as a symbolic link. */
export async function classicArchive({ layers, config }: SampleImage, tags = ['sample:1']): Promise<Buffer> {
  const seen = new Map<string, string>();
  const entries: TarEntry[] = [];
  const paths: string[] = [];
  for (const [index, layer] of layers.entries()) {
    const id = hexOf(`layer ${index}`);
    const first = seen.get(digestOf(layer));
    entries.push(
      { name: `${id}/` },
      { name: `${id}/VERSION`, content: '1.0' },
      { name: `${id}/json`, content: '{}' },
    );
    if (first === undefined) entries.push({ name: `${id}/layer.tar`, content: layer });
    else entries.push({ name: `${id}/layer.tar`, type: 'symlink', linkname: `../${first}/layer.tar` });
    seen.set(digestOf(layer), first ?? id);
    paths.push(`${id}/layer.tar`);
  }
  const name = `${hexOf(config)}.json`;
  return await buildTar([
    ...entries.sort((one, other) => (one.name < other.name ? -1 : 1)),
    { name, content: config },
    { name: 'manifest.json', content: JSON.stringify([{ Config: name, RepoTags: tags, Layers: paths }]) },
    { name: 'repositories', content: '{}' },
  ]);
}

export type Pack = (layer: Buffer) => Buffer;
export const plain: Pack = (layer) => layer;
export const gzip: Pack = (layer) => gzipSync(layer);

const MEDIA = 'application/vnd.oci.image';
const layerType = (pack: Pack): string => `${MEDIA}.layer.v1.tar${pack === gzip ? '+gzip' : ''}`;

interface Blob {
  name: string;
  content: Buffer | string;
}

/** Blobs of an image in an OCI layout, and the descriptor of its manifest. */
export function ociBlobs({ layers, config }: SampleImage, pack: Pack = plain) {
  const packed = layers.map(pack);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${MEDIA}.manifest.v1+json`,
    config: { mediaType: `${MEDIA}.config.v1+json`, digest: digestOf(config), size: config.length },
    layers: packed.map((blob) => ({ mediaType: layerType(pack), digest: digestOf(blob), size: blob.length })),
  });
  const blobs: Blob[] = [...packed, config, manifest].map((content) => ({
    name: `blobs/sha256/${hexOf(content)}`,
    content,
  }));
  return {
    blobs,
    packed,
    manifest: { mediaType: `${MEDIA}.manifest.v1+json`, digest: digestOf(manifest), size: manifest.length },
  };
}

/** Members of an OCI layout, blobs by digest first and its lists last, as engines write them. */
export function ociEntries(blobs: Blob[], index: unknown): TarEntry[] {
  const unique = [...new Map(blobs.map((blob) => [blob.name, blob])).values()];
  return [
    { name: 'blobs/' },
    { name: 'blobs/sha256/' },
    ...unique.sort((one, other) => (one.name < other.name ? -1 : 1)),
    { name: 'index.json', content: JSON.stringify(index) },
    { name: 'oci-layout', content: '{"imageLayoutVersion": "1.0.0"}' },
  ];
}

/** A plain OCI archive with one image. */
export async function ociArchive(image: SampleImage, pack: Pack = plain, name = 'sample:1'): Promise<Buffer> {
  const { blobs, manifest } = ociBlobs(image, pack);
  const annotations = { 'io.containerd.image.name': `docker.io/library/${name}` };
  return await buildTar(ociEntries(blobs, { schemaVersion: 2, manifests: [{ ...manifest, annotations }] }));
}

/** `docker save` of 25 and later: an OCI layout with `manifest.json`. */
export async function currentArchive(image: SampleImage, pack: Pack = plain): Promise<Buffer> {
  const { blobs, manifest, packed } = ociBlobs(image, pack);
  const annotations = { 'io.containerd.image.name': 'docker.io/library/sample:1' };
  const list = [
    {
      Config: `blobs/sha256/${hexOf(image.config)}`,
      RepoTags: ['sample:1'],
      Layers: packed.map((blob) => `blobs/sha256/${hexOf(blob)}`),
    },
  ];
  return await buildTar([
    ...ociEntries(blobs, { schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
    { name: 'manifest.json', content: JSON.stringify(list) },
  ]);
}
