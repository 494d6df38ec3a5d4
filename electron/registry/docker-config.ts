import { lstat, mkdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { codedError } from '../core/coded-error';
import { type Credentials, isEmpty } from './credentials';

type Json = Record<string, unknown>;

/** What signing in needs of `config.json`; everything else in it is kept as it is. */
export interface DockerConfig {
  /** Server key -> what the file itself holds; empty credentials where a helper holds them. */
  auths: Map<string, Credentials>;
  credsStore: string;
  /** Server key -> helper. */
  credHelpers: Map<string, string>;
}

/**
 * Reads a Docker config file; a missing one is empty. Throws `file-unreadable` when it is there and cannot be
 * used, without quoting it.
 */
export async function readDockerConfig(file: string): Promise<DockerConfig> {
  return parseDockerConfig(await readJson(file));
}

/** The same from the text of the variable `DOCKER_AUTH_CONFIG`; null when it is not usable, as docker/cli ignores it. */
export function parseAuthVariable(text: string): DockerConfig | null {
  try {
    return parseDockerConfig(recordOf(JSON.parse(text)));
  } catch {
    // docker/cli falls back to the file here, so nobody is told.
    return null;
  }
}

/** Keeps or replaces the entry of a server. An entry without credentials says that a helper has them. */
export async function writeAuth(file: string, credentials: Credentials, credsStore: string): Promise<void> {
  await updateJson(file, (config) => ({
    ...config,
    auths: { ...recordOf(config.auths), [credentials.serverAddress]: toEntry(credentials) },
    ...(credsStore === '' ? {} : { credsStore }),
  }));
}

/** Removes the entries of servers; a file that has none of them stays untouched. */
export async function eraseAuths(file: string, servers: string[]): Promise<void> {
  const present = Object.keys(recordOf((await readJson(file)).auths));
  if (!servers.some((server) => present.includes(server))) return;
  await updateJson(file, (config) => {
    const entries = Object.entries(recordOf(config.auths));
    return { ...config, auths: Object.fromEntries(entries.filter(([server]) => !servers.includes(server))) };
  });
}

function parseDockerConfig(json: Json): DockerConfig {
  const entries = Object.entries(recordOf(json.auths));
  return {
    auths: new Map(entries.map(([server, entry]) => [server, fromEntry(server, recordOf(entry))])),
    credsStore: textOf(json.credsStore),
    credHelpers: new Map(
      Object.entries(recordOf(json.credHelpers)).map(([server, helper]) => [server, textOf(helper)]),
    ),
  };
}

/** `auth` is base64 of `user:password` and wins over the plain members (`decodeAuth` of docker/cli). */
function fromEntry(serverAddress: string, entry: Json): Credentials {
  const decoded = Buffer.from(textOf(entry.auth), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const identityToken = textOf(entry.identitytoken);
  if (colon <= 0) {
    return {
      serverAddress,
      username: textOf(entry.username),
      password: textOf(entry.password),
      identityToken,
    };
  }
  const password = decoded.slice(colon + 1).replace(/^\0+|\0+$/g, '');
  return { serverAddress, username: decoded.slice(0, colon), password, identityToken };
}

function toEntry(credentials: Credentials): Json {
  if (isEmpty(credentials)) return {};
  const { username, password, identityToken } = credentials;
  return {
    ...(username === '' && password === ''
      ? {}
      : { auth: Buffer.from(`${username}:${password}`).toString('base64') }),
    ...(identityToken === '' ? {} : { identitytoken: identityToken }),
  };
}

async function readJson(file: string): Promise<Json> {
  try {
    const text = await readFile(file, 'utf8');
    // The command line takes an empty file for an empty configuration.
    return text.trim() === '' ? {} : requireRecord(JSON.parse(text));
  } catch (thrown) {
    if (isMissing(thrown)) return {};
    // A parser's message quotes the text, and the text holds passwords.
    const isSyntax = thrown instanceof SyntaxError;
    throw codedError('file-unreadable', isSyntax ? 'not valid JSON' : String(thrown), {
      params: { path: file },
      why: isSyntax ? 'not-json' : undefined,
    });
  }
}

/** One change after the other: two at once would lose the first. */
let lastUpdate: Promise<void> = Promise.resolve();

async function updateJson(file: string, change: (config: Json) => Json): Promise<void> {
  const update = lastUpdate.then(() => replaceJson(file, change));
  // The next one runs whether or not this one fails; the failure belongs to its own caller.
  lastUpdate = update.catch(() => undefined);
  await update;
}

/** Written as docker/cli's `Save`: a link stays a link, mode and owner stay, a new file is for its owner only. */
async function replaceJson(file: string, change: (config: Json) => Json): Promise<void> {
  const config = change(await readJson(file));
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const target = await linkTarget(file);
    const exists = (await stat(target).catch(() => null)) !== null;
    await writeFileAtomic(target, JSON.stringify(config, null, '\t'), exists ? {} : { mode: 0o600 });
  } catch (cause) {
    throw codedError('file-unwritable', codeOf(cause), { params: { path: file }, cause });
  }
}

/** Where a link leads, also when there is nothing yet. */
async function linkTarget(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const isLink = (await lstat(file).catch(() => null))?.isSymbolicLink() === true;
    return isLink ? path.resolve(path.dirname(file), await readlink(file)) : file;
  }
}

function requireRecord(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new SyntaxError('not an object');
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isMissing(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return String(thrown);
}
