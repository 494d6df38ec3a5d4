import type { SearchResult } from '../contract';
import type { Engine, RegistryCredentials } from './engine';
import { asFieldsList, type Fields, numberOf, textOf } from './fields';
import { registryAuth } from './registry-auth';
import { readJson } from './request';

const MOST_RESULTS = 100;

/**
 * `GET /images/search` through the engine: Docker Hub, or the registry of a term `HOST[:PORT]/words` (its
 * version 1 search, which few registries have). Most stars first. Throws coded errors.
 */
export async function searchImages(
  engine: Engine,
  term: string,
  credentials: RegistryCredentials | undefined,
  { signal }: { signal?: AbortSignal } = {},
): Promise<SearchResult[]> {
  const server = serverOf(term);
  const answer = await readJson(engine.docker, {
    method: 'GET',
    path: '/images/search',
    query: { term, limit: MOST_RESULTS },
    headers: registryAuth(credentials),
    signal,
    context: { server },
  });
  const results = asFieldsList(answer, 'search results').map((entry) => toResult(entry, server));
  return results.sort((one, other) => other.stars - one.stars);
}

function toResult(entry: Fields, server: string): SearchResult {
  const name = textOf(entry.name);
  return {
    name,
    description: textOf(entry.description),
    stars: numberOf(entry.star_count),
    official: entry.is_official === true,
    reference: server === 'docker.io' || name.startsWith(`${server}/`) ? name : `${server}/${name}`,
  };
}

/** The registry of a search term, as moby's registry service splits it: what looks like a host before a slash. */
function serverOf(term: string): string {
  const first = term.slice(0, Math.max(0, term.indexOf('/')));
  return first === 'localhost' || /[.:]/.test(first) ? first : 'docker.io';
}
