import { codedError } from '../core/coded-error';

/**
 * Readers of engine answers. Engines leave members out, say `null` for an empty list and add members with
 * each API version, so a missing member is an empty value; only an answer of the wrong kind is an error.
 */
export type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer that has to be an object. Throws `bad-response` when it is none. */
export function asFields(value: unknown, what: string): Fields {
  if (isRecord(value)) return value;
  throw codedError('bad-response', `${what}: expected an object`, {
    params: { call: what },
    why: 'unexpected-answer',
  });
}

/** An answer that has to be a list of objects; `null` is an empty one. Throws `bad-response` otherwise. */
export function asFieldsList(value: unknown, what: string): Fields[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw codedError('bad-response', `${what}: expected a list`, {
    params: { call: what },
    why: 'unexpected-answer',
  });
}

/** A member object; empty when missing. */
export const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {});

/** Member objects of a list; empty when missing. */
export const fieldsListOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const numberOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;

/** A list of strings; a lone string counts as a list of one (image entrypoints of old builders). */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Names of a set that the engine writes as an object of empty objects (`ExposedPorts`, `Volumes`). */
export const keysOf = (value: unknown): string[] => Object.keys(fieldsOf(value)).sort();

/** A map of strings (labels); values of other kinds are left out. */
export function textMapOf(value: unknown): Record<string, string> {
  // Lists of thousands come through here: no arrays in between.
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(fieldsOf(value)))
    if (typeof text === 'string') texts[name] = text;
  return texts;
}

/** RFC 3339 text to Unix milliseconds; 0 for none and for Go's zero time. */
export function timeOf(value: unknown): number {
  const parsed = Date.parse(textOf(value));
  return Number.isNaN(parsed) || parsed < 0 ? 0 : parsed;
}
