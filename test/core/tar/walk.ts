import { type TarSink, TarWalker } from '../../../electron/core/tar/walker';

/** Walks a tar in pieces of one size and writes down what the walker tells, one line a member or damage. */
export function walk(tar: Uint8Array, piece = tar.length): string[] {
  const lines: string[] = [];
  const walker = new TarWalker(writer(lines));
  for (let at = 0; at < tar.length; at += piece) walker.push(tar, at, Math.min(at + piece, tar.length));
  walker.end();
  return lines;
}

function writer(lines: string[]): TarSink {
  let content = '';
  return {
    member(found) {
      const name = Buffer.from(found.name).toString('latin1');
      const link = Buffer.from(found.link).toString('latin1');
      const holes = found.size === found.stored ? '' : ` of ${found.size}`;
      const type = String.fromCharCode(found.type || 0x30);
      lines.push(
        `${type} ${name}${link === '' ? '' : ` -> ${link}`} ${found.stored}${holes} @${found.offset}`,
      );
      content = '';
      return true;
    },
    data(bytes, from, to) {
      content += Buffer.from(bytes.subarray(from, to)).toString('latin1');
    },
    memberEnd() {
      if (content !== '') lines.push(`  ${content.length > 40 ? `${content.length} bytes` : content}`);
    },
    damage: (kind, offset) => lines.push(`! ${kind} @${offset}`),
  };
}
