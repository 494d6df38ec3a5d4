import { lstatSync, type Stats } from 'node:fs';
import { isGone } from './walk-context';

/** Of each path its size in bytes and its mode with the bits of its kind; a negative mode is a failure. */
export type Looks = Float64Array;

/** Modes of what cannot be looked at. */
export const failed = { gone: -1, otherwise: -2 } as const;

/** Looks at paths of a folder (`/` as separator) without waiting in between; links are not followed. */
export function lookAtAll(folder: string, paths: readonly string[]): Looks {
  const looks = new Float64Array(paths.length * 2);
  for (let index = 0; index < paths.length; index += 1) {
    const stats = lookAt(`${folder}/${paths[index]}`);
    looks[index * 2] = typeof stats === 'number' ? 0 : stats.size;
    looks[index * 2 + 1] = typeof stats === 'number' ? stats : stats.mode;
  }
  return looks;
}

function lookAt(absolute: string): Stats | (typeof failed)[keyof typeof failed] {
  try {
    return lstatSync(absolute);
  } catch (thrown) {
    return isGone(thrown) ? failed.gone : failed.otherwise;
  }
}
