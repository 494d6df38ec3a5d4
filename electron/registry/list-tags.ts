import { nextPage } from './next-page';
import { type RegistryAccess, RegistryClient } from './registry-client';

const MOST_TAGS = 1000;
const PAGE = 500;

/**
 * Tags of a repository (`library/nginx`, without the registry) in the registry's order, at most 1,000
 * (distribution spec, "Listing Tags"). Throws `not-found` when the registry does not know it.
 */
export async function listTags(access: RegistryAccess, repository: string): Promise<string[]> {
  const client = new RegistryClient(access);
  const tags: string[] = [];
  let path: string | null = `/v2/${repository}/tags/list?n=${PAGE}`;
  while (path !== null && tags.length < MOST_TAGS) {
    const { json, answer } = await client.getJson(path, `repository:${repository}:pull`, repository);
    tags.push(...tagsIn(json));
    path = nextPage(answer.headers.link, path);
  }
  return tags.slice(0, MOST_TAGS);
}

/** A repository whose tags were all deleted answers `null`. */
function tagsIn(json: unknown): string[] {
  const tags = (json as { tags?: unknown } | null)?.tags;
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}
