import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { callEngine, type EngineSocket } from './engine-call';

/** What engines put into every container, at the moment of making it. */
const engineMade = /^(?:\.dockerenv|dev\/.*|proc\/|sys\/|etc\/(?:hostname|hosts|mtab|resolv\.conf))$/;
/**
 * Everything of a file system that an image can keep, by path: a line for each entry. Without the times of folders,
 * which change whenever something in them does: containerd keeps them only in layers that say more of the folder.
 */
export async function rootListing(engine: EngineSocket, image: string): Promise<Record<string, string>> {
  const created = await callEngine(engine, {
    method: 'POST',
    path: '/containers/create',
    body: { Image: image, Cmd: ['/never-run'] },
  });
  const { Id: id } = created as { Id: string };
  try {
    return await listTar(await download(engine, `/containers/${id}/export`));
  } finally {
    await callEngine(engine, { method: 'DELETE', path: `/containers/${id}` });
  }
}

function download({ socketPath }: EngineSocket, path: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path }, (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`${path}: ${answer.statusCode}`));
    })
      .once('error', reject)
      .end();
  });
}

async function listTar(tar: Readable): Promise<Record<string, string>> {
  const listing: Record<string, string> = {};
  const sameAs = new Map<string, string>();
  const reader = extract();
  tar.on('error', (error) => reader.destroy(error)).pipe(reader);
  for await (const entry of reader) {
    const hash = createHash('sha256');
    for await (const piece of entry) hash.update(piece as Buffer);
    const { type, mode = 0, uid, gid, linkname, size, mtime, name } = entry.header;
    const content = type === 'file' ? ` ${size} ${hash.digest('hex').slice(0, 16)}` : '';
    const link = type === 'symlink' ? ` -> ${linkname}` : '';
    const time = type === 'directory' ? '-' : Math.floor((mtime?.getTime() ?? 0) / 1000);
    if (engineMade.test(name)) continue;
    listing[name] = `${type} ${(mode & 0o7777).toString(8)} ${uid}:${gid} ${time}${content}${link}`;
    if (type === 'link') sameAs.set(name, linkname ?? '');
  }
  joinLinks(listing, sameAs);
  return listing;
}

/** Which name of a file comes first in a tar is chance: all of them get the file's line, with all its names. */
function joinLinks(listing: Record<string, string>, sameAs: ReadonlyMap<string, string>): void {
  for (const first of new Set(sameAs.values())) {
    const line = listing[first];
    const names = [
      first,
      ...[...sameAs].filter(([, target]) => target === first).map(([name]) => name),
    ].sort();
    for (const name of names) listing[name] = `${line} = ${names.join(' = ')}`;
  }
}
