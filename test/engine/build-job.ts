import type { BuildSpec } from '../../electron/contract';
import type { Engine } from '../../electron/engine/engine';
import type { JobContext } from '../../electron/services/jobs/job-context';

/** A build with every choice left alone but the given ones. */
export function buildSpec(engineId: string, folder: string, more: Partial<BuildSpec>): BuildSpec {
  const defaults = { dockerfile: 'Dockerfile', tags: [], target: '', buildArgs: {}, noCache: false };
  return { kind: 'build', engineId, folder, pullBase: false, ...defaults, ...more };
}

/** What a job is given, with its log in `seen`. */
export function contextOf(engine: Engine, seen: { log: string }): JobContext {
  return {
    id: 'test',
    engine,
    signal: new AbortController().signal,
    show: () => undefined,
    changed: () => undefined,
    log: (text) => {
      seen.log += text;
    },
    credentialsFor: async () => undefined,
    images: {
      all: () => [],
      get: () => undefined,
      holderOf: () => undefined,
      inspect: () => Promise.reject(new Error('a build inspects nothing')),
      reclaimedBy: async () => null,
    },
  };
}
