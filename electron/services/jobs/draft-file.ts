import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type CodedError, codedError } from '../../core/coded-error';

/**
 * A file that gets its name only when it is complete. Until then it lies beside it under a name of its own, on the
 * same file system, so that completing it is one step.
 */
export class DraftFile {
  readonly #file: string;
  readonly #draft: string;
  readonly #handle: FileHandle;

  private constructor(file: string, draft: string, handle: FileHandle) {
    this.#file = file;
    this.#draft = draft;
    this.#handle = handle;
  }

  /**
   * Starts a draft. Throws `file-exists` when the file is there and must not be replaced, `file-unwritable` when
   * its folder does not take it or there is a folder of that name, both with `params.path`.
   */
  static async create(file: string, overwrite: boolean): Promise<DraftFile> {
    if (!path.isAbsolute(file))
      throw codedError('bad-input', 'not a full path', { params: { path: file, reason: 'not-full' } });
    // A folder is never replaced: better said now than after an hour of writing.
    if (await isFolder(file)) {
      throw codedError('file-unwritable', 'there is a folder of this name', {
        params: { path: file },
        why: 'is-a-folder',
      });
    }
    if (!overwrite && (await exists(file))) throw codedError('file-exists', '', { params: { path: file } });
    const unique = randomBytes(4).toString('hex');
    const draft = path.join(path.dirname(file), `.${path.basename(file)}.${unique}.partial`);
    try {
      // As `docker save -o`: images may hold secrets, so the file is for its owner only.
      return new DraftFile(file, draft, await open(draft, 'wx', 0o600));
    } catch (cause) {
      throw writeError(file, cause);
    }
  }

  /** Appends; resolves when the bytes have been handed to the system. */
  async write(bytes: Buffer): Promise<void> {
    try {
      let rest = bytes;
      // A disk that fills up takes a part first and refuses the next write.
      while (rest.length > 0) rest = rest.subarray((await this.#handle.write(rest)).bytesWritten);
    } catch (cause) {
      throw writeError(this.#file, cause);
    }
  }

  /** Makes sure that the bytes are on disk and gives the file its name. */
  async complete(overwrite: boolean): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      if (overwrite) await rename(this.#draft, this.#file);
      else await renameToFree(this.#draft, this.#file);
    } catch (cause) {
      throw writeError(this.#file, cause);
    }
  }

  /** Removes every trace. Does nothing after `complete`. */
  async discard(): Promise<void> {
    // Closing fails when writing did, or when it is closed already; the file has to go either way.
    await this.#handle.close().catch(() => undefined);
    await rm(this.#draft, { force: true });
  }
}

/** `rename` replaces whatever is there; `link` does not, but not every file system has it. */
async function renameToFree(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
    await rm(draft, { force: true });
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST' || (await exists(file))) throw thrown;
    await rename(draft, file);
  }
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    // Usually it is not there at all; whatever else is wrong shows when the draft is made.
    return false;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file, constants.F_OK);
    return true;
  } catch {
    // Whatever else is wrong shows when the draft is made.
    return false;
  }
}

function writeError(file: string, cause: unknown): CodedError {
  const params = { path: file };
  const detail = cause instanceof Error ? cause.message : String(cause);
  const code = codeOf(cause);
  if (code === 'EEXIST') return codedError('file-exists', detail, { params, cause });
  if (code === 'ENOSPC' || code === 'EDQUOT') return codedError('no-space', detail, { params, cause });
  return codedError('file-unwritable', detail, { params, cause });
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
