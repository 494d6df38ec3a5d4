import type { TestProject } from 'vitest/node';
import { addressOf, type EngineAddress, type EngineKind, startEngine } from './engines';
import { removeAbandonedFolders } from './temporary-folder';

declare module 'vitest' {
  interface ProvidedContext {
    /** Both engines of this run, for `inject('engines')`. Tests that end or restart one start their own. */
    engines: Record<EngineKind, EngineAddress>;
  }
}

/** Starts both engines once for all engine tests of a run, and removes them at its end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [classic, containerd] = await Promise.all([startEngine('classic'), startEngine('containerd')]);
  project.provide('engines', { classic: addressOf(classic), containerd: addressOf(containerd) });
  return async () => {
    await Promise.all([classic.stop(), containerd.stop()]);
    await removeAbandonedFolders();
  };
}
