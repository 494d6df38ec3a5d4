import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** What set-up keeps between runs: stamps, fallback runtime. Not tracked, safe to delete. */
export const cache = path.join(root, '.cache');
