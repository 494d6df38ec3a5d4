import { readFileSync } from 'node:fs';
import { type ProtocolRequest, type ProtocolResponse, protocol } from 'electron';
import { scheme } from './address';
import { contentSecurityPolicy, resolveAsset } from './resolve-asset';

/** Declares the scheme; must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer, and nothing else, under the app's scheme. The answered promise settles when the first page
 * has been handed over: Chromium is then busy with its process, and the main process is free for a while.
 *
 * `protocol.handle` would be the younger way. It reads Node's whole fetch and takes every body through two streams of
 * script, a tenth of the time until a person sees the list; this hands files over as they are.
 */
export function serveRenderer(folder: string): Promise<void> {
  return new Promise((resolve) => {
    protocol.registerBufferProtocol(scheme, (request, callback) => {
      callback(answer(folder, request));
      setImmediate(resolve);
    });
  });
}

/**
 * Reads in one go: files of the app are small and near, and each of the turns that reading piece by piece takes waits
 * behind whatever else the main process has to do while the window opens.
 */
function answer(folder: string, request: ProtocolRequest): ProtocolResponse {
  const asset = request.method === 'GET' ? resolveAsset(folder, request.url) : null;
  if (asset === null) return notFound;
  try {
    const [mimeType = '', charset = ''] = asset.type.split('; charset=');
    const data = readFileSync(asset.file);
    return { data, mimeType, ...(charset === '' ? {} : { charset }), headers: headersOf(asset.type) };
  } catch {
    // A missing file is an ordinary answer here: the page asked for something that was not built.
    return notFound;
  }
}

const notFound: ProtocolResponse = {
  statusCode: 404,
  mimeType: 'text/plain',
  data: Buffer.from('Not found'),
};

/**
 * No `Cross-Origin-Opener-Policy`: no page can open another here (`permissions.ts`), so there is no opener to be kept
 * away from, and the policy makes Chromium start a second process for the page and throw the first one away.
 */
function headersOf(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}
