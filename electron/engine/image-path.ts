import { codedError } from '../core/coded-error';

/**
 * The path of an image in the API. Slashes and colons of names stay (the engine's router takes
 * `/images/{name:.*}`), everything else that could leave the path is escaped. Throws `bad-reference` for a
 * name with an empty part, `.` or `..`: the engine would answer with a redirect to another call.
 */
export function imagePath(nameOrId: string): string {
  if (nameOrId.split('/').some((part) => ['', '.', '..'].includes(part))) {
    throw codedError('bad-reference', '', { params: { reference: nameOrId } });
  }
  return `/images/${encodeURIComponent(nameOrId).replace(/%2F/gi, '/').replace(/%3A/gi, ':').replace(/%40/g, '@')}`;
}

/** The path of a container in the API. */
export const containerPath = (nameOrId: string): string => `/containers/${encodeURIComponent(nameOrId)}`;
