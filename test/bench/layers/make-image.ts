import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { layerMembers } from './layer-members';
import type { Recipe } from './recipe';

/** An image on disk, for engines to load and for archives to be read. */
export interface MadeImage {
  /** A tar that every engine loads: OCI layout and Docker's own list of images. */
  archive: string;
  /** The layers themselves, base first, not packed. */
  layers: string[];
}

interface Blob {
  digest: string;
  size: number;
  file: string;
}

const OCI = 'application/vnd.oci.image';

/** Makes an image by a recipe inside a folder. */
export async function makeImage(recipe: Recipe, folder: string): Promise<MadeImage> {
  const layers: string[] = [];
  const blobs: Blob[] = [];
  const diffIds: string[] = [];
  for (let index = 0; index < recipe.layers; index += 1) {
    const file = join(folder, `layer-${index}.tar`);
    await writeLayer(recipe, index, file);
    const plain = await blobOf(file);
    layers.push(file);
    diffIds.push(plain.digest);
    blobs.push(recipe.gzip ? await packed(file) : plain);
  }
  const archive = join(folder, 'image.tar');
  await writeArchive(recipe, archive, blobs, diffIds);
  if (recipe.gzip) for (const { file } of blobs) await rm(file);
  return { archive, layers };
}

async function writeLayer(recipe: Recipe, index: number, file: string): Promise<void> {
  const tar = pack();
  const writing = pipeline(tar, createWriteStream(file));
  for (const { header, content } of layerMembers(recipe, index)) await add(tar, header, content);
  tar.finalize();
  await writing;
}

function add(tar: Pack, header: Parameters<Pack['entry']>[0], content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry(header, content, (error) => (error ? reject(error) : resolve()));
  });
}

async function packed(file: string): Promise<Blob> {
  const target = `${file}.gz`;
  await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(target));
  return await blobOf(target);
}

async function blobOf(file: string): Promise<Blob> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { digest: `sha256:${hash.digest('hex')}`, size: (await stat(file)).size, file };
}

async function writeArchive(
  recipe: Recipe,
  archive: string,
  blobs: Blob[],
  diffIds: string[],
): Promise<void> {
  const created = '2024-01-01T00:00:00Z';
  const config = json({
    architecture: 'amd64',
    os: 'linux',
    created,
    config: {},
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map((_id, index) => ({ created, created_by: `RUN step ${index}` })),
  });
  const layerType = `${OCI}.layer.v1.tar${recipe.gzip ? '+gzip' : ''}`;
  const manifest = json({
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { mediaType: `${OCI}.config.v1+json`, digest: config.digest, size: config.content.length },
    layers: blobs.map(({ digest, size }) => ({ mediaType: layerType, digest, size })),
  });
  const tar = pack();
  const writing = finished(tar.pipe(createWriteStream(archive)));
  await add(tar, { name: 'oci-layout' }, Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
  for (const blob of blobs) await addBlob(tar, blob);
  for (const { digest, content } of [config, manifest]) await add(tar, { name: pathOf(digest) }, content);
  await add(tar, { name: 'index.json' }, index(recipe, manifest));
  const legacy = [
    {
      Config: pathOf(config.digest),
      RepoTags: [recipe.reference],
      Layers: blobs.map((blob) => pathOf(blob.digest)),
    },
  ];
  await add(tar, { name: 'manifest.json' }, Buffer.from(JSON.stringify(legacy)));
  tar.finalize();
  await writing;
}

function index(recipe: Recipe, manifest: { digest: string; content: Buffer }): Buffer {
  const annotations = { 'io.containerd.image.name': `docker.io/${recipe.reference}` };
  const entry = {
    mediaType: `${OCI}.manifest.v1+json`,
    digest: manifest.digest,
    size: manifest.content.length,
    annotations,
  };
  return Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
}

async function addBlob(tar: Pack, { digest, size, file }: Blob): Promise<void> {
  await pipeline(createReadStream(file), tar.entry({ name: pathOf(digest), size }));
}

function json(value: object): { digest: string; content: Buffer } {
  const content = Buffer.from(JSON.stringify(value));
  return { digest: `sha256:${createHash('sha256').update(content).digest('hex')}`, content };
}

const pathOf = (digest: string): string => `blobs/${digest.replace(':', '/')}`;
