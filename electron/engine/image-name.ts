import { effectiveTag, familiarName, requireReference } from '../core/reference';

/** A reference cut where the API wants it cut. */
export interface ImageName {
  /** With its registry unless that is Docker Hub. */
  repository: string;
  /** The one written, else `latest`; empty beside a digest. */
  tag: string;
  /** `sha256:…`; empty when none is written. */
  digest: string;
  /** Registry host, `docker.io` for Docker Hub. */
  server: string;
}

/** Throws `bad-reference`. */
export function imageName(reference: string): ImageName {
  const parsed = requireReference(reference);
  return {
    repository: familiarName(parsed),
    tag: effectiveTag(parsed),
    digest: parsed.digest,
    server: parsed.domain,
  };
}

/** `repo` and `tag` of calls that name a new image; nothing when it gets no name. Throws `bad-reference`. */
export function nameQuery(reference: string | undefined): { repo?: string; tag?: string } {
  if (reference === undefined || reference === '') return {};
  const { repository, tag } = imageName(reference);
  return { repo: repository, tag };
}
