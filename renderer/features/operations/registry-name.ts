import type { TFunction } from 'i18next';

/** What a person calls a registry: Docker Hub by its name, any other by its host. */
export function registryName(domain: string, t: TFunction<'operations'>): string {
  return domain === 'docker.io' || domain === '' ? t('dockerHub') : domain;
}

/** The host that a term names before its first slash, as `docker search` reads it; `docker.io` when none. */
export function hostOf(term: string): string {
  const host = term.includes('/') ? term.slice(0, term.indexOf('/')) : '';
  return /[.:]/.test(host) || host === 'localhost' ? host : 'docker.io';
}
