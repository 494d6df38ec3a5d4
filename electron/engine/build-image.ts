import type { Readable } from 'node:stream';
import type { StreamMessage } from '../core/stream-message';
import { type BuildOptions, buildQuery } from './build-query';
import type { Engine, RegistryCredentials } from './engine';
import { messagesOf } from './message-stream';

export interface BuildInput extends BuildOptions {
  /** The context as a tar, destroyed when the build ends before it is read; null when the engine fetches it. */
  context: Readable | null;
  /** For private base images; the engine offers each to its own registry only. */
  credentials: RegistryCredentials[];
}

/** `X-Registry-Config`: registry -> its sign-in, in base64url as all of the engine's sign-in headers (API 1.24). */
function registryConfig(credentials: RegistryCredentials[]): Record<string, string> {
  const byServer = Object.fromEntries(
    credentials.map(({ serverAddress, username, password, identityToken }) => [
      serverAddress,
      identityToken === '' ? { username, password } : { identitytoken: identityToken },
    ]),
  );
  const encoded = Buffer.from(JSON.stringify(byServer)).toString('base64');
  return { 'X-Registry-Config': encoded.replace(/\+/g, '-').replace(/\//g, '_') };
}

/** `Successfully built …`: the classic builder's last word; Podman ends with the image's id. */
const saysBuilt = (message: StreamMessage) =>
  message.stream.startsWith('Successfully built') || /^[0-9a-f]{64}\n?$/.test(message.stream);

/**
 * `POST /build` with the classic builder (version 1) and its decoded messages. An instruction that fails throws
 * `engine-error` with the builder's words; aborting stops the build in the engine.
 */
export async function* buildImage(
  engine: Engine,
  input: BuildInput,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  yield* messagesOf(
    engine,
    {
      method: 'POST',
      path: '/build',
      query: { ...buildQuery(input), version: '1' },
      headers: { 'Content-Type': 'application/x-tar', ...registryConfig(input.credentials) },
      ...(input.context === null ? {} : { upload: input.context }),
      signal,
    },
    saysBuilt,
  );
}
