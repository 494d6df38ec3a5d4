import type { LayerEntry } from '../protocol';

const letters: Record<string, string> = {
  file: '-',
  hardlink: 'h',
  directory: 'd',
  symlink: 'l',
  char: 'c',
  block: 'b',
  fifo: 'p',
  whiteout: '!',
  opaque: '!',
};

/** An entry for people: layer, change, mode, owner, size, path. */
export function entryLine({ layer, path, type, size, mode, uid, gid, linkname, change }: LayerEntry): string {
  const rights = (letters[type] ?? '?') + permissions(mode);
  const link = linkname === '' ? '' : ` -> ${linkname}`;
  return [
    String(layer).padStart(3),
    change.padEnd(8),
    rights,
    `${uid}:${gid}`.padStart(9),
    String(size).padStart(12),
    `${path}${link}`,
  ].join(' ');
}

/** `rwsr-xr-x`, as `ls` writes it. */
function permissions(mode: number): string {
  const bits = [...'rwxrwxrwx'].map((letter, index) => ((mode >> (8 - index)) & 1 ? letter : '-'));
  const special = (index: number, bit: number, letter: string): void => {
    if ((mode & bit) === 0) return;
    bits[index] = bits[index] === '-' ? letter.toUpperCase() : letter;
  };
  special(2, 0o4000, 's');
  special(5, 0o2000, 's');
  special(8, 0o1000, 't');
  return bits.join('');
}
