import type { JobRow } from '../contract';
import type { StreamMessage } from './stream-message';

/** Folds the messages of a classic build into one row a step. */
export interface BuildProgress {
  fold(message: StreamMessage): void;
  /** Steps in order; `current`/`total` are set on a base image's layers only. */
  rows(): JobRow[];
  /** Id of the image built, as the engine's `aux` says; empty until then. */
  imageId(): string;
  /** Marks the running step when the build ends. */
  end(phase: 'done' | 'failed'): void;
}

/** `Step 3/7 : RUN make`, what the classic builder prints before each instruction (20.10 to 28); Podman `STEP 3/7: …`. */
const STEP = /^Step (\d+)\/(\d+) ?: (.*)/is;

function imageIdOf(aux: unknown): string {
  if (typeof aux !== 'object' || aux === null || !('ID' in aux)) return '';
  return typeof aux.ID === 'string' ? aux.ID : '';
}

/** A fresh folder for one build. */
export function buildProgress(): BuildProgress {
  const steps: JobRow[] = [];
  let imageId = '';
  const running = () => steps.at(-1);
  const settle = (phase: 'done' | 'failed') => {
    const step = running();
    if (step?.phase === 'running') step.phase = phase;
  };
  const start = (number: string, label: string) => {
    settle('done');
    steps.push({ id: number, label, phase: 'running', current: null, total: null, unit: 'bytes' });
  };
  return {
    fold(message) {
      imageId = imageIdOf(message.aux) || imageId;
      const step = STEP.exec(message.stream);
      if (step !== null) start(step[1] ?? '', (step[3] ?? '').trim());
      const current = running();
      if (current !== undefined && message.stream.startsWith(' ---> Using cache')) current.phase = 'cached';
    },
    rows: () => steps.map((row) => ({ ...row })),
    imageId: () => imageId,
    end: settle,
  };
}
