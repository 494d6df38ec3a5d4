import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureApt } from '../../build/apt.mjs';
import { answers, engineVersion } from '../../build/dockerd-http.mjs';
import { startGuarded } from './guarded-process';
import { temporaryFolder } from './temporary-folder';

const SCRIPT = fileURLToPath(new URL('./podman-run.sh', import.meta.url));

/** Podman's Docker-compatible service (4.3 on Debian 12). Containers use the host's network. */
export interface Podman {
  /** As for DOCKER_HOST. */
  host: string;
  socketPath: string;
  version: string;
  apiVersion: string;
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts a private Podman service; installs Podman where it is missing.
 *
 * @param openRegistries `HOST:PORT` of registries that it may reach without TLS
 */
export async function startPodman(openRegistries: string[] = []): Promise<Podman> {
  await ensureApt(['podman', 'iproute2']);
  const folder = await temporaryFolder();
  const registries = openRegistries.map((name) => `[[registry]]\nlocation = "${name}"\ninsecure = true\n`);
  await writeFile(join(folder, 'registries.conf'), registries.join(''));
  const socketPath = join(folder, 'podman.sock');
  const service = await startGuarded(['sh', SCRIPT, folder], {
    ready: () => answers({ socketPath }),
    // It is the first process of its namespace, and all of its containers go with it.
    signal: 'KILL',
  });
  return {
    host: `unix://${socketPath}`,
    socketPath,
    ...(await engineVersion({ socketPath })),
    output: service.output,
    stop: service.stop,
  };
}
