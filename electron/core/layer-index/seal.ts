import { corrupt } from './byte-reader';
import { Fingerprint } from './fingerprint';

/** Bytes before what is sealed: four that name the format, its version, and the checksum, 32 bits each. */
export const SEAL_LENGTH = 12;

/** Writes what the bytes are and their checksum into the first 12, which are kept free for it. Answers the same bytes. */
export function seal(bytes: Uint8Array, magic: string, version: number): Uint8Array {
  bytes.set(Buffer.from(magic, 'latin1'));
  const view = viewOf(bytes);
  view.setUint32(4, version, true);
  view.setUint32(8, checksumOf(bytes), true);
  return bytes;
}

export interface Seal {
  magic: string;
  version: number;
}

/**
 * Throws `bad-archive` unless the bytes are of this kind and version and have not changed since they were sealed. `intact`
 * says that something else has made sure of the latter.
 */
export function checkSeal(bytes: Uint8Array, { magic, version }: Seal, intact = false): void {
  if (bytes.length < SEAL_LENGTH) throw corrupt('ends too early');
  if (!Buffer.from(magic, 'latin1').equals(bytes.subarray(0, 4))) throw corrupt('is of another kind');
  const view = viewOf(bytes);
  if (view.getUint32(4, true) !== version) throw corrupt(`has version ${view.getUint32(4, true)}`);
  if (!intact && view.getUint32(8, true) !== checksumOf(bytes)) throw corrupt('has changed');
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** Every byte counts. */
function checksumOf(bytes: Uint8Array): number {
  const fingerprint = new Fingerprint();
  fingerprint.reset(bytes.length, bytes.length);
  fingerprint.add(bytes, SEAL_LENGTH, bytes.length);
  return fingerprint.digest();
}
