import type { CapabilityName, JobSpec } from '../../contract';
import { requireReference } from '../../core/reference';
import { requireCapability } from '../../engine/capabilities';
import type { Engine } from '../../engine/engine';

/**
 * What can be known to be wrong before a job starts, so that its dialog can say so: names that are none, and
 * work that the engine does not offer. Throws `bad-reference` or `unsupported`.
 */
export function checkSpec(spec: JobSpec, engine: Engine | null): void {
  for (const reference of newNames(spec)) requireReference(reference);
  if (engine === null) return;
  for (const capability of needs(spec)) {
    requireCapability(engine, capability);
  }
}

/** Texts that must be references; other members may be ids too. */
function newNames(spec: JobSpec): string[] {
  switch (spec.kind) {
    case 'pull':
    case 'tag':
      return [spec.reference];
    case 'commit':
    case 'import':
      return spec.reference === undefined ? [] : [spec.reference];
    case 'push':
    case 'untag':
      return spec.references;
    case 'build':
      return spec.tags;
    case 'remove':
    case 'prune':
    case 'save':
    case 'load':
    case 'analyse':
    case 'extract':
      return [];
  }
}

function needs(spec: JobSpec): CapabilityName[] {
  switch (spec.kind) {
    case 'pull':
      return [
        ...(spec.platform ? ['platform-pull' as const] : []),
        ...(spec.allTags ? ['all-tags' as const] : []),
      ];
    case 'prune':
      return [spec.mode === 'build-cache' ? 'buildkit' : 'prune'];
    case 'push':
    case 'commit':
    case 'save':
    case 'load':
    case 'import':
      return [spec.kind];
    case 'tag':
    case 'untag':
    case 'remove':
      return [];
    case 'build':
      return [
        ...(spec.squash ? ['squash' as const] : []),
        ...(spec.builder === 'buildkit' ? ['buildkit' as const] : []),
        ...(spec.contexts?.length ? ['build-contexts' as const] : []),
      ];
    case 'analyse':
    case 'extract':
      return spec.source.kind === 'image' ? ['save'] : [];
  }
}
