import type { Readable } from 'node:stream';
import { codedError } from '../core/coded-error';
import { decodeStream } from '../core/ndjson';
import type { StreamMessage } from '../core/stream-message';
import type { Engine, RegistryCredentials } from './engine';
import { toCodedError } from './engine-error';

export interface BuildInput {
  /** The context as a tar. */
  context: Readable;
  /** The Dockerfile's name inside the tar. */
  dockerfile: string;
  tags: string[];
  target: string;
  buildArgs: Record<string, string>;
  noCache: boolean;
  pullBase: boolean;
  /** For private base images; each goes only with its own registry's name. */
  credentials: RegistryCredentials[];
}

/** `X-Registry-Config` maps each registry to its own sign-in, so that none is offered to another (API 1.24+). */
function registryConfig(credentials: RegistryCredentials[]) {
  return Object.fromEntries(
    credentials.map(({ serverAddress, username, password }) => [serverAddress, { username, password }]),
  );
}

/**
 * Builds with the classic builder (`POST /build`, version 1) and yields its decoded messages.
 * An instruction that fails throws `engine-error` with the builder's words; aborting stops the build in the engine.
 */
export async function* buildImage(
  engine: Engine,
  input: BuildInput,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  try {
    const options: Record<string, unknown> = {
      // docker-modem repeats `t` for each tag; its types only know one.
      t: input.tags,
      dockerfile: input.dockerfile,
      ...(input.target === '' ? {} : { target: input.target }),
      buildargs: input.buildArgs,
      nocache: input.noCache,
      ...(input.pullBase ? { pull: 'true' } : {}),
      rm: true,
      forcerm: true,
      registryconfig: registryConfig(input.credentials),
      abortSignal: signal,
    };
    const answer = await engine.docker.buildImage(input.context, options);
    for await (const message of decodeStream(answer as unknown as AsyncIterable<Uint8Array>)) {
      if (message.error !== '') throw codedError('engine-error', message.error);
      yield message;
    }
  } catch (thrown) {
    throw toCodedError(thrown, { engine });
  }
}
