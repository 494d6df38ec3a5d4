import { codedError } from '../core/coded-error';
import { decodeStream } from '../core/ndjson';
import type { StreamMessage } from '../core/stream-message';
import type { Engine } from './engine';
import { StreamError, toCodedError } from './engine-error';
import { type EngineRequest, openResponse } from './request';

/**
 * The messages of a streaming call while they come, with back-pressure. An error inside the stream is thrown
 * as a coded error. `isFinal` knows the message without which the work is not done: a stream that ends before
 * it is `engine-lost`. Leaving the loop early ends the call at the engine.
 */
export async function* messagesOf(
  engine: Engine,
  request: EngineRequest,
  isFinal: (message: StreamMessage) => boolean,
): AsyncGenerator<StreamMessage> {
  const answer = await openResponse(engine.docker, request);
  let complete = false;
  try {
    for await (const message of decodeStream(answer)) {
      if (message.error !== '') throw new StreamError(message.error, message.errorCode);
      complete ||= isFinal(message);
      yield message;
    }
  } catch (thrown) {
    throw toCodedError(thrown, request.context, request.signal);
  } finally {
    answer.destroy();
    request.upload?.destroy();
  }
  if (!complete) throw endedEarly(request.path);
}

const endedEarly = (path: string) =>
  codedError('engine-lost', `${path}: the answer ended before the work was done`, {
    why: 'answer-cut-off',
    next: [{ step: 'retry' }],
  });
