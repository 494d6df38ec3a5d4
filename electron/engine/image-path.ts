/**
 * The path of an image in the API. Slashes and colons of names stay (the engine's router takes
 * `/images/{name:.*}`), everything else that could leave the path is escaped.
 */
export const imagePath = (nameOrId: string): string =>
  `/images/${encodeURIComponent(nameOrId).replace(/%2F/gi, '/').replace(/%3A/gi, ':').replace(/%40/g, '@')}`;

/** The path of a container in the API. */
export const containerPath = (nameOrId: string): string => `/containers/${encodeURIComponent(nameOrId)}`;
