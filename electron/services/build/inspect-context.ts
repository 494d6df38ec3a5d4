import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { BuildContext } from '../../contract';
import { codedError } from '../../core/coded-error';
import { outlineDockerfile } from './dockerfile-outline';
import { contextPath, readIgnoreRules } from './ignore-rules';
import { isDockerfileName } from './pack-context';
import { walkContext } from './walk-context';

const LARGEST_SHOWN = 8;
const LISTED = 50;
/** Files whose names say that they hold keys or passwords; `.env.example` and public keys do not. */
const SECRET_NAME =
  /(^|\/)(\.env(\.(?!example$|sample$|template$)[^/]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.dockercfg|\.git-credentials|credentials(\.json)?|[^/]+\.(pem|key|p12|pfx|kdbx|jks))$/;

/** A context's folder and Dockerfile, checked to exist. */
export interface ResolvedContext {
  folder: string;
  /** Absolute. */
  dockerfile: string;
  /** Of the Dockerfile. */
  stats: Stats;
  /** Relative to the folder with `/`; null when it lies outside. */
  inside: string | null;
}

/** Makes absolute what a person typed; throws `not-found` or `bad-input` with the path. */
export async function resolveContext(folder: string, dockerfile: string): Promise<ResolvedContext> {
  if (!isAbsolute(folder))
    throw codedError('bad-input', 'a full path is needed', { params: { path: folder } });
  const found = await statOrFail(folder);
  if (!found.isDirectory()) throw codedError('bad-input', 'not a folder', { params: { path: folder } });
  const absolute = isAbsolute(dockerfile) ? dockerfile : join(folder, dockerfile);
  const file = await statOrFail(absolute);
  if (!file.isFile()) throw codedError('bad-input', 'not a file', { params: { path: absolute } });
  const inside = contextPath(folder, absolute);
  const outside = inside.startsWith('..') || isAbsolute(inside);
  return { folder, dockerfile: absolute, stats: file, inside: outside ? null : inside };
}

async function statOrFail(path: string) {
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
  const names = (await readdir(folder)).filter(isDockerfileName).sort();
  const rank = (name: string) => (name === 'Dockerfile' ? 0 : name === 'Containerfile' ? 1 : 2);
  return names.sort((a, b) => rank(a) - rank(b));
}

type Figures = Pick<
  BuildContext,
  'files' | 'bytes' | 'ignoredFiles' | 'ignoredBytes' | 'largest' | 'secrets' | 'unsendable' | 'ignoreFile'
>;

async function measure(folder: string, dockerfile: string, signal: AbortSignal): Promise<Figures> {
  const rules = await readIgnoreRules(folder, dockerfile);
  const figures: Figures = {
    files: 0,
    bytes: 0,
    ignoredFiles: 0,
    ignoredBytes: 0,
    largest: [],
    secrets: [],
    unsendable: [],
    ignoreFile: rules.file,
  };
  const unreadable = ({ path }: { path: string }) => {
    if (figures.unsendable.length < LISTED) figures.unsendable.push(path);
  };
  for await (const { path, stats, ignored } of walkContext(folder, rules, unreadable, signal)) {
    if (!stats.isFile()) {
      const special = stats.isSocket() || stats.isBlockDevice() || stats.isCharacterDevice();
      if (special && !ignored) unreadable({ path });
    } else if (ignored) {
      figures.ignoredFiles += 1;
      figures.ignoredBytes += stats.size;
    } else {
      figures.files += 1;
      figures.bytes += stats.size;
      keepLargest(figures.largest, { path, sizeBytes: stats.size });
      if (figures.secrets.length < LISTED && SECRET_NAME.test(path)) figures.secrets.push(path);
    }
  }
  return figures;
}

function keepLargest(largest: BuildContext['largest'], candidate: BuildContext['largest'][number]): void {
  const smallest = largest[LARGEST_SHOWN - 1];
  if (smallest !== undefined && smallest.sizeBytes >= candidate.sizeBytes) return;
  largest.push(candidate);
  largest.sort((a, b) => b.sizeBytes - a.sizeBytes);
  largest.length = Math.min(largest.length, LARGEST_SHOWN);
}

/**
 * Looks at a dropped folder or Dockerfile: candidates, figures of what would be sent, declared stages and arguments.
 * `ignoredFiles` does not count what lies in folders that are skipped whole.
 */
export async function inspectContext(
  input: { path: string; dockerfile?: string | undefined },
  signal: AbortSignal,
): Promise<BuildContext> {
  const isFile = (await statOrFail(input.path)).isFile();
  const folder = isFile ? dirname(input.path) : input.path;
  const dockerfiles = await candidatesIn(folder);
  const wanted = input.dockerfile ?? (isFile ? basename(input.path) : (dockerfiles[0] ?? ''));
  const base = { folder, dockerfiles, dockerfile: wanted, suggestedTag: suggestTag(folder) };
  if (wanted === '') {
    const figures = await measure(folder, join(folder, 'Dockerfile'), signal);
    return { ...base, ...figures, stages: [], buildArgs: [] };
  }
  const resolved = await resolveContext(folder, wanted);
  const [figures, text] = await Promise.all([
    measure(folder, resolved.dockerfile, signal),
    readFile(resolved.dockerfile, 'utf8'),
  ]);
  return { ...base, ...figures, ...outlineDockerfile(text) };
}
