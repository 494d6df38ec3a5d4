import { codedError } from '../../core/coded-error';
import type { LayerWork } from '../layers/layers-service';
import { AnalysisView } from './analysis-view';
import type { JobRunner } from './job-context';
import { subjectOf } from './job-subject';

/** Reads the layers of an image or archive, and keeps what they hold. Nothing has to be done when all is known. */
export const runAnalyse =
  (layers: LayerWork): JobRunner<'analyse'> =>
  async (spec, context) => {
    const view = new AnalysisView(subjectOf(spec, context.engine && context.images).subject, context);
    const { opened, cached } = await layers.analyse(spec.source, view.options);
    if (opened.state === 'choose')
      throw codedError('bad-input', 'the archive has several images', { why: 'several-images' });
    return { result: { upToDate: cached, bytes: view.received } };
  };
