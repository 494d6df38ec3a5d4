import type { ImageSummary } from '../contract';
import { type Fields, numberOf, textMapOf, textOf, textsOf } from './fields';

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
  textsOf(repoTags)
    .filter((tag) => !tag.startsWith('<none>') && !tag.endsWith(':<none>') && !tag.includes('@'))
    .map(familiar)
    .filter(isFirst)
    .sort();

/** `RepoDigests` in familiar form, sorted, without the `<none>@<none>` of API 1.42 and below. */
export const digestsOf = (repoDigests: unknown): string[] =>
  textsOf(repoDigests)
    .filter((digest) => !digest.startsWith('<none>'))
    .map(familiar)
    .filter(isFirst)
    .sort();

/** containerd tells a name twice when an archive wrote `docker.io/app` for `docker.io/library/app`. */
const isFirst = (name: string, index: number, names: string[]): boolean => names.indexOf(name) === index;

/** Podman's compatible API says ids without their algorithm in some answers. */
export const withAlgorithm = (id: string): string => (id === '' || id.includes(':') ? id : `sha256:${id}`);

/** Docker Hub's names without what everybody leaves out; Podman writes them in full. */
export const familiar = (name: string): string => name.replace(/^docker\.io\/(?:library\/)?/, '');
