import { open } from 'node:fs/promises';
import { codedError } from '../../core/coded-error';
import type { SessionAnswers } from '../../engine/buildkit/session';
import type { JobContext, SpecOf } from '../jobs/job-context';

/** BuildKit takes no longer ones (session/secrets: 500 kB). */
const LONGEST_SECRET = 500 * 1024;

/** The host that stands for Docker Hub when BuildKit asks (session/auth/authprovider). */
const HUB_HOSTS = new Set(['registry-1.docker.io', 'index.docker.io', 'docker.io']);

/** What a build may ask for: sign-ins from the Docker configuration, and the secrets that were named for it. */
export function sessionAnswers(spec: SpecOf<'build'>, context: JobContext): SessionAnswers {
  const files = new Map((spec.secrets ?? []).map(({ id, file }) => [id, file]));
  return {
    // A reference of that registry: the sign-in is chosen as for any other pull from it.
    credentialsFor: (host) => context.credentialsFor(HUB_HOSTS.has(host) ? 'base' : `${host}/base`),
    secret: async (id) => {
      const file = files.get(id);
      return file === undefined ? null : await readSecret(file);
    },
    sshAgent: spec.ssh ? (process.env.SSH_AUTH_SOCK ?? null) : null,
  };
}

async function readSecret(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LONGEST_SECRET + 1),
        0,
        LONGEST_SECRET + 1,
        0,
      );
      if (bytesRead > LONGEST_SECRET)
        throw codedError('bad-input', 'secrets end at 500 kB', { why: 'secret-too-long' });
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('file-unreadable', detail, { params: { path: file }, cause });
  }
}
