/** Where the app's own pages live: a scheme of ours instead of file URLs, so pages have an origin. */
export const scheme = 'app';
export const host = 'layeryard';
export const indexUrl = `${scheme}://${host}/index.html`;

/** Whether a URL is one of the app's own pages. Node parses `app:` URLs without an origin, so its parts are compared. */
export function isOwnUrl(url: string): boolean {
  const parsed = parseUrl(url);
  return parsed !== null && parsed.protocol === `${scheme}:` && parsed.host === host;
}

/** Whether a navigation stays on the one document of the app (reload, fragment). */
export function isIndexUrl(url: string): boolean {
  return isOwnUrl(url) && parseUrl(url)?.pathname === '/index.html';
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
