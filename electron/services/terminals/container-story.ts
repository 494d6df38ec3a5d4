import type { ContainerStory, FileChange } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import { ChangeBook, isRm } from '../../core/commit/change-book';
import { dockerfileFromChanges } from '../../core/dockerfile/from-changes';
import type { InspectedImage } from '../../core/image-model';
import { MemberCopier, TAR_END } from '../../core/tar/copy-members';
import { typeFlag } from '../../core/tar/header';
import type { TarMember } from '../../core/tar/walker';
import { allChanges } from '../../engine/container-changes';
import type { Engine } from '../../engine/engine';
import { exportContainer } from '../../engine/export-container';
import { type InspectedContainer, inspectContainer } from '../../engine/inspect-container';
import { inspectImage } from '../../engine/inspect-image';

export interface StoryOptions {
  /** What was typed in its terminal, oldest first. */
  commands: readonly string[];
  signal: AbortSignal;
  /** Takes the tar of what was added and changed, piece by piece. */
  take: (bytes: Uint8Array) => Promise<void>;
}

/** As many files as anybody reads. */
const MOST_FILES = 5000;

/**
 * Writes down how to come from a container's image to its files without it. Its whole file system is read once for
 * that: engines offer no shorter way that keeps owners. Throws `not-found` also when its image is gone.
 */
export async function readStory(
  engine: Engine,
  containerId: string,
  { commands, signal, take }: StoryOptions,
): Promise<ContainerStory> {
  const container = await inspectContainer(engine, containerId, { signal });
  const image = await inspectImage(engine, container.imageId, { signal });
  const { changes, mounts } = await allChanges(engine, containerId, { signal });
  const found = await readFiles(engine, containerId, { changes: new ChangeBook(changes), signal, take });
  const { text, notes } = dockerfileFromChanges({
    ...(await baseOf(engine, container, image)),
    imageSettings: image.config,
    containerSettings: container,
    added: pathsOf(changes, 'added'),
    changed: pathsOf(changes, 'changed'),
    deleted: pathsOf(changes, 'deleted'),
    hasRm: found.hasRm,
    commands,
    mounts,
  });
  const files = found.files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { text, notes, files: files.slice(0, MOST_FILES), totalFiles: files.length };
}

const pathsOf = (changes: readonly FileChange[], kind: FileChange['kind']): string[] =>
  changes.filter((change) => change.kind === kind).map(({ path }) => path);

/** The name that was written when the container was made, when it still is the same image; else any of its names. */
async function baseOf(engine: Engine, { image: name }: InspectedContainer, image: InspectedImage) {
  const base = { baseId: image.id, baseHasTriggers: image.config.onBuild.length > 0 };
  const isName = !/^(?:sha256:)?[0-9a-f]{12,64}$/.test(name);
  const same = isName && (await idOf(engine, name)) === image.id;
  return { ...base, baseReference: same ? name : (image.references[0] ?? '') };
}

async function idOf(engine: Engine, name: string): Promise<string | null> {
  try {
    return (await inspectImage(engine, name)).id;
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.appError.code === 'not-found') return null;
    throw thrown;
  }
}

interface ReadInput {
  changes: ChangeBook;
  signal: AbortSignal;
  take: StoryOptions['take'];
}

/** Passes the changed members of a container's file system on, and notes their regular files. */
async function readFiles(engine: Engine, containerId: string, { changes, signal, take }: ReadInput) {
  const files: ContainerStory['files'] = [];
  let hasRm = changes.deletedRm;
  const copier = new MemberCopier((member) => {
    const path = pathOf(member);
    const wanted = changes.has(path);
    hasRm ||= !wanted && isRm(path);
    if (wanted && isFile(member)) files.push({ path, sizeBytes: member.size });
    return wanted;
  });
  const archive = await exportContainer(engine, containerId, { signal });
  for await (const piece of archive as AsyncIterable<Buffer>)
    for (const part of copier.push(piece)) await take(part);
  copier.end();
  if (copier.damaged !== null) throw codedError('engine-lost', `export: ${copier.damaged}`);
  await take(TAR_END);
  return { files, hasRm };
}

const isFile = ({ type }: TarMember): boolean => type === typeFlag.regular || type === typeFlag.regularOld;

/** As engines write paths: with a slash in front and none at the end. */
const pathOf = ({ name }: TarMember): string =>
  `/${Buffer.from(name)
    .toString('utf8')
    .replace(/^(?:\.?\/)+|\/+$/g, '')}`;
