import type { LayerSource, OpenedLayers, RequestInput, RequestName, RequestOutput } from '../../contract';
import { codedError } from '../../core/coded-error';
import type { EngineFreeContext, JobContext, SpecOf } from '../jobs/job-context';

/** Requests about a tree that is open. */
export type TreeRequest = Exclude<Extract<RequestName, `layers.${string}`>, 'layers.open'>;
type SourceContext = JobContext | EngineFreeContext;

/** What images are made of: their layers, read once and kept. */
export class LayersService {
  async open(_source: LayerSource): Promise<OpenedLayers> {
    throw codedError('unsupported', 'not here yet');
  }

  async ask<N extends TreeRequest>(_name: N, _input: RequestInput<N>): Promise<RequestOutput<N>> {
    throw codedError('unsupported', 'not here yet');
  }

  async analyse(_source: LayerSource, _context: SourceContext): Promise<{ cached: boolean }> {
    throw codedError('unsupported', 'not here yet');
  }

  async extract(_spec: SpecOf<'extract'>, _context: SourceContext): Promise<number> {
    throw codedError('unsupported', 'not here yet');
  }
}
