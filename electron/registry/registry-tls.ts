import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';

/** TLS material for one registry, as `https.request` takes it. */
export interface RegistryTls {
  ca?: string[];
  cert?: string;
  key?: string;
}

/** Where engines and Docker Desktop look for a registry's own certificates. */
export function certificateFolders(home: string = os.homedir()): string[] {
  return [
    '/etc/docker/certs.d',
    path.join(home, '.config', 'docker', 'certs.d'),
    path.join(home, '.docker', 'certs.d'),
  ];
}

/**
 * Certificates of `certs.d/HOST[:PORT]`: `*.crt` are authorities beside the well-known ones, `NAME.cert` with
 * `NAME.key` is a client certificate (docs: "Verify repository client with certificates").
 */
export async function readRegistryTls(host: string, folders: string[]): Promise<RegistryTls> {
  const authorities: string[] = [];
  const tls: RegistryTls = {};
  for (const folder of folders.map((parent) => path.join(parent, host))) {
    for (const name of await namesIn(folder)) {
      if (name.endsWith('.crt')) authorities.push(await readFile(path.join(folder, name), 'utf8'));
      if (!name.endsWith('.cert')) continue;
      tls.cert = await readFile(path.join(folder, name), 'utf8');
      tls.key = await readFile(path.join(folder, name.replace(/cert$/, 'key')), 'utf8');
    }
  }
  return authorities.length === 0 ? tls : { ...tls, ca: [...rootCertificates, ...authorities] };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // Most registries have no folder of their own.
    return [];
  }
}
