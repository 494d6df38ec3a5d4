const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;

/**
 * PKCS #8, PKCS #1 or SEC 1 in DER: a sequence that begins with version 0 or 1, and what follows the version there. A
 * certificate begins with another sequence.
 */
export function isDerKey(bytes: Uint8Array): boolean {
  if (bytes[0] !== SEQUENCE) return false;
  const length = bytes[1] ?? 0;
  const at = length < 0x80 ? 2 : 2 + (length & 0x7f);
  const follows = bytes[at + 3];
  return (
    bytes[at] === INTEGER &&
    bytes[at + 1] === 1 &&
    (bytes[at + 2] ?? 2) <= 1 &&
    (follows === SEQUENCE || follows === INTEGER || follows === OCTETS)
  );
}

/** Object identifier of PKCS #12 bags (RFC 7292) without its last part: 1 and 2 are keys, 3 a certificate. */
const keyBag = Buffer.from('2a864886f70d010c0a01', 'hex');
/** Java's own format: magic, then version and number of entries, then 1 for a first entry that is a key. */
const javaMagic = Buffer.from('feedfeed', 'hex');
const JAVA_FIRST_ENTRY = 12;

/** Whether a key store, PKCS #12 or Java's, has a private key: one of certificates alone has none. */
export function holdsStoredKey(_text: string, content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (bytes.indexOf(javaMagic) === 0)
    return bytes.subarray(JAVA_FIRST_ENTRY).indexOf('00000001', 0, 'hex') === 0;
  for (let at = bytes.indexOf(keyBag); at !== -1; at = bytes.indexOf(keyBag, at + 1)) {
    const bag = bytes[at + keyBag.length];
    if (bag === 1 || bag === 2) return true;
  }
  return false;
}
