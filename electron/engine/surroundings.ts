import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { FileView } from './contexts';
import type { Surroundings } from './well-known';

/** The machine as it is, for discovery. */
export function realSurroundings(env: Surroundings['env'] = process.env): Surroundings {
  return {
    env,
    platform: process.platform,
    home: homedir(),
    uid: process.getuid?.() ?? null,
    files: realFiles,
  };
}

const realFiles: FileView = {
  exists: existsSync,
  read: (path) => readFileSync(path, 'utf8'),
  list: (path) => orElse(() => readdirSync(path), []),
  real: (path) => orElse(() => realpathSync(path), path),
};

/** What is not there or not ours to see is no engine of ours. */
function orElse<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
