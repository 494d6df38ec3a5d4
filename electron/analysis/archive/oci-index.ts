import { codedError } from '../../core/coded-error';
import { type Documents, documentAt, isObject, type Json, objectOf, objectsOf, textOf } from './documents';
import { type FoundImage, layersOf, platformOf } from './image-config';

/** Indexes inside of indexes go one or two levels deep; more is a maze. */
const DEEPEST = 8;
const MOST_MANIFESTS = 2_000;
const IN_TOTO = 'application/vnd.in-toto+json';
const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,128}$/;

/**
 * The images of `index.json` (OCI image layout specification), those of nested indexes included, attestations not.
 * Null when there is no such list. Manifests that are not there are left out: engines write indexes of all platforms
 * and the blobs of those that they have. Throws `bad-archive` for lists that cannot be read.
 */
export async function ociImages(documents: Documents): Promise<FoundImage[] | null> {
  const index = await documentAt(documents, 'index.json');
  if (index === null) return null;
  const search = new Search(documents);
  await search.index(objectOf(index), [], 0);
  return search.images;
}

class Search {
  readonly images: FoundImage[] = [];
  readonly #documents: Documents;
  readonly #byDigest = new Map<string, FoundImage | null>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async index(index: Json, names: string[], depth: number): Promise<void> {
    if (depth > DEEPEST)
      throw codedError('bad-archive', 'indexes inside of indexes do not end', { why: 'archive-too-large' });
    for (const descriptor of objectsOf(index.manifests)) {
      if (isAttestation(descriptor)) continue;
      await this.#descriptor(descriptor, [...names, ...namesOf(descriptor)], depth);
    }
  }

  async #descriptor(descriptor: Json, names: string[], depth: number): Promise<void> {
    const digest = textOf(descriptor.digest);
    const known = this.#byDigest.get(digest);
    if (known) known.references = [...new Set([...known.references, ...names])];
    // Seen already and no image: an index that leads back to itself ends here.
    if (known !== undefined || !DIGEST.test(digest)) return;
    if (this.#byDigest.size >= MOST_MANIFESTS)
      throw codedError('bad-archive', 'too many manifests', { why: 'archive-too-large' });
    this.#byDigest.set(digest, null);
    const document = await documentAt(this.#documents, blobPath(digest));
    if (!isObject(document)) return;
    if (Array.isArray(document.manifests)) await this.index(document, names, depth + 1);
    else if (Array.isArray(document.layers)) await this.#manifest(descriptor, document, names);
  }

  async #manifest(descriptor: Json, manifest: Json, names: string[]): Promise<void> {
    const layers = objectsOf(manifest.layers);
    if (layers.some(({ mediaType }) => mediaType === IN_TOTO)) return;
    const configDigest = textOf(objectOf(manifest.config).digest);
    const document = DIGEST.test(configDigest)
      ? await documentAt(this.#documents, blobPath(configDigest))
      : null;
    const config = isObject(document) ? document : null;
    const digest = textOf(descriptor.digest);
    const image: FoundImage = {
      digest,
      configId: configDigest.replace(/^.*:/, ''),
      references: [...new Set(names)],
      platform: platformOf(config, objectOf(descriptor.platform)),
      ...layersOf(
        layers.map((layer) => blobPath(textOf(layer.digest))),
        config,
      ),
    };
    this.#byDigest.set(digest, image);
    this.images.push(image);
  }
}

/** BuildKit describes builds in manifests of a platform that nothing runs on. */
function isAttestation({ platform, annotations }: Json): boolean {
  const { os, architecture } = objectOf(platform);
  const kind = objectOf(annotations)['vnd.docker.reference.type'];
  return kind === 'attestation-manifest' || (os === 'unknown' && architecture === 'unknown');
}

/** containerd writes the whole name beside the tag; others only what the specification knows. */
function namesOf({ annotations }: Json): string[] {
  const said = objectOf(annotations);
  const name = textOf(said['io.containerd.image.name']) || textOf(said['org.opencontainers.image.ref.name']);
  return name === '' ? [] : [name];
}

/** Digests of unknown form lead nowhere: they become paths. */
function blobPath(digest: string): string {
  return DIGEST.test(digest) ? `blobs/${digest.replace(':', '/')}` : `blobs/${encodeURIComponent(digest)}`;
}
