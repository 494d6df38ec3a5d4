import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { codedError } from '../core/coded-error';
import type { Engine } from './engine';
import { StreamError, toCodedError } from './engine-error';
import type { ErrorContext } from './error-context';
import { fieldsOf, numberOf, textOf } from './fields';
import { openResponse } from './request';

/** A tar ends with two empty blocks. */
const TAR_ENDING = 1024;
/** Enough of the end to find the error that an engine writes behind what it had already sent. */
const TAIL = 16 * 1024;

/**
 * `GET /images/get`: one archive of all images. Resolves with the answer's head, which a graph driver sends
 * only when the whole archive is prepared. The stream fails with a coded error when the engine reports one
 * inside it, when it is cut, or when it ends without the ending of a tar. Names without a tag export all
 * tags, ids export without names. Throws `not-found` or another coded error.
 */
export async function saveImages(
  engine: Engine,
  { images }: { images: string[] },
  { signal }: { signal: AbortSignal },
): Promise<Readable> {
  const context: ErrorContext = { reference: images.join(', ') };
  const query = { names: images };
  const answer = await openResponse(engine.docker, {
    method: 'GET',
    path: '/images/get',
    query,
    signal,
    context,
  });
  const checked = new ArchiveCheck();
  // Not `pipeline`: its callback would be one more place that has to know about errors.
  answer.on('error', (cause) => checked.destroy(toCodedError(cause, context, signal)));
  checked.on('close', () => answer.destroy());
  return answer.pipe(checked);
}

/** Lets the bytes pass and remembers the last ones: only they tell a complete archive from a broken one. */
class ArchiveCheck extends Transform {
  #tail: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const joined = chunk.length >= TAIL ? chunk : Buffer.concat([this.#tail, chunk]);
    this.#tail = joined.subarray(-TAIL);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(problemOf(this.#tail));
  }
}

function problemOf(tail: Buffer): Error | null {
  const ending = tail.subarray(-TAR_ENDING);
  if (ending.length === TAR_ENDING && ending.every((byte) => byte === 0)) return null;
  const error = errorAtEnd(tail);
  if (error !== null) return toCodedError(error);
  return codedError('engine-lost', 'the archive ended before it was complete', { next: [{ step: 'retry' }] });
}

/** Engines that fail after the first byte write `{"errorDetail": …}` behind the archive (moby's getImagesGet). */
function errorAtEnd(tail: Buffer): StreamError | null {
  const text = tail.toString('utf8').trimEnd();
  const start = text.lastIndexOf('{"errorDetail"');
  if (start === -1) return null;
  try {
    const detail = fieldsOf(fieldsOf(JSON.parse(text.slice(start))).errorDetail);
    return new StreamError(textOf(detail.message), numberOf(detail.code));
  } catch {
    // File content that looks like an error; the archive is cut all the same.
    return null;
  }
}
