import { codedError } from '../../core/coded-error';

/** The JSON documents of an archive or layout, by their paths. */
export interface Documents {
  /** Text of a member; null when it is not there. `large` for a member that is too long to be a document of an image. */
  text(path: string): Promise<string | 'large' | null>;
  /** Whether there is a member of any kind. */
  has(path: string): boolean | Promise<boolean>;
}

export type Json = Readonly<Record<string, unknown>>;

/**
 * A parsed document; null when it is not there. Throws `bad-archive` for one that is too long, and for what is no
 * JSON.
 */
export async function documentAt(documents: Documents, path: string): Promise<unknown> {
  const text = await documents.text(path);
  if (text === null) return null;
  if (text === 'large') throw codedError('bad-archive', `${path} is too long`, { why: 'archive-too-large' });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw codedError('bad-archive', `${path} is no JSON`, {
      params: { document: path },
      why: 'bad-document',
      cause,
    });
  }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Members' paths as archives write them: `./manifest.json`, `/manifest.json`. */
export const plainPath = (path: string): string => path.replace(/^(?:\.?\/+)+/, '').replace(/\/+$/, '');
