import type { StreamMessage } from '../../core/stream-message';

/** What the log keeps of a stream: everything but the counting. Empty for what is not worth a line. */
export function logLine({ id, status, stream, current }: StreamMessage): string {
  if (stream !== '') return stream.endsWith('\n') ? stream : `${stream}\n`;
  if (status === '' || current !== null) return '';
  return `${id === '' ? '' : `${id}: `}${status}\n`;
}
