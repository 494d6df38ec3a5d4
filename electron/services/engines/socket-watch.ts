import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { EngineTarget } from '../../engine/engine';
import { parseHost } from '../../engine/host-address';

/** The file of a unix socket endpoint; null for every other kind. */
export function socketFile({ endpoint }: Pick<EngineTarget, 'endpoint'>): string | null {
  const address = parseHost(endpoint.host);
  return address?.transport === 'unix' ? address.path : null;
}

/**
 * Calls `onChange` when one of the files is made or removed, so that an engine that comes back is noticed without
 * asking for it. Folders that cannot be watched are left out. Answers the function that ends it.
 */
export function watchSockets(files: string[], onChange: () => void): () => void {
  const watchers = files.map((file) => watchFile(file, onChange));
  return () => {
    for (const watcher of watchers) watcher?.close();
  };
}

function watchFile(file: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(path.dirname(file), { persistent: false }, (_kind, name) => {
      if (name === path.basename(file)) onChange();
    });
    // The folder itself may vanish; then there is nothing left to hear.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    // No such folder: whoever waits for the engine asks again on its own.
    return null;
  }
}
