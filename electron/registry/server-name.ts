import { codedError } from '../core/coded-error';

/** How the Docker command line names Docker Hub in config files and credential helpers (its `IndexServer`). */
export const HUB_KEY = 'https://index.docker.io/v1/';
/** How references and people name it. */
export const HUB_DOMAIN = 'docker.io';

const hubNames = new Set([HUB_DOMAIN, 'index.docker.io', HUB_KEY, 'https://index.docker.io/v1', '']);
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i;

/** The key under which credentials of a registry (the domain of a reference) are kept: `getAuthConfigKey` of docker/cli. */
export function configKey(domain: string): string {
  return hubNames.has(domain) ? HUB_KEY : domain;
}

/** What to show for a key of the config file. */
export function shownName(key: string): string {
  return hubNames.has(key) ? HUB_DOMAIN : key;
}

/**
 * The key for a server as a person types it (`docker login SERVER`): Docker Hub's names become its key, a URL
 * becomes its host. Throws `bad-input` when it cannot be a host.
 */
export function keyOfTyped(server: string): string {
  const trimmed = server.trim();
  if (hubNames.has(trimmed)) return HUB_KEY;
  const hostname = toHostname(trimmed);
  if (hubNames.has(hostname)) return HUB_KEY;
  if (hostPattern.test(hostname)) return hostname;
  throw codedError('bad-input', 'not a registry address', {
    params: { server: trimmed },
    why: 'not-a-registry',
  });
}

/** The host of a URL, or of a name with a path: `ConvertToHostname` of docker/cli. */
export function toHostname(maybeUrl: string): string {
  const host = maybeUrl.includes('://') ? hostOfUrl(maybeUrl) : '';
  return host === '' ? (maybeUrl.split('/', 1)[0] ?? '') : host;
}

function hostOfUrl(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    // Not a URL after all: the command line then takes what stands before the first slash.
    return '';
  }
}
