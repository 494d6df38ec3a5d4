/**
 * Marks containers that this app has made to be worked in. An image that was committed from such a container has the
 * label too, and whoever runs it elsewhere inherits it: the number is one higher than the image's, so that only the
 * app's own containers differ.
 */
export const OWN_LABEL = 'io.layeryard.run';

/** The number in the label; 0 for none. */
export function ownMark(labels: Readonly<Record<string, string>>): number {
  const mark = Number(labels[OWN_LABEL] ?? '0');
  return Number.isSafeInteger(mark) ? mark : 0;
}
