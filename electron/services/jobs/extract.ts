import type { LayersService } from '../layers/layers-service';
import type { JobRunner } from './job-context';

/** Writes a file of a layer, or a folder as a tar, to disk. */
export const runExtract =
  (layers: LayersService): JobRunner<'extract'> =>
  async (spec, context) => {
    const bytes = await layers.extract(spec, context);
    return { result: { file: spec.file, bytes } };
  };
