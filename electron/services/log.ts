import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { redact } from '../core/redact';

/** What went wrong without anybody to tell: for bug reports, never with secrets. */
export interface Log {
  info(message: string): void;
  error(message: string, thrown: unknown): void;
}

/** Two files of this size at most: the current one and the one before. */
const largest = 512 * 1024;

/** Opens the log in `folder`. Writing is synchronous, because the last line before a crash is the one that counts. */
export function openLog(folder: string): Log {
  const file = path.join(folder, 'layeryard.log');
  const write = (level: string, text: string) => {
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(file) > largest) renameSync(file, `${file}.1`);
      appendFileSync(file, `${new Date().toISOString()} ${level} ${redact(text)}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk must not turn a message into a crash, and there is nowhere else to say so.
    }
  };
  return {
    info: (message) => write('info', message),
    error: (message, thrown) => write('error', `${message}: ${wordsOf(thrown)}`),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\n  caused by ${wordsOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
