import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { BuildContext } from '../../contract';
import { codedError } from '../../core/coded-error';
import { outlineDockerfile } from './dockerfile-outline';
import { contextPath } from './ignore-rules';
import { type MeasureContext, type MeasureOptions, measureContext } from './measure-context';
import { isDockerfileName } from './pack-context';
import { dockerfileText } from './small-file';

/** A context's folder and Dockerfile, checked to exist. */
export interface ResolvedContext {
  folder: string;
  /** Absolute. */
  dockerfile: string;
  /** Relative to the folder with `/`; null when it lies outside. */
  inside: string | null;
}

/** Makes absolute what a person typed; throws `not-found` or `bad-input` with the path. */
export async function resolveContext(folder: string, dockerfile: string): Promise<ResolvedContext> {
  const found = await statOrFail(folder);
  if (!found.isDirectory())
    throw codedError('bad-input', 'not a folder', { params: { path: folder, reason: 'not-a-folder' } });
  const absolute = isAbsolute(dockerfile) ? dockerfile : join(folder, dockerfile);
  const file = await statOrFail(absolute);
  if (!file.isFile())
    throw codedError('bad-input', 'not a file', { params: { path: absolute, reason: 'not-a-file' } });
  const inside = contextPath(folder, absolute);
  const outside = inside.startsWith('..') || isAbsolute(inside);
  return { folder, dockerfile: absolute, inside: outside ? null : inside };
}

/** What is not written from the root would be looked for wherever the app was started. */
async function statOrFail(path: string) {
  if (!isAbsolute(path))
    throw codedError('bad-input', 'a full path is needed', { params: { path, reason: 'not-full' } });
  try {
    return await stat(path);
  } catch (thrown) {
    const missing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    throw codedError(missing ? 'not-found' : 'file-unreadable', String(thrown), {
      params: { path },
      cause: thrown,
    });
  }
}

/** `My App_1` -> `my-app_1`: what a reference's last component may hold (distribution/reference). */
export function suggestTag(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .replace(/([._-])[._-]+/g, '$1');
  return `${name === '' ? 'image' : name}:latest`;
}

async function candidatesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && isDockerfileName(entry.name));
  const names = files.map(({ name }) => name).sort();
  const rank = (name: string) => (name === 'Dockerfile' ? 0 : name === 'Containerfile' ? 1 : 2);
  return names.sort((a, b) => rank(a) - rank(b));
}

/** What is known before the walk, and what it has found so far. */
export type LookOptions = Omit<MeasureOptions, 'onProgress'> & {
  onProgress?: (context: BuildContext) => void;
  /** This thread's own by default. */
  measure?: MeasureContext;
};

/** Looks at a dropped folder or Dockerfile: candidates, figures of what would be sent, declared stages and arguments. */
export async function inspectContext(
  input: { path: string; dockerfile?: string | undefined },
  options: LookOptions,
): Promise<BuildContext> {
  const isFile = (await statOrFail(input.path)).isFile();
  const folder = isFile ? dirname(input.path) : input.path;
  const dockerfiles = await candidatesIn(folder);
  const wanted = input.dockerfile ?? (isFile ? basename(input.path) : (dockerfiles[0] ?? ''));
  const known = {
    kind: 'folder' as const,
    folder,
    dockerfiles,
    dockerfile: wanted,
    suggestedTag: suggestTag(folder),
    ...(await outlineOf(folder, wanted)),
  };
  const { signal, ignoreText, onProgress, measure = measureContext } = options;
  const figures = await measure(folder, resolve(folder, wanted === '' ? 'Dockerfile' : wanted), {
    signal,
    ignoreText,
    onProgress: onProgress && ((soFar) => onProgress({ ...known, ...soFar })),
  });
  return { ...known, ...figures };
}

async function outlineOf(
  folder: string,
  wanted: string,
): Promise<Pick<BuildContext, 'stages' | 'buildArgs'>> {
  if (wanted === '') return { stages: [], buildArgs: [] };
  const { dockerfile } = await resolveContext(folder, wanted);
  return outlineDockerfile(await dockerfileText(dockerfile));
}
