import { type Json, objectOf, objectsOf, textOf, textsOf } from '../archive/documents';
import { type FoundImage, layersOf, platformOf } from '../archive/image-config';

/**
 * Recognises the image that is wanted as soon as its manifest and config have passed by, in whatever order: the lists
 * of an archive come last, and reading may be over before.
 */
export class EarlyImage {
  readonly #diffIds: string[];
  readonly #manifests: Json[] = [];
  /** By the name of its blob. */
  #config: { hex: string; document: Json } | null = null;
  #found: FoundImage | null = null;

  constructor(diffIds: string[]) {
    this.#diffIds = diffIds;
  }

  get found(): FoundImage | null {
    return this.#found;
  }

  /** Looks at a document of the archive. */
  see(path: string, text: string | null): void {
    const document = parsed(text);
    const hex = path.replace(/^.*\//, '').replace(/\.json$/, '');
    if (isConfigOf(document, this.#diffIds)) this.#config = { hex, document };
    else if (Array.isArray(document.layers)) this.#manifests.push(document);
    else return;
    this.#found ??= this.#match();
  }

  #match(): FoundImage | null {
    const config = this.#config;
    if (config === null) return null;
    const manifest = this.#manifests.find((one) =>
      textOf(objectOf(one.config).digest).endsWith(`:${config.hex}`),
    );
    if (!manifest) return null;
    const blobs = objectsOf(manifest.layers).map(({ digest }) => `blobs/${textOf(digest).replace(':', '/')}`);
    return {
      digest: `sha256:${config.hex}`,
      configId: config.hex,
      references: [],
      platform: platformOf(config.document),
      ...layersOf(blobs, config.document),
    };
  }
}

function isConfigOf(document: Json, diffIds: string[]): boolean {
  const own = textsOf(objectOf(document.rootfs).diff_ids);
  return own.length === diffIds.length && own.length > 0 && own.every((id, index) => id === diffIds[index]);
}

function parsed(text: string | null): Json {
  try {
    return objectOf(JSON.parse(text ?? 'null'));
  } catch {
    // Whatever it is, it is none of the two.
    return {};
  }
}
