import type { ContainerSummary } from '../../contract';
import { OWN_LABEL, ownMark } from '../../core/terminal/own-label';
import type { Engine } from '../../engine/engine';
import { type InspectedContainer, inspectContainer } from '../../engine/inspect-container';
import { inspectImage } from '../../engine/inspect-image';

/** The label of a new container of the image. Throws `not-found` without the image. */
export async function ownLabels(engine: Engine, image: string): Promise<Record<string, string>> {
  return { [OWN_LABEL]: String(ownMark((await inspectImage(engine, image)).config.labels) + 1) };
}

/** Whether this app has made the container. */
export async function isOwn(engine: Engine, { labels, imageId }: InspectedContainer): Promise<boolean> {
  const mark = ownMark(labels);
  return mark > 0 && mark > (await imageMark(engine, imageId));
}

/** The same containers, marked only when this app has made them: lists say nothing of what an image handed on. */
export async function markOwn(
  engine: Engine,
  containers: readonly ContainerSummary[],
): Promise<ContainerSummary[]> {
  return await Promise.all(
    containers.map(async ({ byHand, ...container }) =>
      byHand === true && (await isOwnById(engine, container.id)) ? { ...container, byHand } : container,
    ),
  );
}

async function isOwnById(engine: Engine, id: string): Promise<boolean> {
  try {
    return await isOwn(engine, await inspectContainer(engine, id));
  } catch {
    // It may be gone since it was listed.
    return false;
  }
}

async function imageMark(engine: Engine, imageId: string): Promise<number> {
  try {
    return ownMark((await inspectImage(engine, imageId)).config.labels);
  } catch {
    // An image may be removed while its containers stay.
    return 0;
  }
}
