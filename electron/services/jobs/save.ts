import path from 'node:path';
import type { Readable } from 'node:stream';
import type { JobRow } from '../../contract';
import { codedError } from '../../core/coded-error';
import { saveImages } from '../../engine/save-images';
import { ArchiveWitness } from './archive-witness';
import { DraftFile } from './draft-file';
import type { JobContext, JobRunner } from './job-context';

/** Bytes that are gathered before they are written: small writes cost more than large ones. */
const BATCH = 1024 * 1024;

/**
 * Saves images to an archive. The file appears under its name only when the archive is complete and on disk; a
 * cancelled or failed save leaves nothing behind.
 */
export const runSave: JobRunner<'save'> = async ({ images, file, overwrite }, context) => {
  const draft = await DraftFile.create(file, overwrite);
  try {
    const bytes = await fill(draft, images, file, context);
    await draft.complete(overwrite);
    return { result: { file, bytes, references: images } };
  } finally {
    await draft.discard();
  }
};

async function fill(draft: DraftFile, images: string[], file: string, context: JobContext): Promise<number> {
  // A graph driver writes the whole image to a folder of its own before the first byte comes.
  let received = 0;
  const row = (): JobRow => ({
    id: 'file',
    label: path.basename(file),
    phase: received === 0 ? 'preparing' : 'writing',
    current: received === 0 ? null : received,
    total: null,
    unit: 'bytes',
  });
  context.show({
    rows: () => [row()],
    bytes: () => ({ current: row().current, total: null, complete: false }),
  });
  const archive = await saveImages(context.engine, { images }, context);
  const witness = new ArchiveWitness();
  // One batch is written while the next one comes in.
  let writing = Promise.resolve();
  const onChunk = (length: number) => {
    received += length;
    context.changed();
  };
  for await (const batch of batches(archive, onChunk)) {
    witness.see(batch);
    await writing;
    writing = draft.write(batch);
    // Whoever awaits it gets the error; until then it must not count as unhandled.
    writing.catch(() => undefined);
  }
  await writing;
  if (!witness.complete) throw codedError('bad-archive', 'the archive has no complete list of its images');
  context.log(`${file}: ${received} bytes\n`);
  return received;
}

async function* batches(archive: Readable, onChunk: (length: number) => void): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    onChunk(chunk.length);
    chunks.push(chunk);
    length += chunk.length;
    if (length < BATCH) continue;
    yield Buffer.concat(chunks, length);
    chunks = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(chunks, length);
}
