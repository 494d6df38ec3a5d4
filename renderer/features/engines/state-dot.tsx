import { clsx } from 'clsx';

export type DotState = 'good' | 'bad' | 'busy' | 'idle';

const colours: Record<DotState, string> = {
  good: 'bg-success',
  bad: 'bg-danger',
  busy: 'bg-accent-fill animate-breathe',
  idle: 'bg-faint',
};

/** A picture of a state that words beside it say. Bad ones are hollow, so that colour is not alone. */
export function StateDot({ state }: { state: DotState }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'size-2 shrink-0 rounded-full',
        state === 'bad' ? 'border-2 border-danger' : colours[state],
      )}
    />
  );
}
