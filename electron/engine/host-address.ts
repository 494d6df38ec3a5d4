/** An endpoint's host, taken apart. */
export type HostAddress =
  | { transport: 'unix'; path: string }
  | { transport: 'npipe'; path: string }
  | { transport: 'tcp'; hostname: string; port: number; prefix: string }
  | { transport: 'ssh'; hostname: string; port: number | null; user: string; socket: string };

const DEFAULT_PORT = 2375;
const DEFAULT_TLS_PORT = 2376;

/** The engine's own socket or pipe when nothing else is said. */
export const defaultHost = (platform: NodeJS.Platform): string =>
  platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

/**
 * What the Docker command line makes of a host text (docker/cli opts/hosts.go): trimmed, `tcp://` when it has
 * no scheme, its default socket or ports where they are missing. Answers a problem's sentence for what the
 * command line refuses.
 */
export function completeHost(
  text: string,
  tls: boolean,
  platform: NodeJS.Platform,
): { host: string } | { problem: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { host: defaultHost(platform) };
  const [scheme = '', rest] = splitScheme(trimmed);
  switch (scheme) {
    case 'unix':
      return { host: rest === '' ? defaultHost('linux') : trimmed };
    case 'npipe':
      return { host: rest === '' ? defaultHost('win32') : trimmed };
    case 'ssh':
      return completeSsh(trimmed);
    case 'tcp':
      return completeTcp(rest, tls) ?? refuse(text);
    default:
      return refuse(text);
  }
}

function splitScheme(text: string): [string, string] {
  const at = text.indexOf('://');
  return at === -1 ? ['tcp', text] : [text.slice(0, at), text.slice(at + 3)];
}

const refuse = (text: string) => ({ problem: `invalid bind address format: ${text.trim()}` });

function completeSsh(text: string): { host: string } | { problem: string } {
  const url = parseUrl(text);
  if (url === null || url.hostname === '') return refuse(text);
  return url.password === '' ? { host: text } : { problem: 'plain-text password is not supported' };
}

function completeTcp(rest: string, tls: boolean): { host: string } | null {
  const address = rest === '' || rest.startsWith(':') ? `127.0.0.1${rest}` : rest;
  const url = parseUrl(`tcp://${address}`);
  if (url === null || url.hostname === '') return null;
  const port = url.port === '' ? String(tls ? DEFAULT_TLS_PORT : DEFAULT_PORT) : url.port;
  return { host: `tcp://${url.hostname}:${port}${pathIn(url)}` };
}

/** Takes a complete host apart; null when it is none of the kinds that the app can reach. */
export function parseHost(host: string): HostAddress | null {
  if (host.startsWith('unix://')) return { transport: 'unix', path: host.slice('unix://'.length) };
  if (host.startsWith('npipe://')) return { transport: 'npipe', path: pipePath(host) };
  const url = parseUrl(host);
  if (url === null || url.hostname === '') return null;
  if (url.protocol === 'tcp:') {
    return { transport: 'tcp', hostname: bare(url.hostname), port: Number(url.port), prefix: pathIn(url) };
  }
  if (url.protocol !== 'ssh:') return null;
  return {
    transport: 'ssh',
    hostname: bare(url.hostname),
    port: url.port === '' ? null : Number(url.port),
    user: decodeURIComponent(url.username),
    socket: pathIn(url),
  };
}

/** `npipe:////./pipe/docker_engine` is Node's `//./pipe/docker_engine`; some write backslashes. */
const pipePath = (host: string) => host.slice('npipe://'.length).replace(/\\/g, '/');

const pathIn = ({ pathname }: URL) => (pathname === '/' ? '' : pathname);

/** IPv6 addresses without the brackets that only URLs have. */
const bare = (hostname: string) => hostname.replace(/^\[(.*)\]$/, '$1');

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
