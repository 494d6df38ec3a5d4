import type { Message, Type } from 'protobufjs';
import type { BuildkitStatus } from '../../core/buildkit-status';
import { codedError } from '../../core/coded-error';
import { fieldsOf, textOf } from '../fields';
import { buildkitMessages } from './messages';

/** Id of the messages that carry BuildKit's status (moby, builder/builder-next). */
export const TRACE_ID = 'moby.buildkit.trace';
/** Id of the message that names the image built. */
export const IMAGE_ID = 'moby.image.id';

export type DecodeStatus = (aux: unknown) => BuildkitStatus;

type Fields = Record<string, unknown>;

/** Reads the protobuf library, which only builds need, and answers what decodes the `aux` of a status message. */
export async function statusDecoder(): Promise<DecodeStatus> {
  const { default: protobuf } = await import('protobufjs');
  const type = protobuf.Root.fromJSON(buildkitMessages).lookupType('StatusResponse');
  return (aux) => toStatus(decode(type, aux));
}

/** Throws `bad-response` for what is no status. */
function decode(type: Type, aux: unknown): Fields {
  try {
    const message: Message = type.decode(Buffer.from(textOf(aux), 'base64'));
    return type.toObject(message, { longs: Number, arrays: true, defaults: true });
  } catch (cause) {
    throw codedError('bad-response', 'a status of the build cannot be read', {
      params: { call: 'Status' },
      why: 'unexpected-answer',
      cause,
    });
  }
}

function toStatus(fields: Fields): BuildkitStatus {
  return {
    vertexes: listOf(fields.vertexes).map((vertex) => ({
      digest: textOf(vertex.digest),
      inputs: textsOf(vertex.inputs),
      name: textOf(vertex.name),
      cached: vertex.cached === true,
      started: timeOf(vertex.started),
      completed: timeOf(vertex.completed),
      error: textOf(vertex.error),
    })),
    statuses: listOf(fields.statuses).map((status) => ({
      id: textOf(status.ID),
      vertex: textOf(status.vertex),
      current: Number(status.current),
      total: Number(status.total),
      done: timeOf(status.completed) !== null,
    })),
    logs: listOf(fields.logs).map((log) => ({ vertex: textOf(log.vertex), bytes: bytesOf(log.msg) })),
    warnings: listOf(fields.warnings).map(toWarning),
  };
}

function toWarning(warning: Fields): BuildkitStatus['warnings'][number] {
  const line = fieldsOf(fieldsOf(listOf(warning.ranges)[0]).start).line;
  return {
    vertex: textOf(warning.vertex),
    text: Buffer.from(bytesOf(warning.short)).toString('utf8'),
    url: textOf(warning.url),
    line: typeof line === 'number' && line > 0 ? line : null,
  };
}

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(0));

/** Unix milliseconds; null for a time that is not set. */
function timeOf(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const { seconds, nanos } = fieldsOf(value);
  const whole = Number(seconds);
  return whole > 0 ? whole * 1000 + Number(nanos) / 1_000_000 : null;
}
