import { nextPage } from './next-page';
import { type RegistryAccess, RegistryClient } from './registry-client';

const MOST_RESULTS = 100;
/** Pages of the catalogue that are looked through for a word. */
const MOST_PAGES = 10;

/** A repository of a registry whose name contains a word. */
export interface FoundRepository {
  name: string;
  description: string;
  stars: number;
  official: boolean;
}

/**
 * Looks for repositories in the catalogue of a registry that has no search of its own (`GET /v2/_catalog`,
 * distribution). Throws `unauthorised`, `not-found` and the like as the registry answers.
 */
export async function searchCatalogue(access: RegistryAccess, word: string): Promise<FoundRepository[]> {
  const client = new RegistryClient(access);
  const found: FoundRepository[] = [];
  let path: string | null = '/v2/_catalog?n=1000';
  for (let page = 0; path !== null && page < MOST_PAGES && found.length < MOST_RESULTS; page += 1) {
    const { json, answer } = await client.getJson(path, 'registry:catalog:*');
    const names = repositoriesIn(json).filter((name) => name.includes(word.toLowerCase()));
    found.push(...names.map((name) => ({ name, description: '', stars: 0, official: false })));
    path = nextPage(answer.headers.link, path);
  }
  return found.slice(0, MOST_RESULTS);
}

function repositoriesIn(json: unknown): string[] {
  const names = (json as { repositories?: unknown } | null)?.repositories;
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
}
