import { type AnalysisProgress, rowsOf } from '../../analysis/image/progress';
import type { JobRow } from '../../contract';
import type { AnalyseOptions } from '../layers/layers-service';
import type { JobBasics } from './job-context';

/** Rows and bytes of reading layers, for the list of jobs. */
export class AnalysisView {
  readonly #label: string;
  readonly #context: JobBasics;
  #progress: AnalysisProgress = { received: null, total: null, layers: [] };

  constructor(label: string, context: JobBasics) {
    this.#label = label;
    this.#context = context;
    context.show({
      rows: () => this.rows(),
      bytes: () => ({ current: this.#progress.received, total: this.#progress.total, complete: true }),
    });
  }

  get options(): AnalyseOptions {
    return {
      signal: this.#context.signal,
      onProgress: (progress) => {
        this.#progress = progress;
        this.#context.changed();
      },
    };
  }

  /** Bytes of the archive that were read; null when none had to be. */
  get received(): number | null {
    return this.#progress.received;
  }

  rows(): JobRow[] {
    return rowsOf(this.#progress, this.#label);
  }
}
