import type { ImageContents } from '../../../contract';
import type { DigestContent } from '../../layer-index/layer-indexer';
import { readStanzas, type Stanza } from './stanzas';

export type PackageManager = ImageContents['packages'][number]['manager'];

export interface ListedPackage {
  name: string;
  version: string;
  architecture: string;
}

/** Paths of each manager's database; Alpine moves its own below usr. */
export const databases = {
  dpkg: ['var/lib/dpkg/status'],
  apk: ['lib/apk/db/installed', 'usr/lib/apk/db/installed'],
} as const satisfies Record<PackageManager, string[]>;

/** Distroless images have a file for each package instead of one for all. */
export const dpkgFolder = 'var/lib/dpkg/status.d';

/** In these states of dpkg(1) the files of a package are there. */
const installedStates = ['installed', 'triggers-pending', 'triggers-awaited', 'unpacked', 'half-configured'];

const DPKG_FIELDS = ['Package:', 'Version:', 'Architecture:', 'Status:'];
const APK_FIELDS = ['P:', 'V:', 'A:'];
const HEADING = 'packages\n';

/** Of dpkg's database the installed packages; a file of its own for a package has no status. */
export const digestDpkg: DigestContent = (content) =>
  encode(
    readStanzas(content, DPKG_FIELDS)
      .filter(isInstalled)
      .map((stanza) => listed(stanza, 'Package:', 'Version:', 'Architecture:')),
  );

export const digestApk: DigestContent = (content) =>
  encode(readStanzas(content, APK_FIELDS).map((stanza) => listed(stanza, 'P:', 'V:', 'A:')));

/** The packages that `digestDpkg` or `digestApk` kept. */
export function listedPackages(digest: Uint8Array | null): ListedPackage[] {
  const text = digest === null ? '' : Buffer.from(digest).toString('utf8');
  if (!text.startsWith(HEADING)) return [];
  return text
    .slice(HEADING.length)
    .split('\n')
    .map((line) => {
      const [name = '', version = '', architecture = ''] = line.split('\t');
      return { name, version, architecture };
    });
}

function isInstalled(stanza: Stanza): boolean {
  const status = stanza.get('Status:');
  return status === undefined || installedStates.includes(status.split(/\s+/).at(-1) ?? '');
}

const listed = (stanza: Stanza, ...fields: [string, string, string]): string =>
  fields.map((field) => (stanza.get(field) ?? '').replaceAll(/\s/g, ' ')).join('\t');

/** Null where nothing is installed: such a file of the folder is a list of checksums. */
function encode(lines: string[]): Uint8Array | null {
  const named = lines.filter((line) => !line.startsWith('\t'));
  return named.length === 0 ? null : Buffer.from(HEADING + named.join('\n'), 'utf8');
}
