import type { AnalysisProgress } from '../../analysis/image/progress';
import { sizeText } from './size-text';

const WIDTH = 30;
const CLEAR = '\r\x1b[K';

/** One line on a terminal that tells how far the reading is; gone when it is over. */
export class ProgressLine {
  readonly #write: ((text: string) => void) | null;
  #shown = false;

  /** `write` is null where there is no terminal. */
  constructor(write: ((text: string) => void) | null) {
    this.#write = write;
  }

  show({ received, total, layers }: AnalysisProgress): void {
    this.#put(received === null ? 'The engine is preparing the archive …' : reading(received, total, layers));
  }

  end(): void {
    if (this.#shown) this.#write?.(CLEAR);
    this.#shown = false;
  }

  #put(text: string): void {
    this.#shown = true;
    this.#write?.(CLEAR + text);
  }
}

function reading(received: number, total: number | null, layers: AnalysisProgress['layers']): string {
  const ready = layers.filter(({ phase }) => phase === 'done' || phase === 'cached').length;
  const count = layers.length === 0 ? '' : `, ${ready} of ${layers.length} layers`;
  if (total === null || total === 0) return `Reading ${sizeText(received)}${count}`;
  const filled = Math.min(WIDTH, Math.round((received / total) * WIDTH));
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  return `${bar} ${sizeText(received)} of ${sizeText(total)}${count}`;
}
