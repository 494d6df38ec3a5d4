import type { Stats } from 'node:fs';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import type { Metadata, ServerDuplexStream } from '@grpc/grpc-js';
import type { Root } from 'protobufjs';
import { codedError } from '../../core/coded-error';
import { answerBy, type Fields, methodOf, NOT_FOUND, type Service, StatusError } from './grpc-service';
import { writeTo } from './write-to';

/** One path of a folder that is sent. */
export interface SentEntry {
  /** Relative to the folder, `/` as separator. */
  path: string;
  absolute: string;
  stats: Stats;
}

/**
 * Lists what is sent of a folder: depth first, parents before children, each folder's names in the order of their bytes
 * (the receiver checks it). `excludes` are lines of its ignore file, which BuildKit has read before.
 */
export type SendFolder = (options: { excludes: string[]; signal: AbortSignal }) => AsyncIterable<SentEntry>;

export interface SentFolders {
  named: ReadonlyMap<string, SendFolder>;
  /** Told why a folder could not be sent: the builder's own error only says that it has stopped. */
  onProblem: (thrown: unknown) => void;
}

type Call = ServerDuplexStream<Fields, Fields>;

/** Kinds of packets (tonistiigi/fsutil, types/wire.proto). */
const packet = { stat: 0, request: 1, data: 2, end: 3, error: 4 } as const;
/** Bits of Go's `os.FileMode`, in which modes travel. */
const mode = {
  directory: 0x8000_0000,
  symlink: 0x0800_0000,
  fifo: 0x0200_0000,
  setuid: 0x0080_0000,
  setgid: 0x0040_0000,
  sticky: 0x0010_0000,
};
const PIECE = 64 * 1024;
const IGNORE_FILE = '.dockerignore';

/** Sends folders to the builder as the Docker command line does (session/filesync): it asks only for what it lacks. */
export function fileSyncService(root: Root, folders: SentFolders): Service {
  const path = '/moby.filesync.v1.FileSync/DiffCopy';
  return {
    definition: { DiffCopy: methodOf(root, path, 'Packet', 'Packet', true) },
    implementation: { DiffCopy: answerBy((call) => serve(call, folders)) },
  };
}

async function serve(call: Call, { named, onProblem }: SentFolders): Promise<void> {
  const [name = ''] = valuesOf(call.metadata, 'dir-name');
  const folder = named.get(name);
  if (folder === undefined) throw new StatusError(NOT_FOUND, `no folder ${name} was given to this build`);
  try {
    await new Transfer(call, folder).run();
  } catch (thrown) {
    onProblem(thrown);
    throw thrown;
  }
}

/** Values that are not plain ASCII come with signs of percent, as in a form. */
function valuesOf(metadata: Metadata, name: string): string[] {
  const values = metadata.get(name).map(String);
  if (metadata.get(`${name}-encoded`).length === 0) return values;
  return values.map((value) => decodeURIComponent(value.replaceAll('+', ' ')));
}

/** One folder on its way: what lies in it first, then the content of the files that are asked for. */
class Transfer {
  readonly #call: Call;
  readonly #folder: SendFolder;
  readonly #files = new Map<number, string>();
  readonly #abort = new AbortController();
  /** Files are sent one after the other, in the order in which they were asked for. */
  #sending: Promise<void> = Promise.resolve();

  constructor(call: Call, folder: SendFolder) {
    this.#call = call;
    this.#folder = folder;
  }

  async run(): Promise<void> {
    try {
      const asked = this.#answerRequests();
      await Promise.all([asked, this.#list()]);
    } finally {
      this.#abort.abort();
    }
  }

  async #list(): Promise<void> {
    // Before the folder itself, BuildKit asks for its ignore file alone.
    const only = valuesOf(this.#call.metadata, 'followpaths');
    const alone = only.length === 1 && only[0] === IGNORE_FILE;
    const excludes = valuesOf(this.#call.metadata, 'exclude-patterns');
    let id = 0;
    for await (const entry of this.#folder({ excludes, signal: this.#abort.signal })) {
      if (alone && entry.path !== IGNORE_FILE) continue;
      const stat = await statOf(entry);
      if (stat === null) continue;
      if (entry.stats.isFile()) this.#files.set(id, entry.absolute);
      id += 1;
      await writeTo(this.#call, { type: packet.stat, stat });
    }
    await writeTo(this.#call, { type: packet.stat });
  }

  /** Resolves when the other side has everything. */
  #answerRequests(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#call.on('data', ({ type, ID, data }: Fields) => {
        if (type === packet.request) this.#send(Number(ID)).catch(reject);
        else if (type === packet.error) reject(new Error(Buffer.from(data as Uint8Array).toString('utf8')));
        else if (type === packet.end) {
          this.#sending.then(() => writeTo(this.#call, { type: packet.end })).then(resolve, reject);
        }
      });
      this.#call.once('end', resolve);
      this.#call.once('cancelled', () => reject(new Error('the builder takes no more')));
    });
  }

  #send(id: number): Promise<void> {
    const file = this.#files.get(id);
    if (file === undefined) return Promise.reject(new Error(`there is no file ${id}`));
    this.#sending = this.#sending.then(() => this.#sendFile(id, file));
    return this.#sending;
  }

  async #sendFile(id: number, file: string): Promise<void> {
    const handle = await openFile(file);
    try {
      const content = handle.createReadStream({ highWaterMark: PIECE, autoClose: false });
      for await (const data of content) await writeTo(this.#call, { type: packet.data, ID: id, data });
    } finally {
      await handle.close();
    }
    await writeTo(this.#call, { type: packet.data, ID: id });
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw codedError('file-unreadable', String(cause), { params: { path }, cause });
  }
}

/** Null for what is never part of a context. Owner and group are 0: the image must not depend on who builds it. */
async function statOf({ path, absolute, stats }: SentEntry): Promise<Fields | null> {
  const kind = kindOf(stats);
  if (kind === null) return null;
  const modTime = Math.trunc(stats.mtimeMs) * 1_000_000;
  const common = { path, mode: (kind | bitsOf(stats)) >>> 0, uid: 0, gid: 0, modTime };
  if (stats.isSymbolicLink()) return { ...common, linkname: await readlink(absolute) };
  return { ...common, size: stats.isFile() ? stats.size : 0 };
}

function kindOf(stats: Stats): number | null {
  if (stats.isFile()) return 0;
  if (stats.isDirectory()) return mode.directory;
  if (stats.isSymbolicLink()) return mode.symlink;
  return stats.isFIFO() ? mode.fifo : null;
}

function bitsOf(stats: Stats): number {
  const special = [
    stats.mode & 0o4000 ? mode.setuid : 0,
    stats.mode & 0o2000 ? mode.setgid : 0,
    stats.mode & 0o1000 ? mode.sticky : 0,
  ];
  return special.reduce((bits, bit) => bits | bit, stats.mode & 0o777);
}
