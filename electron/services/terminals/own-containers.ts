import type { Engine } from '../../engine/engine';
import type { InspectedContainer } from '../../engine/inspect-container';
import { inspectImage } from '../../engine/inspect-image';

/** Marks containers that this app has made to be worked in. */
const LABEL = 'io.layeryard.run';

/**
 * The label of a new container. An image that was committed from such a container has the label too, and whoever runs
 * it elsewhere inherits it: the number is one higher than the image's, so that only the app's own containers differ.
 */
export async function ownLabels(engine: Engine, image: string): Promise<Record<string, string>> {
  return { [LABEL]: String(markOf((await inspectImage(engine, image)).config.labels) + 1) };
}

export async function isOwn(engine: Engine, { labels, imageId }: InspectedContainer): Promise<boolean> {
  const mark = markOf(labels);
  return mark > 0 && mark > (await imageMark(engine, imageId));
}

async function imageMark(engine: Engine, imageId: string): Promise<number> {
  try {
    return markOf((await inspectImage(engine, imageId)).config.labels);
  } catch {
    // An image may be removed while its containers stay.
    return 0;
  }
}

function markOf(labels: Readonly<Record<string, string>>): number {
  const mark = Number(labels[LABEL] ?? '0');
  return Number.isSafeInteger(mark) ? mark : 0;
}
