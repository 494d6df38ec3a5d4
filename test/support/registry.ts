import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { ensureApt } from '../../build/apt.mjs';
import { trustRegistry } from '../../build/dockerd.mjs';
import { makeAuthority } from './certificates';
import type { EngineAddress } from './engines';
import { freePort } from './free-port';
import { startGuarded } from './guarded-process';
import { temporaryFolder } from './temporary-folder';

export interface RegistryOptions {
  /** Asks for this account (htpasswd) instead of letting everybody in. */
  auth?: { user: string; password: string };
  /** Serves TLS with a certificate of an authority of its own, which nobody trusts before `trustedBy`. */
  tls?: boolean;
  /**
   * Address to listen on, 127.0.0.1 by default. Engines never verify registries on loopback addresses, so a test of
   * verification listens on the `gateway` of an engine.
   */
  address?: string;
  /** Bytes it can store; more fails like a full disk. */
  capacity?: number;
}

export interface Registry {
  /** `ADDRESS:PORT`, the first part of references to its images. */
  name: string;
  /** `http://…` or `https://…`, without a trailing slash. */
  url: string;
  /** Its authority, when it serves TLS (PEM text and path). */
  certificate?: string;
  certificatePath?: string;
  /** Makes engines trust its certificate: verified, not skipped. */
  trustedBy(...engines: EngineAddress[]): Promise<void>;
  /** Its log so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts Debian's docker-registry on storage of its own. It takes pushes and deletions. */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  await ensureApt(['docker-registry', ...(options.auth === undefined ? [] : ['apache2-utils'])]);
  const folder = await temporaryFolder();
  const address = options.address ?? '127.0.0.1';
  const name = `${address}:${await freePort(address)}`;
  const tls = options.tls === true ? await serverCertificate(folder, address) : undefined;
  const config = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') }, delete: { enabled: true } },
    http: { addr: name, secret: 'test', ...(tls === undefined ? {} : { tls: tls.files }) },
    ...(options.auth === undefined ? {} : { auth: { htpasswd: await accounts(folder, options.auth) } }),
  };
  const configPath = join(folder, 'config.json');
  await writeFile(configPath, JSON.stringify(config));
  await mkdir(join(folder, 'storage'));
  const url = `${tls === undefined ? 'http' : 'https'}://${name}`;
  const server = await startGuarded(command(folder, configPath, options.capacity), {
    ready: () => answers(url, tls?.certificate),
  });
  return {
    name,
    url,
    ...(tls === undefined ? {} : { certificate: tls.certificate, certificatePath: tls.certificatePath }),
    trustedBy: async (...engines) => {
      if (tls === undefined) return;
      for (const engine of engines) await trustRegistry(engine.folder, name, tls.certificate);
    },
    output: server.output,
    stop: server.stop,
  };
}

function command(folder: string, configPath: string, capacity: number | undefined): string[] {
  const serve = ['docker-registry', 'serve', configPath];
  if (capacity === undefined) return serve;
  const script = 'mount -n -t tmpfs -o "size=$1" tmpfs "$2" && shift 2 && exec "$@"';
  const space = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh'];
  return [...space, String(capacity), join(folder, 'storage'), ...serve];
}

async function serverCertificate(folder: string, address: string) {
  const authority = await makeAuthority(folder);
  const { certificatePath, keyPath } = await authority.issue('registry', [address]);
  return {
    certificate: authority.certificate,
    certificatePath: authority.certificatePath,
    files: { certificate: certificatePath, key: keyPath },
  };
}

async function accounts(folder: string, auth: { user: string; password: string }) {
  const path = join(folder, 'htpasswd');
  const child = execFile('htpasswd', ['-ciBC', '4', path, auth.user]);
  child.stdin?.end(auth.password);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`htpasswd ended with ${code}`));
    });
  });
  return { realm: 'Layeryard test', path };
}

function answers(url: string, certificate: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const start = url.startsWith('https') ? tlsRequest : plainRequest;
    const outgoing = start(`${url}/v2/`, { ca: certificate, agent: false, timeout: 2000 }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode === 200 || incoming.statusCode === 401);
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}
