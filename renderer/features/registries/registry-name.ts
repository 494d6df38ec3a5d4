import type { TFunction } from 'i18next';

/** The host that a search term names before its first slash, as `docker search` reads it; null for Docker Hub. */
export function hostOf(term: string): string | null {
  const host = term.includes('/') ? term.slice(0, term.indexOf('/')) : '';
  return /[.:]/.test(host) || host === 'localhost' ? host : null;
}

/** What a person calls the registry that a term is searched at. */
export function registryOf(term: string, t: TFunction<'registries'>): string {
  return hostOf(term) ?? t('dockerHub');
}
