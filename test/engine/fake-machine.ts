import { createHash } from 'node:crypto';
import type { Surroundings } from '../../electron/engine/well-known';

export interface FakeMachine {
  env?: Record<string, string>;
  platform?: NodeJS.Platform;
  /** Path -> content; sockets are empty files. */
  files?: Record<string, string>;
  /** Symbolic links: path -> what it stands for. */
  links?: Record<string, string>;
  uid?: number | null;
}

/** A machine that exists only as a table of files; its home is `/home/ann`. */
export function fakeMachine({
  env = {},
  platform = 'linux',
  files = {},
  links = {},
  uid = 1000,
}: FakeMachine): Surroundings {
  const paths = [...Object.keys(files), ...Object.keys(links)];
  return {
    env,
    platform,
    home: '/home/ann',
    uid,
    files: {
      exists: (path) => paths.includes(path),
      read: (path) => files[path] ?? notFound(path),
      list: (folder) => childrenOf(folder, paths),
      real: (path) => links[path] ?? path,
    },
  };
}

function notFound(path: string): never {
  throw new Error(`ENOENT: no such file or directory, open '${path}'`);
}

function childrenOf(folder: string, paths: string[]): string[] {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  return [...new Set(below.map((path) => path.split('/')[0] ?? ''))];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The files of a stored context, as `docker context create` writes them. */
export function contextFiles(
  name: string,
  host: string,
  {
    tls = [],
    skipVerify = false,
    config = '/home/ann/.docker',
  }: { tls?: string[]; skipVerify?: boolean; config?: string } = {},
): Record<string, string> {
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: skipVerify } } };
  const files = { [`${config}/contexts/meta/${sha256(name)}/meta.json`]: JSON.stringify(meta) };
  for (const file of tls) files[`${config}/contexts/tls/${sha256(name)}/docker/${file}`] = 'pem';
  return files;
}
