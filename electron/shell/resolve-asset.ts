import path from 'node:path';
import { isOwnUrl } from './address';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * What the pages may do. Styles may be inline because components position themselves with style
 * attributes; scripts, and everything remote, may not.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Asset {
  file: string;
  type: string;
}

/**
 * The file below `folder` that a URL of the app's scheme names, and its media type. Null for another host, for a
 * path that leaves the folder, also when encoded (`%2e%2e`, `%5c`), and for types that the app does not have.
 */
export function resolveAsset(folder: string, url: string): Asset | null {
  if (!isOwnUrl(url)) return null;
  const pathname = decodePath(new URL(url).pathname);
  if (pathname === null || /[\0\\]/.test(pathname)) return null;
  const file = path.resolve(folder, `.${pathname === '/' ? '/index.html' : pathname}`);
  const type = types[path.extname(file).toLowerCase()];
  if (!file.startsWith(folder + path.sep) || type === undefined) return null;
  return { file, type };
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
