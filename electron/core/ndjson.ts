import { codedError } from './coded-error';
import type { StreamMessage } from './stream-message';

/** A line longer than this is no progress message: the other side is broken or is no engine. */
const LINE_LENGTH_MAX = 16 * 1024 * 1024;
/** How much of a bad line is told. */
const EXCERPT_LENGTH = 200;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const object = (value: unknown): Json => (isObject(value) ? value : {});
const count = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
/** Unknown totals come as absent, 0 or -1 (a body of unknown length). */
const total = (value: unknown) => {
  const counted = count(value);
  return counted !== null && counted > 0 ? counted : null;
};

function badLine(line: string, cause?: unknown) {
  const excerpt = line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH)}…` : line;
  return codedError('bad-response', excerpt, { cause });
}

function toMessage(json: Json): StreamMessage {
  const detail = object(json.progressDetail);
  const errorDetail = object(json.errorDetail);
  return {
    id: text(json.id),
    status: text(json.status),
    stream: text(json.stream),
    error: text(errorDetail.message) || text(json.error),
    errorCode: count(errorDetail.code) ?? 0,
    current: count(detail.current),
    total: total(detail.total),
    units: text(detail.units),
    aux: json.aux ?? null,
  };
}

/**
 * One line of an engine's progress stream.
 * @throws CodedError `bad-response` when it is not one JSON object
 */
export function decodeLine(line: string): StreamMessage {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw badLine(line, cause);
  }
  if (!isObject(json)) throw badLine(line);
  return toMessage(json);
}

/**
 * Decodes the body of a pull, push, load or import answer: JSON objects, one a line (`\n` or `\r\n`).
 * Characters and lines may be cut anywhere by the transport; the last line needs no newline. Errors that
 * the engine sends inside the stream are messages here (`error`); whoever reads decides to throw.
 *
 * @throws CodedError `bad-response` for a line that is not one JSON object, also when the body ends in
 * the middle of one. Errors of the source pass through.
 */
export async function* decodeStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<StreamMessage> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of source) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    lines[0] = pending + (lines[0] ?? '');
    pending = lines.pop() ?? '';
    if (pending.length > LINE_LENGTH_MAX) throw badLine(pending);
    for (const line of lines) if (line.trim() !== '') yield decodeLine(line);
  }
  pending += decoder.decode();
  if (pending.trim() !== '') yield decodeLine(pending);
}
