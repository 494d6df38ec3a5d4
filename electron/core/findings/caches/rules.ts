import type { CacheKind } from '../../../contract';

/**
 * Folders that package managers fill again when they need them. With a slash in front from the root, else below any
 * folder; `#` stands for one part that begins with a digit. Only what nothing needs at run time: no installed modules,
 * no browsers or models that tools put into `.cache`, no Yarn cache of a project, which runs from it.
 */
const folders: Record<CacheKind, string[]> = {
  'apt-lists': ['/var/lib/apt/lists'],
  'apt-archives': ['/var/cache/apt'],
  apk: ['/var/cache/apk', '/etc/apk/cache'],
  yum: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'],
  pip: ['.cache/pip'],
  npm: ['.npm/_cacache', '.npm/_npx', '.npm/_logs'],
  yarn: ['.cache/yarn', '.yarn/berry/cache'],
  go: ['.cache/go-build', 'go/pkg/mod'],
  cargo: ['.cargo/registry', '.cargo/git', '/usr/local/cargo/registry', '/usr/local/cargo/git'],
  maven: ['.m2/repository'],
  composer: ['.composer/cache', '.cache/composer'],
  gem: ['gems/#/cache', '.gem/ruby/#/cache', '/usr/local/bundle/cache', '.bundle/cache'],
  conda: [
    '/opt/conda/pkgs',
    'anaconda3/pkgs',
    'miniconda3/pkgs',
    'miniforge3/pkgs',
    'mambaforge/pkgs',
    'micromamba/pkgs',
    '.conda/pkgs',
  ],
  other: [
    '.cache/uv',
    '.cache/pypoetry',
    '.cache/pnpm',
    '.cache/node-gyp',
    '.local/share/pnpm/store',
    '.local/share/NuGet/http-cache',
    '.gradle/caches',
    '/var/cache/zypp',
    '/var/cache/pacman/pkg',
  ],
};

/** A cache's folder: parts of its path from the last to the first. */
export interface CacheRule {
  cache: CacheKind;
  parts: string[];
  /** The first part lies in the root. */
  fromRoot: boolean;
}

export const ANY_VERSION = '#';

export const cacheRules: CacheRule[] = Object.entries(folders).flatMap(([cache, paths]) =>
  paths.map((path) => ({
    cache: cache as CacheKind,
    parts: path.split('/').filter(Boolean).reverse(),
    fromRoot: path.startsWith('/'),
  })),
);
