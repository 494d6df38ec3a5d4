import type { FileKind, PathChange } from '../../../api/contract';

const letters: Record<FileKind, string> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  hardlink: '-',
  char: 'c',
  block: 'b',
  fifo: 'p',
};

/** `drwxr-sr-t`, as `ls -l` writes it. */
export function modeText(kind: FileKind, mode: number | null): string {
  if (mode === null) return '–';
  const triple = (shift: number, special: number, mark: string) => {
    const bits = (mode >> shift) & 7;
    const runs = (bits & 1) !== 0;
    const last = (mode & special) !== 0 ? (runs ? mark : mark.toUpperCase()) : runs ? 'x' : '-';
    return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${last}`;
  };
  return `${letters[kind]}${triple(6, 0o4000, 's')}${triple(3, 0o2000, 's')}${triple(0, 0o1000, 't')}`;
}

/** `0755`, with the special bits first. */
export function modeDigits(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/** The sign of a change, beside its colour; a plain space for what stayed. */
export const changeSigns: Record<PathChange, string> = {
  same: '',
  below: '',
  added: '+',
  content: '~',
  metadata: '±',
  removed: '−',
};

export const changeColours: Record<PathChange, string> = {
  same: 'text-muted',
  below: 'text-muted',
  added: 'text-success',
  content: 'text-warning',
  metadata: 'text-info',
  removed: 'text-danger',
};

export const mapColours: Record<PathChange, string> = {
  same: 'bg-sunken text-fg',
  below: 'bg-sunken text-fg',
  added: 'bg-success-soft text-fg',
  content: 'bg-warning-soft text-fg',
  metadata: 'bg-info-soft text-fg',
  removed: 'bg-danger-soft text-fg',
};

/**
 * A name for the system's save dialog that cannot lead out of the folder that a person is in: no separators, no control
 * or direction marks, no drive, no `..`, no device of Windows, not longer than file systems take.
 */
export function safeFileName(path: string, ending = ''): string {
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*\\/]/gu, '_')
    .replace(/^\.+(?=\.|$)/, '')
    .replace(/[. ]+$/, '')
    .slice(0, 180);
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean);
  return `${reserved ? '_' : ''}${clean === '' ? 'file' : clean}${ending}`;
}
