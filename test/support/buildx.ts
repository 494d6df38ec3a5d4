import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureCurrentRoot } from '../../build/dockerd-current.mjs';
import { temporaryFolder } from './temporary-folder';

/**
 * A DOCKER_CONFIG with the buildx plugin of the current engine's packages, which newer Docker command lines need to build
 * with BuildKit. It was built for a newer system, so it runs with the libraries it came with.
 */
export async function buildxConfig(): Promise<string> {
  const { root } = await ensureCurrentRoot();
  const arm = process.arch === 'arm64';
  const loader = join(root, arm ? 'usr/lib/ld-linux-aarch64.so.1' : 'usr/lib64/ld-linux-x86-64.so.2');
  const libraries = join(root, `usr/lib/${arm ? 'aarch64' : 'x86_64'}-linux-gnu`);
  const plugin = join(root, 'usr/libexec/docker/cli-plugins/docker-buildx');
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'cli-plugins'));
  const script = `#!/bin/sh\nexec "${loader}" --library-path "${libraries}" --argv0 docker-buildx "${plugin}" "$@"\n`;
  await writeFile(join(folder, 'cli-plugins/docker-buildx'), script, { mode: 0o755 });
  return folder;
}
