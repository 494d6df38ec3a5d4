import { loadProgress } from '../../core/progress';
import { familiarReference, requireReference } from '../../core/reference';
import { importImage } from '../../engine/import-image';
import type { JobRunner } from './job-context';
import { logLine } from './log-line';
import { archiveError, readArchive } from './read-archive';

/** Makes an image of a root file system. */
export const runImport: JobRunner<'import'> = async ({ file, reference, message, changes }, context) => {
  const references = reference === undefined ? [] : [familiarReference(requireReference(reference))];
  const progress = loadProgress();
  const archive = await readArchive(file, context.changed);
  context.show({ rows: () => [archive.row(), ...progress.rows()], bytes: archive.bytes });
  try {
    const input = { reference, message, changes };
    for await (const line of importImage(context.engine, archive.stream, input, context)) {
      progress.fold(line);
      context.log(logLine(line));
      context.changed();
    }
  } catch (thrown) {
    throw archiveError(thrown, file, archive);
  } finally {
    archive.close();
  }
  const { imageIds } = progress.outcome();
  return { result: { references, imageIds, file, bytes: archive.bytes().total } };
};
