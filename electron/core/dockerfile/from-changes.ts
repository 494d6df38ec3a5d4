import type { StoryNote } from '../../contract';
import type { InspectedImage } from '../image-model';

/** The file beside the Dockerfile that holds what was added and changed. */
export const CHANGES_FILE = 'changes.tar';

type Settings = Pick<
  InspectedImage['config'],
  'entrypoint' | 'command' | 'environment' | 'exposedPorts' | 'user' | 'workingDir'
>;

export interface StoryInput {
  /** A name that stands for the base image now; empty where it has none. */
  baseReference: string;
  baseId: string;
  /** The base image runs further instructions when it is built upon. */
  baseHasTriggers: boolean;
  imageSettings: Settings;
  containerSettings: Settings;
  /** Full paths, in order. */
  added: readonly string[];
  changed: readonly string[];
  /** Full paths of what the base has and the container has not, or has anew. */
  deleted: readonly string[];
  /** The base has a program `rm`. */
  hasRm: boolean;
  /** What was typed, oldest first. */
  commands: readonly string[];
  mounts: readonly string[];
}

/**
 * A Dockerfile that builds to the same files, and what it cannot do. Added and changed files come as one tar that ADD
 * unpacks: unlike COPY it keeps owners, modes, times, hard links and attributes exactly, whoever the files' owner on
 * this computer is, and file systems cannot get in its way. What was deleted goes first: then what stands there anew
 * in the container comes back with the tar.
 */
export function dockerfileFromChanges(input: StoryInput): { text: string; notes: StoryNote[] } {
  const deleted = input.hasRm ? topmost(input.deleted) : [];
  const blocks = [
    heading(input),
    [`FROM ${input.baseReference === '' ? input.baseId : input.baseReference}`],
    typed(input.commands),
    removal(deleted, input.imageSettings.user),
    addition(input),
    settings(input, deleted.length > 0),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return { text, notes: notesOf(input) };
}

function heading({ baseReference, baseId }: StoryInput): string[] {
  return [
    '# Written from a container that was changed by hand.',
    ...(baseReference === '' ? [] : [`# The base image was ${baseId}.`]),
  ];
}

function typed(commands: readonly string[]): string[] {
  if (commands.length === 0) return [];
  return [
    '# Typed in the terminal. RUN instructions made of these would tell how the files came to be;',
    '# until then they are added as they were found.',
    ...commands.map((command) => `#   $ ${visible(command)}`),
  ];
}

/** More paths in one instruction would be hard to read, and kernels bound what a program is called with. */
const PATHS_PER_RUN = 200;

/** With its group, because BuildKit looks for the groups of a lone user in a file that small images lack. */
const ROOT = '0:0';
const needsRoot = (user: string): boolean => user !== '' && user !== ROOT;

/** As a list, which needs no shell and expands nothing; root, because others may not. */
function removal(deleted: readonly string[], user: string): string[] {
  if (deleted.length === 0) return [];
  const lines: string[] = needsRoot(user) ? [`USER ${ROOT}`] : [];
  for (let at = 0; at < deleted.length; at += PATHS_PER_RUN) {
    const paths = deleted.slice(at, at + PATHS_PER_RUN).map((path) => JSON.stringify(path));
    lines.push(`RUN ["rm", "-rf", "--", \\\n  ${paths.join(', \\\n  ')}]`);
  }
  return lines;
}

/** The tar has them all; this many are said in the Dockerfile. */
const LISTED = 300;

function addition({ added, changed }: StoryInput): string[] {
  const paths = [
    ...added.map((path) => ({ path, sign: 'A' })),
    ...changed.map((path) => ({ path, sign: 'C' })),
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
  if (paths.length === 0) return [];
  const left = paths.length - LISTED;
  return [
    `# A: added, C: changed; all of it in ${CHANGES_FILE}, with owners, modes, times and links.`,
    ...paths.slice(0, LISTED).map(({ path, sign }) => `#   ${sign} ${visible(path)}`),
    ...(left > 0 ? [`#   … and ${left} more`] : []),
    `ADD ${CHANGES_FILE} /`,
  ];
}

/** What the container was run with, where it differs from the image, as a commit would keep it. */
function settings(input: StoryInput, asRoot: boolean): string[] {
  const { imageSettings: image, containerSettings: container } = input;
  const known = new Set(image.environment);
  const variables = container.environment.filter((variable) => !known.has(variable));
  const ports = container.exposedPorts.filter((port) => !image.exposedPorts.includes(port));
  const backToUser = asRoot && needsRoot(image.user);
  const differs = (one: string[], other: string[]) => JSON.stringify(one) !== JSON.stringify(other);
  const entrypoint = differs(image.entrypoint, container.entrypoint);
  return [
    ...variables.map((variable) => `ENV ${environmentText(variable)}`),
    ...(container.workingDir !== image.workingDir && container.workingDir !== ''
      ? [`WORKDIR ${plain(container.workingDir)}`]
      : []),
    ...(container.user !== image.user || backToUser ? [`USER ${plain(container.user || ROOT)}`] : []),
    ...ports.map((port) => `EXPOSE ${port}`),
    ...(entrypoint ? [`ENTRYPOINT ${JSON.stringify(container.entrypoint)}`] : []),
    // A new entrypoint drops the base's command.
    ...(entrypoint || differs(image.command, container.command)
      ? [`CMD ${JSON.stringify(container.command)}`]
      : []),
  ];
}

/** In double quotes, in which the builder expands variables and nothing else. */
function environmentText(variable: string): string {
  const at = variable.indexOf('=');
  const value = variable.slice(at + 1).replace(/[\\"$]/g, '\\$&');
  return `${variable.slice(0, at)}="${value.replace(/\n/g, '\\n')}"`;
}

/** Instructions that take one word to their end expand variables too. */
const plain = (text: string): string => text.replace(/[\\$]/g, '\\$&');

/** In a comment, which ends with its line. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (letter) => JSON.stringify(letter).slice(1, -1));
}

/** Without what lies below another one. */
function topmost(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.filter((path) => !foldersAbove(path).some((folder) => all.has(folder)));
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function notesOf(input: StoryInput): StoryNote[] {
  const notes: StoryNote[] = [];
  const { added, changed, deleted, hasRm, mounts, baseReference, baseHasTriggers } = input;
  if (added.length + changed.length + deleted.length === 0)
    notes.push({ kind: 'nothing-changed', paths: [] });
  if (deleted.length > 0 && !hasRm) notes.push({ kind: 'no-rm', paths: topmost(deleted) });
  if (baseReference === '') notes.push({ kind: 'no-base-name', paths: [] });
  if (baseHasTriggers) notes.push({ kind: 'on-build', paths: [] });
  if (mounts.length > 0) notes.push({ kind: 'volumes', paths: [...mounts] });
  return notes;
}
