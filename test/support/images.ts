import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ensureApt } from '../../build/apt.mjs';
import { tinyElf } from '../../build/sandbox-elf.mjs';
import { callEngine, type EngineSocket } from './engine-call';
import { buildTar, type TarEntry } from './tar';

/** Engines build from a context: the Dockerfile and further files, by name. */
export interface ImageSource {
  /** `NAME:TAG`, or several. None leaves the image dangling. */
  tag?: string | string[];
  dockerfile: string;
  files?: TarEntry[];
  /** The classic builder by default. */
  builder?: 'classic' | 'buildkit';
  /** Further query parameters of the API, for example `{ target: 'build' }`. */
  query?: Record<string, string>;
}

/**
 * Builds an image.
 *
 * @returns its id, `sha256:…`
 * @throws {Error} with the builder's message
 */
export async function buildImage(engine: EngineSocket, source: ImageSource): Promise<string> {
  const { tag = [], dockerfile, files = [], builder = 'classic', query = {} } = source;
  const tags = (typeof tag === 'string' ? [tag] : tag).map((name): [string, string] => ['t', name]);
  const version: [string, string] = ['version', builder === 'classic' ? '1' : '2'];
  const parameters = new URLSearchParams([...tags, version, ...Object.entries(query)]);
  const body = await buildTar([{ name: 'Dockerfile', content: dockerfile }, ...files]);
  const log = await callEngine(engine, { method: 'POST', path: `/build?${parameters}`, body });
  return idIn(String(log));
}

function idIn(log: string): string {
  const id = [...log.matchAll(/"ID":"(sha256:[0-9a-f]{64})"/g)].at(-1)?.[1];
  if (id === undefined) throw new Error(`The build named no image:\n${log.slice(-2000)}`);
  return id;
}

/** An image of one program of 160 bytes, which prints `text`. Takes a few milliseconds to build. */
export async function buildTinyImage(engine: EngineSocket, tag: string, text = 'hello\n'): Promise<string> {
  return await buildImage(engine, {
    tag,
    dockerfile: 'FROM scratch\nCOPY hello /hello\nENTRYPOINT ["/hello"]\n',
    files: [{ name: 'hello', content: tinyElf(text), mode: 0o755 }],
  });
}

/** Root file system of a small user space: a shell and its commands in one static program of 2 MB. */
export async function busyboxRoot(): Promise<TarEntry[]> {
  await ensureApt(['busybox-static']);
  const commands = ['sh', 'cat', 'cp', 'echo', 'ls', 'mkdir', 'ping', 'rm', 'sleep', 'touch', 'true', 'wget'];
  return [
    ...['bin/', 'etc/', 'root/', 'tmp/'].map((name) => ({ name })),
    { name: 'bin/busybox', content: await readFile('/bin/busybox'), mode: 0o755 },
    ...commands.map((name): TarEntry => ({ name: `bin/${name}`, type: 'symlink', linkname: 'busybox' })),
    { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\n' },
  ];
}

/** Imports a root file system as an image of one layer without instructions. */
export async function importImage(engine: EngineSocket, tag: string, entries: TarEntry[]): Promise<void> {
  const [repo = '', name = 'latest'] = tag.split(':');
  const query = new URLSearchParams({ fromSrc: '-', repo, tag: name, message: 'Imported by a test' });
  await callEngine(engine, {
    method: 'POST',
    path: `/images/create?${query}`,
    body: await buildTar(entries),
  });
}

/** A base image with a shell. `RUN` works in images built from it. */
export async function buildBase(engine: EngineSocket, tag: string): Promise<string> {
  return await buildImage(engine, {
    tag,
    dockerfile: 'FROM scratch\nCOPY root/ /\nCMD ["/bin/sh"]\n',
    files: (await busyboxRoot()).map((entry) => ({ ...entry, name: `root/${entry.name}` })),
  });
}

/** An image of `count` layers of one small file each (an engine takes at most 127). */
export async function buildManyLayers(engine: EngineSocket, tag: string, count: number): Promise<string> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return await buildImage(engine, {
    tag,
    dockerfile: `FROM scratch\n${numbers.map((number) => `COPY file-${number} /file-${number}\n`).join('')}`,
    files: numbers.map((number) => ({ name: `file-${number}`, content: `layer ${number}\n` })),
  });
}

/** Creates and starts a container; it may have ended already when this returns. */
export async function startContainer(
  engine: EngineSocket,
  container: { image: string; name: string; command?: string[]; config?: object },
): Promise<string> {
  const { image, name, command, config } = container;
  const body = { Image: image, ...(command === undefined ? {} : { Cmd: command }), ...config };
  const created = await callEngine(engine, { method: 'POST', path: `/containers/create?name=${name}`, body });
  const { Id: id } = created as { Id: string };
  await callEngine(engine, { method: 'POST', path: `/containers/${id}/start` });
  return id;
}

/** An image made by `docker commit`: runs a shell command in a container of `base` and keeps what it changed. */
export async function commitImage(
  engine: EngineSocket,
  tag: string,
  base: string,
  command: string,
): Promise<string> {
  const name = `commit-${createHash('sha256').update(tag).digest('hex').slice(0, 12)}`;
  const id = await startContainer(engine, { image: base, name, command: ['/bin/sh', '-c', command] });
  await callEngine(engine, { method: 'POST', path: `/containers/${id}/wait` });
  const [repo = '', version = 'latest'] = tag.split(':');
  const query = new URLSearchParams({ container: id, repo, tag: version });
  const committed = await callEngine(engine, { method: 'POST', path: `/commit?${query}`, body: {} });
  await callEngine(engine, { method: 'DELETE', path: `/containers/${id}` });
  return (committed as { Id: string }).Id;
}
