import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { scheme } from './address';
import { contentSecurityPolicy, resolveAsset } from './resolve-asset';

/** Declares the scheme; must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer, and nothing else, under the app's scheme. */
export function serveRenderer(folder: string): void {
  protocol.handle(scheme, (request) => answer(folder, request));
}

async function answer(folder: string, request: Request): Promise<Response> {
  const asset = request.method === 'GET' ? resolveAsset(folder, request.url) : null;
  if (asset === null) return new Response('Not found', { status: 404 });
  try {
    return new Response(new Uint8Array(await readFile(asset.file)), { headers: headersOf(asset.type) });
  } catch {
    // A missing file is an ordinary answer here: the page asked for something that was not built.
    return new Response('Not found', { status: 404 });
  }
}

function headersOf(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
