import type { ImageSummary } from '../contract';
import { type Fields, numberOf, textMapOf, textOf, textsOf } from './fields';

const HUB = 'docker.io/';

/** One entry of `GET /images/json`. */
export function toSummary(entry: Fields): ImageSummary {
  const references = referencesOf(entry.RepoTags);
  return {
    id: withAlgorithm(textOf(entry.Id)),
    references,
    digests: digestsOf(entry.RepoDigests),
    created: Math.max(0, numberOf(entry.Created)) * 1000,
    sizeBytes: numberOf(entry.Size),
    dangling: references.length === 0,
    containers: 0,
    labels: textMapOf(entry.Labels),
    parentId: textOf(entry.ParentId),
  };
}

/**
 * `RepoTags` in familiar form, sorted. Left out are the `<none>:<none>` of API 1.42 and below, and the digest that
 * containerd writes there for an image that was pulled by it.
 */
export const referencesOf = (repoTags: unknown): string[] =>
  namesOf(repoTags, (tag) => !tag.startsWith('<none>') && !tag.endsWith(':<none>') && !tag.includes('@'));

/** `RepoDigests` in familiar form, sorted, without the `<none>@<none>` of API 1.42 and below. */
export const digestsOf = (repoDigests: unknown): string[] =>
  namesOf(repoDigests, (digest) => !digest.startsWith('<none>'));

/** Each name once: containerd tells one twice when an archive wrote `docker.io/app` for `docker.io/library/app`. */
function namesOf(texts: unknown, isName: (text: string) => boolean): string[] {
  // Lists of thousands come through here, most with a name or none: no arrays in between.
  const names: string[] = [];
  for (const text of Array.isArray(texts) ? texts : textsOf(texts)) {
    if (typeof text !== 'string' || !isName(text)) continue;
    const name = familiar(text);
    if (!names.includes(name)) names.push(name);
  }
  return names.length > 1 ? names.sort() : names;
}

/** Podman's compatible API says ids without their algorithm in some answers. */
export const withAlgorithm = (id: string): string => (id === '' || id.includes(':') ? id : `sha256:${id}`);

/** Docker Hub's names without what everybody leaves out; Podman writes them in full. */
export function familiar(name: string): string {
  return name.startsWith(HUB) ? name.replace(/^docker\.io\/(?:library\/)?/, '') : name;
}
