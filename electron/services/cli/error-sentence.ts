import type { ErrorCode } from '../../contract';
import { toAppError } from '../../core/coded-error';
import { redact } from '../../core/redact';

/** What happened, for a terminal; the detail follows. */
const sentences: Partial<Record<ErrorCode, string>> = {
  'bad-archive': 'not an archive of images, or a broken one',
  'bad-reference': 'not the name of an image',
  'not-found': 'not found',
  'engine-unreachable': 'cannot reach the engine',
  'engine-lost': 'the connection to the engine broke',
  'engine-error': 'the engine refused',
  'file-unreadable': 'cannot be read',
  'name-not-utf8': 'has a name that is not UTF-8',
  'no-space': 'no space is left on the disk',
  timeout: 'it took too long',
  'bad-input': 'cannot be done',
};

/** One line: the source, what happened, and the other side's own words. */
export function errorSentence(source: string, thrown: unknown): string {
  const { code, detail } = toAppError(thrown);
  const words = [source, sentences[code] ?? code, redact(detail)].filter((part) => part !== '');
  return words.join(': ').replaceAll(/\s+/g, ' ');
}
