import { familiarName, isImageId, parseReference } from './reference';

/** Names that Windows keeps for devices, whatever follows the dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Leaves room for `.tar`, a counter and the folder under common limits of 255 bytes. */
const LENGTH_MAX = 120;
const ID_DIGITS = 12;

/** A text as part of a file name on every system: no separators, no reserved characters, no device. */
function safe(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, LENGTH_MAX)
    .replace(/[.-]+$/, '');
  return deviceName.test(name) ? `_${name}` : name;
}

/** The last part of the repository and the version: `registry:5000/team/app:1.2` is `app_1.2`. */
function nameOf(reference: string): string {
  if (isImageId(reference)) return safe(`image_${reference.replace(/^sha256:/, '').slice(0, ID_DIGITS)}`);
  const parsed = parseReference(reference);
  if (parsed.problem !== null) return safe(reference) || 'image';
  const repository = familiarName(parsed).split('/').at(-1) ?? '';
  const version = parsed.tag || parsed.digest.replace(/^\w+:/, '').slice(0, ID_DIGITS) || 'latest';
  return safe(`${repository}_${version}`);
}

/**
 * File name for an archive of images: `nginx_1.27.tar`, `nginx_1.27+2.tar` for it and two more. Only
 * ASCII letters, digits and `._+-`, never hidden, never a device of Windows, at most 130 characters.
 */
export function suggestArchiveName(references: string[]): string {
  const [first, ...more] = references;
  if (first === undefined) return 'images.tar';
  return `${nameOf(first)}${more.length === 0 ? '' : `+${more.length}`}.tar`;
}
