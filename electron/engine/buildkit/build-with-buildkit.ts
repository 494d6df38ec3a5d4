import { randomUUID } from 'node:crypto';
import type { BuildkitStatus } from '../../core/buildkit-status';
import type { StreamMessage } from '../../core/stream-message';
import type { BuildInput } from '../build-image';
import { buildQuery } from '../build-query';
import type { Engine } from '../engine';
import { fieldsOf, textOf } from '../fields';
import { messagesOf } from '../message-stream';
import { IMAGE_ID, statusDecoder, TRACE_ID } from './decode-status';
import { openSession, type SessionAnswers } from './session';

/** What a BuildKit build tells: how it goes on, what image it made, or a line of its own. */
export type BuildkitMessage =
  | { tells: 'status'; status: BuildkitStatus }
  | { tells: 'image'; id: string }
  | { tells: 'text'; message: StreamMessage };

/**
 * `POST /build` with BuildKit (`version=2`, API 1.39 and later): the context goes as a tar as with the classic builder,
 * sign-ins, secrets and the SSH agent through a session of its own. An instruction that fails throws `engine-error` with
 * the builder's words; aborting stops the build in the engine.
 */
export async function* buildWithBuildkit(
  engine: Engine,
  input: Omit<BuildInput, 'credentials'>,
  { signal, answers }: { signal: AbortSignal; answers: SessionAnswers },
): AsyncGenerator<BuildkitMessage> {
  const decode = await statusDecoder();
  const session = await openSession(engine, answers, signal);
  const request = {
    method: 'POST' as const,
    path: '/build',
    query: { ...buildQuery(input), version: '2', session: session.id, buildid: randomUUID() },
    headers: { 'Content-Type': 'application/x-tar' },
    ...(input.context === null ? {} : { upload: input.context }),
    signal,
  };
  try {
    for await (const message of messagesOf(engine, request, ({ id }) => id === IMAGE_ID)) {
      if (message.id === TRACE_ID) yield { tells: 'status', status: decode(message.aux) };
      else if (message.id === IMAGE_ID) yield { tells: 'image', id: textOf(fieldsOf(message.aux).ID) };
      else yield { tells: 'text', message };
    }
  } finally {
    session.close();
  }
}
