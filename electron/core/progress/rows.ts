import type { JobRow } from '../../contract';
import type { StreamMessage } from '../stream-message';

/** Bytes over all layers of a transfer; `complete` when every layer's size is known. */
export interface TransferBytes {
  /** Null when nothing can be counted yet. */
  current: number | null;
  total: number | null;
  /** False while layers wait whose sizes the engine has not told: `total` will still grow. */
  complete: boolean;
}

/** What a stream said in the end. */
export interface ProgressOutcome {
  /** Manifest digest; null when none was told, or several different ones (all tags of a repository). */
  digest: string | null;
  /** The engine had everything already. */
  upToDate: boolean;
  /** Familiar names with tags, in the order in which the engine told them. */
  references: string[];
  /** Full ids of images that got no name. */
  imageIds: string[];
  /** Remarks that a person should see although the work went well, in the engine's words. */
  remarks: string[];
}

/** Folds the messages of one stream into what a job shows. */
export interface Progress {
  fold(message: StreamMessage): void;
  /** In the order in which the layers were first named; fresh copies. */
  rows(): JobRow[];
  bytes(): TransferBytes;
  outcome(): ProgressOutcome;
}

type Phase = JobRow['phase'];

interface Entry {
  row: JobRow;
  /** Bytes of the transfer alone: extraction counts from zero again and must not pull the sum back. */
  sent: number;
  size: number | null;
  /** Nothing more will be transferred for it. */
  settled: boolean;
}

const ended = (phase: Phase) => phase === 'done' || phase === 'exists' || phase === 'failed';

/** The rows of one stream, by the engine's layer id. */
export class RowTable {
  private readonly entries = new Map<string, Entry>();

  /** Names a layer. One that is known keeps what is known of it. */
  announce(id: string, phase: Phase): void {
    const entry = this.entries.get(id);
    if (entry === undefined) this.add(id, phase);
    else if (!ended(entry.row.phase) && !entry.settled) this.show(entry, phase);
  }

  /** Sets the phase of a known layer without counts; unknown ones are no layers and stay out. */
  enter(id: string, phase: Phase): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) this.show(entry, phase);
  }

  /** Bytes moved of a layer; restarts when the engine counts from the beginning again. */
  transfer(message: StreamMessage, phase: Phase): void {
    const entry = this.entries.get(message.id) ?? this.add(message.id, phase);
    entry.size = message.total ?? entry.size;
    entry.sent = clamp(message.current ?? 0, entry.size);
    entry.settled = false;
    this.show(entry, phase, entry.sent, entry.size);
  }

  /** The layer's bytes have all arrived; work on it may go on. */
  settle(id: string, phase: Phase): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    this.arrive(entry);
    if (!ended(entry.row.phase)) this.show(entry, phase, entry.size, entry.size);
  }

  /** Work after the transfer, in bytes of the packed layer or in seconds without a total (containerd). */
  extract(message: StreamMessage): void {
    const entry = this.entries.get(message.id) ?? this.add(message.id, 'extracting');
    if (message.units !== 's') entry.size ??= message.total;
    this.arrive(entry);
    const unit = message.units === 's' ? 'seconds' : 'bytes';
    this.show(entry, 'extracting', clamp(message.current, message.total), message.total, unit);
  }

  /** Ends a layer; what was there already stays marked as that. */
  end(id: string, phase: Phase): void {
    const entry = this.entries.get(id) ?? this.add(id, phase);
    this.arrive(entry);
    if (!ended(entry.row.phase)) this.show(entry, phase, entry.size, entry.size);
  }

  /** Ends all layers that have not ended, those that never started as `untouched`. */
  endAll(untouched: Phase): void {
    for (const { row } of [...this.entries.values()]) {
      this.end(row.id, row.phase === 'waiting' || row.phase === 'preparing' ? untouched : 'done');
    }
  }

  /** Forgets a layer that turned out not to take part. */
  drop(id: string): void {
    this.entries.delete(id);
  }

  rows(): JobRow[] {
    return [...this.entries.values()].map(({ row }) => ({ ...row }));
  }

  bytes(): TransferBytes {
    const entries = [...this.entries.values()];
    const known = entries.filter((entry) => entry.size !== null);
    const complete = entries.length > 0 && entries.every((entry) => entry.size !== null || entry.settled);
    if (known.length === 0) return { current: null, total: null, complete };
    return {
      current: known.reduce((sum, entry) => sum + entry.sent, 0),
      total: known.reduce((sum, entry) => sum + (entry.size ?? 0), 0),
      complete,
    };
  }

  private add(id: string, phase: Phase): Entry {
    const row: JobRow = { id, label: id, phase, current: null, total: null, unit: 'bytes' };
    const entry: Entry = { row, sent: 0, size: null, settled: ended(phase) };
    this.entries.set(id, entry);
    return entry;
  }

  private arrive(entry: Entry): void {
    entry.sent = entry.size ?? 0;
    entry.settled = true;
  }

  private show(
    entry: Entry,
    phase: Phase,
    current: number | null = null,
    total: number | null = null,
    unit: JobRow['unit'] = 'bytes',
  ): void {
    if (phase === 'retrying') entry.sent = 0;
    entry.row = { ...entry.row, phase, current, total, unit };
  }
}

/** Engines count headers too, so the last figures can pass the total. */
function clamp(current: number, total: number | null): number;
function clamp(current: number | null, total: number | null): number | null;
function clamp(current: number | null, total: number | null): number | null {
  return current !== null && total !== null ? Math.min(current, total) : current;
}

/** Keeps what is told once: the order of first mention, no doubles. */
export function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
