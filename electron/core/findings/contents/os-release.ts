import { displayName } from '../../image-tree/paths';
import type { DigestContent } from '../../layer-index/layer-indexer';

/** A system as os-release(5) names it; empty where it says nothing. */
export interface OsRelease {
  name: string;
  id: string;
  version: string;
}

const LONGEST_LINE = 512;
const assignment = /^(PRETTY_NAME|NAME|ID|VERSION_ID|VERSION)=(.*)$/;

/** Of os-release the lines that tell name and version. */
export const digestOsRelease: DigestContent = (content) => {
  const lines = Buffer.from(content)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length <= LONGEST_LINE && assignment.test(line));
  return lines.length === 0 ? null : Buffer.from(lines.join('\n'), 'utf8');
};

/** What os-release(5) says, from its content or from what was kept of it. A line that comes again wins. */
export function parseOsRelease(content: Uint8Array): OsRelease {
  const values = new Map<string, string>();
  for (const line of Buffer.from(content).toString('utf8').split('\n')) {
    const [, key, value] = assignment.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, forPeople(unquoted(value)));
  }
  const id = values.get('ID') ?? '';
  return {
    name: values.get('PRETTY_NAME') || values.get('NAME') || id,
    id,
    version: values.get('VERSION_ID') || values.get('VERSION') || '',
  };
}

/** Values are written as for a shell: in quotes or without, with backslashes. */
function unquoted(value: string): string {
  const quote = value[0];
  if (value.length < 2 || (quote !== '"' && quote !== "'") || value.at(-1) !== quote) return value;
  const inner = value.slice(1, -1);
  return quote === "'" ? inner : inner.replaceAll(/\\(["'\\$`])/g, '$1');
}

/** The image may lie about itself, but not reorder or hide the text around it. */
const forPeople = (value: string): string => displayName(Buffer.from(value, 'utf8'));
