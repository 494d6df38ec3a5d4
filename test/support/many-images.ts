import { createHash } from 'node:crypto';
import { tinyElf } from '../../build/sandbox-elf.mjs';
import { callEngine, type EngineSocket } from './engine-call';
import { buildTar } from './tar';

/** A blob of an OCI layout. */
interface Blob {
  digest: string;
  size: number;
  content: Buffer;
}

/**
 * Loads many different images at once, `PREFIX-0:latest` to `PREFIX-(count - 1):latest`, which share one small layer and
 * were made a minute apart. 1,000 take about 3 s with overlay2 and 20 s with the containerd store, which writes each to
 * the disk on its own (half with TMPDIR in memory).
 */
export async function loadManyImages(engine: EngineSocket, prefix: string, count: number): Promise<void> {
  const layer = blob(await buildTar([{ name: 'hello', content: tinyElf('hello\n'), mode: 0o755 }]));
  const images = Array.from({ length: count }, (_, number) => image(`${prefix}-${number}`, number, layer));
  const body = await buildTar([
    { name: 'oci-layout', content: JSON.stringify({ imageLayoutVersion: '1.0.0' }) },
    ...[layer, ...images.flatMap(({ config, manifest }) => [config, manifest])].map((entry) => ({
      name: pathOf(entry),
      content: entry.content,
    })),
    // The containerd store reads the index, older engines the manifest of their own format.
    {
      name: 'index.json',
      content: JSON.stringify({ schemaVersion: 2, manifests: images.map(({ entry }) => entry) }),
    },
    { name: 'manifest.json', content: JSON.stringify(images.map(({ legacy }) => legacy)) },
  ]);
  await callEngine(engine, { method: 'POST', path: '/images/load?quiet=1', body });
}

function image(repository: string, number: number, layer: Blob) {
  const created = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString();
  const config = jsonBlob({
    architecture: 'amd64',
    os: 'linux',
    created,
    config: { Entrypoint: ['/hello'], Labels: { number: String(number) } },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
    history: [{ created, created_by: 'COPY hello /hello' }],
  });
  const manifest = jsonBlob({
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { mediaType: `${OCI}.config.v1+json`, digest: config.digest, size: config.size },
    layers: [{ mediaType: `${OCI}.layer.v1.tar`, digest: layer.digest, size: layer.size }],
  });
  return {
    config,
    manifest,
    entry: {
      mediaType: `${OCI}.manifest.v1+json`,
      digest: manifest.digest,
      size: manifest.size,
      annotations: { 'io.containerd.image.name': `docker.io/${hubPath(repository)}:latest` },
    },
    legacy: { Config: pathOf(config), RepoTags: [`${repository}:latest`], Layers: [pathOf(layer)] },
  };
}

/** The containerd store knows names only in full: those without a user are of Docker Hub's `library`. */
const hubPath = (repository: string) => (repository.includes('/') ? repository : `library/${repository}`);

const OCI = 'application/vnd.oci.image';

function jsonBlob(value: object): Blob {
  return blob(Buffer.from(JSON.stringify(value)));
}

function blob(content: Buffer): Blob {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  return { digest, size: content.length, content };
}

function pathOf({ digest }: Blob): string {
  return `blobs/${digest.replace(':', '/')}`;
}
