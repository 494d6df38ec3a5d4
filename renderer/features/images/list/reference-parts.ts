import { shortId } from '../../../format/ids';

/** A familiar reference taken apart for display; `tag` is empty for a bare name or a digest. */
export interface ReferenceParts {
  /** Everything before the tag or digest: `localhost:5000/team/app`. */
  repository: string;
  tag: string;
  digest: string;
}

/**
 * Takes a reference of the image list apart. The engine sent it, so it is valid: a tag starts at the last
 * colon behind the last slash, a digest at the first `@` (distribution/reference grammar).
 */
export function referenceParts(reference: string): ReferenceParts {
  const [name = '', digest = ''] = reference.split('@', 2);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  if (colon === -1) return { repository: name, tag: '', digest };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}

/** Splits a repository into the registry or folder in front of it and its last name, for a dimmed prefix. */
export function repositoryParts(repository: string): { prefix: string; name: string } {
  const slash = repository.lastIndexOf('/') + 1;
  return { prefix: repository.slice(0, slash), name: repository.slice(slash) };
}

/** What an image is called where one name must do: its first tag, else its short id. */
export function imageName(image: { id: string; references: readonly string[] }): string {
  return image.references[0] ?? shortId(image.id);
}
