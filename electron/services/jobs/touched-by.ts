import type { JobSnapshot } from '../../contract';

/**
 * Ids and names of the images that a job may have changed: asked for when it ends, because not every engine tells
 * every change in its events.
 */
export function touchedBy({ spec, result }: JobSnapshot): string[] {
  const made = [...(result?.references ?? []), ...(result?.imageIds ?? [])];
  switch (spec.kind) {
    case 'remove':
      return [...made, ...spec.targets];
    case 'tag':
      return [...made, spec.source];
    case 'push':
    case 'save':
    case 'analyse':
    case 'extract':
      return [];
    case 'pull':
    case 'untag':
    case 'prune':
    case 'commit':
    case 'load':
    case 'import':
    case 'build':
      return made;
  }
}
