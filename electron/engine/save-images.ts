import type { IncomingMessage } from 'node:http';
import type Dockerode from 'dockerode';
import type { EngineEndpoint, EngineInfo } from '../contract';
import { codedError } from '../core/coded-error';
import { StreamError, toCodedError } from './engine-error';
import type { ErrorContext } from './error-context';
import { fieldsOf, numberOf, textOf } from './fields';
import { rawPlace, type Take, takeRawBody } from './raw-body';
import { openResponse } from './request';

/** A tar ends with two empty blocks. */
const TAR_ENDING = 1024;
/** Enough of the end to find the error that an engine writes behind what it had already sent. */
const TAIL = 16 * 1024;

/** As much of an engine as exporting takes. */
export interface Exporter {
  readonly endpoint: Pick<EngineEndpoint, 'host' | 'tls'>;
  readonly info: Pick<EngineInfo, 'apiVersion'>;
  /** Called for where an archive cannot be read past it: the client's program takes longer to read than many archives. */
  readonly docker: Dockerode | (() => Promise<Dockerode>);
}

interface Input {
  /** Names without a tag export all tags, ids export without names. */
  images: string[];
  /** One platform of a multi-platform image (API 1.48 and later); without it containerd exports all that it has. */
  platform?: { os: string; architecture: string; variant?: string };
}

interface Options {
  signal: AbortSignal;
}

/**
 * `GET /images/get`: one archive of all images, given away piece by piece as fast as it is taken. A graph driver sends
 * the first piece only when the whole archive is prepared. Resolves when everything was taken and is a whole archive;
 * throws `not-found`, what the engine reports inside the archive, `engine-lost` when it is cut, and what `take` throws.
 */
export async function saveImages(
  engine: Exporter,
  input: Input,
  take: Take,
  { signal }: Options,
): Promise<void> {
  const { images } = input;
  const tail = new ArchiveTail();
  const takeAndSee: Take = async (piece) => {
    tail.see(piece);
    await take(piece);
  };
  try {
    const place = rawPlace(engine.endpoint);
    const taken = place !== null && (await takeRawBody(place, rawPath(engine, input), takeAndSee, signal));
    if (!taken) await takeArchive(await openArchive(engine, input, signal), takeAndSee);
  } catch (thrown) {
    throw toCodedError(thrown, contextOf(images), signal);
  }
  const problem = tail.problem();
  if (problem) throw problem;
}

async function takeArchive(archive: IncomingMessage, take: Take): Promise<void> {
  for await (const piece of archive as AsyncIterable<Buffer>) await take(piece);
}

function rawPath({ info }: Exporter, { images, platform }: Input): string {
  const query = images.map((name) => ['names', name]);
  if (platform) query.push(['platform', JSON.stringify(platform)]);
  return `/v${info.apiVersion}/images/get?${new URLSearchParams(query)}`;
}

const contextOf = (images: string[]): ErrorContext => ({ reference: images.join(', ') });

async function openArchive(
  engine: Exporter,
  { images, platform }: Input,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const docker = typeof engine.docker === 'function' ? await engine.docker() : engine.docker;
  return await openResponse(docker, {
    method: 'GET',
    path: '/images/get',
    query: { names: images, platform: platform && JSON.stringify(platform) },
    signal,
    context: contextOf(images),
  });
}

/** Remembers the last bytes: only they tell a complete archive from a broken one. */
class ArchiveTail {
  #tail: Buffer = Buffer.alloc(0);

  /** Copies what it keeps: the chunk's memory may be used again. */
  see(chunk: Buffer): void {
    const kept = chunk.length >= TAIL ? [] : [this.#tail];
    this.#tail = Buffer.concat([...kept, chunk.subarray(-TAIL)]).subarray(-TAIL);
  }

  problem(): Error | null {
    return problemOf(this.#tail);
  }
}

function problemOf(tail: Buffer): Error | null {
  const ending = tail.subarray(-TAR_ENDING);
  if (ending.length === TAR_ENDING && ending.every((byte) => byte === 0)) return null;
  const error = errorAtEnd(tail);
  if (error !== null) return toCodedError(error);
  return codedError('engine-lost', 'the archive ended before it was complete', {
    why: 'archive-cut-off',
    next: [{ step: 'retry' }],
  });
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
