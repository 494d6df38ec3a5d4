import { CodedError } from '../core/coded-error';
import { isImageId } from '../core/reference';
import type { Engine } from './engine';
import { refine } from './engine-error';
import type { ErrorContext } from './error-context';
import { asFieldsList, type Fields, textOf } from './fields';
import { imagePath } from './image-path';
import { familiar, withAlgorithm } from './image-summary';
import { listContainers } from './list-containers';
import { readJson } from './request';

export interface RemoveInput {
  /** A reference (untags, and deletes with the last one) or an image id. */
  target: string;
  force: boolean;
  /** Keep untagged parents. */
  noPrune?: boolean | undefined;
  /** Whose containers `show-containers` shows when they are in the way; the target itself when that is an id. */
  imageId?: string | undefined;
}

export interface RemoveOutcome {
  untagged: string[];
  deleted: string[];
}

/**
 * `DELETE /images/{name}`. Throws `image-in-use` with the names of the containers in the param `containers`
 * and the cause in `reason` (`running-container`, `stopped-container`, `several-references`, `has-children`),
 * and with the step `force` only where force would help.
 */
export async function removeImage(
  engine: Engine,
  { target, force, noPrune, imageId }: RemoveInput,
): Promise<RemoveOutcome> {
  try {
    const answer = await readJson(engine.docker, {
      method: 'DELETE',
      path: imagePath(target),
      query: { force, noprune: noPrune === true },
      context: contextOf(target, imageId),
    });
    return toOutcome(asFieldsList(answer, 'removed images'));
  } catch (thrown) {
    throw await withContainerName(engine, thrown);
  }
}

function contextOf(target: string, imageId: string | undefined): ErrorContext {
  const id = imageId ?? (isImageId(target) ? target : undefined);
  return { reference: target, ...(id === undefined ? {} : { imageId: id }) };
}

/** The lists of what a removal or a prune did; Podman ends its lines with a newline. */
export function toOutcome(entries: Fields[]): RemoveOutcome {
  const of = (member: string) =>
    entries.map((entry) => textOf(entry[member]).trim()).filter((text) => text !== '');
  return { untagged: of('Untagged').map(familiar), deleted: of('Deleted').map(withAlgorithm) };
}

const stopped = new Set(['created', 'exited', 'dead']);

/** The engine names the container in the way by its short id; people know it by name. */
async function withContainerName(engine: Engine, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof CodedError) || thrown.appError.code !== 'image-in-use') return thrown;
  const shortId = thrown.appError.params.containers;
  if (shortId === undefined) return thrown;
  try {
    const container = (await listContainers(engine)).find(({ id }) => id.startsWith(shortId));
    if (container === undefined) return thrown;
    const reason = stopped.has(container.state) ? 'stopped-container' : 'running-container';
    return refine(thrown, { params: { containers: container.name, reason } });
  } catch {
    // The refusal is what matters; without the list it keeps the container's id.
    return thrown;
  }
}
