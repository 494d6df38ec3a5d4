import type { Readable } from 'node:stream';
import type { StreamMessage } from '../core/stream-message';
import type { Engine } from './engine';
import { messagesOf } from './message-stream';

/**
 * `POST /images/load`: reads an archive of `docker save` (or an OCI layout, from API 1.44 on) from `archive`
 * with back-pressure and yields what the engine says. Throws `bad-archive`, `no-space` or another coded error.
 */
export async function* loadImages(
  engine: Engine,
  archive: Readable,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  yield* messagesOf(
    engine,
    {
      method: 'POST',
      path: '/images/load',
      query: { quiet: false },
      headers: { 'Content-Type': 'application/x-tar' },
      upload: archive,
      signal,
    },
    saysLoaded,
  );
}

/** `Loaded image: name` or `Loaded image ID: sha256:…`; Podman writes `Loaded image(s): `. */
const saysLoaded = (message: StreamMessage) => message.stream.startsWith('Loaded image');
