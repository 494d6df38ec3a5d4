import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureApt } from '../../build/apt.mjs';

const run = promisify(execFile);

export interface Certificate {
  /** PEM texts. */
  certificate: string;
  key: string;
  certificatePath: string;
  keyPath: string;
}

/** A certificate authority for tests. It is in no system store: who shall trust it must be told. */
export interface Authority {
  /** PEM text. */
  certificate: string;
  certificatePath: string;
  /** Certificate for servers and clients that is valid for these host names and addresses. */
  issue(name: string, hosts: string[]): Promise<Certificate>;
  /** Folder with `ca.pem`, `cert.pem` and `key.pem` of a client, as DOCKER_CERT_PATH wants it. */
  clientFolder(): Promise<string>;
}

/**
 * Makes an authority with openssl.
 *
 * @param folder where its files go
 */
export async function makeAuthority(folder: string): Promise<Authority> {
  await ensureApt(['openssl']);
  const certificatePath = join(folder, 'ca.pem');
  const keyPath = join(folder, 'ca-key.pem');
  const subject = ['-subj', '/CN=Layeryard test authority', '-addext', 'keyUsage=critical,keyCertSign'];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey(keyPath),
    ...subject,
    '-days',
    '2',
    '-out',
    certificatePath,
  ]);
  const certificate = await readFile(certificatePath, 'utf8');
  const issue = (name: string, hosts: string[]) => sign(folder, name, hosts);
  return {
    certificate,
    certificatePath,
    issue,
    clientFolder: async () => {
      const client = join(folder, 'client');
      await mkdir(client, { recursive: true });
      const issued = await issue('client', ['client']);
      await writeFile(join(client, 'ca.pem'), certificate);
      await writeFile(join(client, 'cert.pem'), issued.certificate);
      await writeFile(join(client, 'key.pem'), issued.key, { mode: 0o600 });
      return client;
    },
  };
}

function newKey(path: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-keyout', path];
}

async function sign(folder: string, name: string, hosts: string[]): Promise<Certificate> {
  const path = (end: string) => join(folder, `${name}${end}`);
  const names = hosts.map((host) => `${isIP(host) === 0 ? 'DNS' : 'IP'}:${host}`).join(',');
  await writeFile(path('.ext'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`);
  await run('openssl', ['req', ...newKey(path('-key.pem')), '-subj', `/CN=${name}`, '-out', path('.csr')]);
  const authority = ['-CA', join(folder, 'ca.pem'), '-CAkey', join(folder, 'ca-key.pem'), '-CAcreateserial'];
  const request = ['-req', '-in', path('.csr'), '-extfile', path('.ext'), '-days', '2', '-out', path('.pem')];
  await run('openssl', ['x509', ...request, ...authority]);
  return {
    certificate: await readFile(path('.pem'), 'utf8'),
    key: await readFile(path('-key.pem'), 'utf8'),
    certificatePath: path('.pem'),
    keyPath: path('-key.pem'),
  };
}
