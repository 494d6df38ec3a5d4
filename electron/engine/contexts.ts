import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AppError } from '../contract';
import { codedError } from '../core/coded-error';
import type { EndpointTls } from './engine';
import { type Fields, fieldsOf, textOf } from './fields';

/** The file system as discovery sees it, so that it can be tested without one. */
export interface FileView {
  exists(path: string): boolean;
  /** Throws as `fs.readFileSync` does. */
  read(path: string): string;
  /** Names in a folder; empty when it cannot be read. */
  list(path: string): string[];
  /** The path behind symbolic links; the path itself when there is nothing. */
  real(path: string): string;
}

/** A context of the Docker command line that names a Docker endpoint. */
export interface DockerContext {
  name: string;
  /** As written in its metadata; may be incomplete. */
  host: string;
  tls: EndpointTls | null;
}

export interface ContextStore {
  contexts: DockerContext[];
  /** Metadata that cannot be read. */
  problems: AppError[];
}

/** The name of the context that stands for `DOCKER_HOST` or the default socket and is stored nowhere. */
export const DEFAULT_CONTEXT = 'default';

/**
 * Reads `contexts/meta/<sha256 of the name>/meta.json` and the TLS files in `contexts/tls/<sha256>/docker/`
 * under the Docker config folder (docker/cli cli/context/store), sorted by name.
 */
export function readContexts(configFolder: string, files: FileView): ContextStore {
  const metaFolder = join(configFolder, 'contexts', 'meta');
  const store: ContextStore = { contexts: [], problems: [] };
  for (const folder of files.list(metaFolder)) {
    const file = join(metaFolder, folder, 'meta.json');
    if (!files.exists(file)) continue;
    try {
      const context = toContext(configFolder, fieldsOf(JSON.parse(files.read(file))), files);
      if (context !== null) store.contexts.push(context);
    } catch (cause) {
      store.problems.push(unreadable(file, cause));
    }
  }
  store.contexts.sort((one, other) => (one.name < other.name ? -1 : 1));
  return store;
}

/** A config or context file that is there and cannot be used. */
export const unreadable = (path: string, cause: unknown): AppError =>
  codedError('file-unreadable', reasonOf(cause), {
    params: { path },
    why: cause instanceof SyntaxError ? 'not-json' : undefined,
  }).appError;

/** A parser's message quotes the text, and a config file holds passwords. */
function reasonOf(cause: unknown): string {
  if (cause instanceof SyntaxError) return 'not valid JSON';
  return cause instanceof Error ? cause.message : String(cause);
}

/** Null for contexts without a Docker endpoint. */
function toContext(configFolder: string, meta: Fields, files: FileView): DockerContext | null {
  const name = textOf(meta.Name);
  const endpoint = fieldsOf(fieldsOf(meta.Endpoints).docker);
  const host = textOf(endpoint.Host);
  if (name === '' || host === '') return null;
  const folder = join(configFolder, 'contexts', 'tls', sha256(name), 'docker');
  return { name, host, tls: tlsOf(folder, endpoint.SkipTLSVerify === true, files) };
}

/** TLS is used when there are files for it or when checking is switched off (docker/cli cli/context/docker/load.go). */
function tlsOf(folder: string, skipVerify: boolean, files: FileView): EndpointTls | null {
  const present = (name: string) => (files.exists(join(folder, name)) ? join(folder, name) : null);
  const [caFile, certFile, keyFile] = [present('ca.pem'), present('cert.pem'), present('key.pem')];
  if (caFile === null && certFile === null && keyFile === null && !skipVerify) return null;
  return { caFile, certFile, keyFile, verify: !skipVerify };
}

/** How the context store names its folders. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
