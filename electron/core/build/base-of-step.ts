import { familiarReference, parseReference } from '../reference';

/** What BuildKit asks a registry before the instructions run: `load metadata for docker.io/library/debian:12`. */
const METADATA = /^load metadata for (\S+)$/;
const FROM = /^FROM\s+(?:--\S+\s+)*(\S+)/i;

/** The image that a step asks a registry for, as people write it; null for steps that ask for none. */
export function baseOfStep(text: string): string | null {
  const [, named = ''] = METADATA.exec(text) ?? FROM.exec(text) ?? [];
  const reference = parseReference(named);
  return reference.problem !== null || named === 'scratch' ? null : familiarReference(reference);
}
