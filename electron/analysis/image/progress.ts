import type { JobRow } from '../../contract';

export type LayerPhase = 'waiting' | 'reading' | 'done' | 'cached';

export interface LayerProgress {
  /** diffID, or the blob's name where it has none. */
  id: string;
  phase: LayerPhase;
  /** Bytes read of its blob. */
  current: number;
  /** Null when nobody knows yet. */
  total: number | null;
}

/** How far an analysis is. */
export interface AnalysisProgress {
  /** Bytes of the archive that came so far; null where nothing comes until the engine has prepared it. */
  received: number | null;
  /** Null when nobody knows. */
  total: number | null;
  layers: LayerProgress[];
}

/** Keeps count while layers are read. */
export class ProgressBook {
  readonly #onChange: (progress: AnalysisProgress) => void;
  #layers: LayerProgress[] = [];
  #received: number | null = null;
  #total: number | null = null;

  constructor(onChange: (progress: AnalysisProgress) => void) {
    this.#onChange = onChange;
  }

  /** Says which layers there are, base first. */
  begin(ids: string[]): void {
    this.#layers = ids.map((id) => ({ id, phase: 'waiting', current: 0, total: null }));
    this.#tell();
  }

  set total(bytes: number) {
    this.#total = bytes;
  }

  received(bytes: number): void {
    this.#received = (this.#received ?? 0) + bytes;
    this.#tell();
  }

  layer(index: number, change: Partial<LayerProgress>): void {
    const layer = this.#layers[index];
    if (layer) Object.assign(layer, change);
    this.#tell();
  }

  #tell(): void {
    this.#onChange({ received: this.#received, total: this.#total, layers: this.#layers });
  }
}

/** Rows of a job: the archive as a whole, then each layer. */
export function rowsOf({ received, total, layers }: AnalysisProgress, label: string): JobRow[] {
  const phase = received === null ? 'preparing' : 'reading';
  const isOver =
    layers.length > 0 && layers.every((layer) => layer.phase === 'done' || layer.phase === 'cached');
  const archive: JobRow = {
    id: 'archive',
    label,
    phase: isOver ? 'done' : phase,
    current: received,
    total,
    unit: 'bytes',
  };
  return [archive, ...layers.map(rowOf)];
}

const rowOf = ({ id, phase, current, total }: LayerProgress): JobRow => ({
  id,
  label: id.replace(/^.*[:/]/, '').slice(0, 12),
  phase,
  current: phase === 'reading' ? current : null,
  total: phase === 'reading' ? total : null,
  unit: 'bytes',
});
