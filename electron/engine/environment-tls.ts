import { join } from 'node:path';
import type { EndpointTls } from './engine';
import type { Surroundings } from './well-known';

/**
 * TLS of `DOCKER_HOST` as the command line reads it (docker/cli cli/flags/options.go): any non-empty
 * `DOCKER_TLS_VERIFY` (even `0`) means TLS with checking, any non-empty `DOCKER_TLS` TLS without, and
 * `DOCKER_CERT_PATH` alone means nothing. Certificates are in `DOCKER_CERT_PATH` or the config folder; a
 * client certificate may be missing, authorities may not when they are to be checked.
 */
export function environmentTls({ env, files }: Surroundings, configFolder: string): EndpointTls | null {
  const verify = Boolean(env.DOCKER_TLS_VERIFY);
  if (!verify && !env.DOCKER_TLS) return null;
  const folder = env.DOCKER_CERT_PATH || configFolder;
  const present = (name: string) => (files.exists(join(folder, name)) ? join(folder, name) : null);
  return {
    caFile: verify ? join(folder, 'ca.pem') : null,
    certFile: present('cert.pem'),
    keyFile: present('key.pem'),
    verify,
  };
}
