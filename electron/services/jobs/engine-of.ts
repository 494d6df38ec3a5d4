import type { JobSpec } from '../../contract';

/** The engine that a job works with; null for work on an archive, which needs none. */
export function engineOf(spec: JobSpec): string | null {
  if (spec.kind !== 'analyse' && spec.kind !== 'extract') return spec.engineId;
  return spec.source.kind === 'image' ? spec.source.engineId : null;
}
