import type { Handlers } from '../../../electron/contract';

type Part = Pick<
  Handlers,
  Extract<keyof Handlers, `build.${string}` | `builds.${string}` | `dockerfile.${string}`>
>;

/** Answers about a folder that is about to be built. */
export function fakeBuildHandlers(): Part {
  return {
    'build.context': async ({ path }) => ({
      kind: 'folder',
      folder: path,
      dockerfiles: ['Dockerfile'],
      dockerfile: 'Dockerfile',
      suggestedTag: 'shop',
      files: 214,
      bytes: 3_200_000,
      ignoredFiles: 18_402,
      ignoredBytes: 412_000_000,
      ignoreFile: '.dockerignore',
      largest: [{ path: 'public/hero.webp', sizeBytes: 1_100_000 }],
      secrets: [],
      unsendable: [],
      complete: true,
      ignoreLines: [{ line: 1, pattern: 'node_modules', files: 0, bytes: 0, folders: ['node_modules'] }],
      gitFolder: false,
      leaving: [],
      stages: ['build', 'runtime'],
      buildArgs: [{ name: 'NODE_VERSION', defaultValue: '22' }],
    }),
    'builds.list': async () => [],
    'builds.log': async () => '',
    'builds.remove': async () => [],
    'dockerfile.read': async ({ folder, file }) => ({
      path: `${folder}/${file}`,
      text: 'FROM node:22\nRUN npm ci\n',
      version: 'one',
    }),
    'dockerfile.save': async ({ folder, file, text }) => ({
      path: `${folder}/${file}`,
      text,
      version: 'two',
    }),
    'dockerfile.check': async () => [],
    'dockerfile.complete': async () => [],
    'dockerfile.hover': async () => '',
  };
}
