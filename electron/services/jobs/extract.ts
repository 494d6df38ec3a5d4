import path from 'node:path';
import type { JobRow } from '../../contract';
import type { LayerWork } from '../layers/layers-service';
import { AnalysisView } from './analysis-view';
import { DraftFile } from './draft-file';
import type { JobBasics, JobRunner, SpecOf } from './job-context';

/**
 * Writes a file of a layer, or a folder as a tar, to disk. The file appears under its name only when it is complete; a
 * cancelled or failed job leaves nothing behind.
 */
export const runExtract =
  (layers: LayerWork): JobRunner<'extract'> =>
  async (spec, context) => {
    const draft = await DraftFile.create(spec.file, spec.overwrite);
    try {
      const bytes = await fill(draft, layers, spec, context);
      await draft.complete(spec.overwrite);
      return { result: { file: spec.file, bytes } };
    } finally {
      await draft.discard();
    }
  };

async function fill(
  draft: DraftFile,
  layers: LayerWork,
  spec: SpecOf<'extract'>,
  context: JobBasics,
): Promise<number> {
  const view = new AnalysisView(path.basename(spec.path), context);
  let written = 0;
  const row = (): JobRow => ({
    id: 'file',
    label: path.basename(spec.file),
    phase: written === 0 ? 'waiting' : 'writing',
    current: written,
    total: null,
    unit: 'bytes',
  });
  context.show({
    rows: () => [...view.rows(), row()],
    bytes: () => ({ current: written, total: null, complete: false }),
  });
  const onPiece = async (bytes: Uint8Array): Promise<void> => {
    await draft.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    written += bytes.length;
    context.changed();
  };
  const { path: file, layer, form } = spec;
  return await layers.extract(spec.source, { path: file, layer, form }, { ...view.options, onPiece });
}
