import type { Readable } from 'node:stream';
import type { StreamMessage } from '../core/stream-message';
import type { Engine } from './engine';
import { nameQuery } from './image-name';
import { messagesOf } from './message-stream';

export interface ImportInput {
  reference?: string | undefined;
  message: string;
  /** Dockerfile instructions, as commit takes them. */
  changes: string[];
}

/**
 * `POST /images/create?fromSrc=-`: makes a one-layer image of a root file system tar (plain, gzip, bzip2, xz).
 * The last message's status is the new image's id. Throws coded errors.
 */
export async function* importImage(
  engine: Engine,
  archive: Readable,
  { reference, message, changes }: ImportInput,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  yield* messagesOf(
    engine,
    {
      method: 'POST',
      path: '/images/create',
      query: { fromSrc: '-', ...importedName(engine, reference), message, changes },
      headers: { 'Content-Type': 'application/x-tar' },
      upload: archive,
      signal,
      context: reference === undefined ? {} : { reference },
    },
    namesImage,
  );
}

const namesImage = ({ status }: StreamMessage) => /^(?:sha256:)?[0-9a-f]{64}$/.test(status.trim());

/** Podman 4.3 reads no `tag` here, so its tag is part of `repo`, which every version of it reads. */
function importedName({ info }: Engine, reference: string | undefined): { repo?: string; tag?: string } {
  const { repo, tag } = nameQuery(reference);
  if (repo === undefined || tag === undefined) return {};
  return info.product === 'podman' ? { repo: `${repo}:${tag}` } : { repo, tag };
}
