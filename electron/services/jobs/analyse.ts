import type { LayersService } from '../layers/layers-service';
import type { JobRunner } from './job-context';

/** Reads the layers of an image or archive, and keeps what they hold. */
export const runAnalyse =
  (layers: LayersService): JobRunner<'analyse'> =>
  async ({ source }, context) => {
    const { cached } = await layers.analyse(source, context);
    return { result: { upToDate: cached } };
  };
