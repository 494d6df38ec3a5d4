import path from 'node:path';
import type { JobRow } from '../../contract';
import { codedError } from '../../core/coded-error';
import { saveImages } from '../../engine/save-images';
import { ArchiveWitness } from './archive-witness';
import { DraftFile } from './draft-file';
import type { JobContext, JobRunner } from './job-context';

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
  const witness = new ArchiveWitness();
  const take = async (piece: Buffer) => {
    witness.see(piece);
    await draft.write(piece);
    received += piece.length;
    context.changed();
  };
  await saveImages(context.engine, { images }, take, context);
  if (!witness.complete)
    throw codedError('bad-archive', 'the archive has no complete list of its images', {
      why: 'archive-cut-off',
    });
  context.log(`${file}: ${received} bytes\n`);
  return received;
}
