import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildStep } from '../../api/contract';
import { layOut, NODE, shapeOf } from './graph-layout';
import { isInternal, stepLooks } from './step-look';

export interface BuildGraphProps {
  steps: readonly BuildStep[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** A scrolling box must be reachable by keyboard. */
const focusable = { tabIndex: 0 };

/** The build as the graph that BuildKit solves: what can run side by side stands one below the other. */
export function BuildGraph({ steps, chosen, onChoose }: BuildGraphProps) {
  const { t } = useTranslation('build');
  const shape = shapeOf(steps);
  const places = useMemo(() => layOut(shape), [shape]);
  const now = new Map(steps.map((step) => [step.id, step]));
  return (
    <section
      {...focusable}
      aria-label={t('asGraph')}
      className="overflow-auto rounded-lg border border-line bg-sunken"
    >
      <div className="relative" style={{ width: places.width, height: places.height }}>
        <svg aria-hidden width={places.width} height={places.height} className="absolute inset-0">
          {places.edges.map(({ key, points }) => (
            <path key={key} d={pathOf(points)} className="fill-none stroke-line-strong" strokeWidth={1.5} />
          ))}
        </svg>
        {places.steps.map(({ id, left, top }) => {
          const step = now.get(id);
          const props = { left, top, chosen: chosen === id, onChoose };
          return step && <Node key={id} step={step} {...props} />;
        })}
      </div>
    </section>
  );
}

interface NodeProps {
  step: BuildStep;
  left: number;
  top: number;
  chosen: boolean;
  onChoose: (id: string) => void;
}

function Node({ step, left, top, chosen, onChoose }: NodeProps) {
  const { t } = useTranslation('build');
  const { icon: Icon, tone, edge } = stepLooks[step.state];
  const phase = t(`phases.${step.state}`);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={t('step', { number: step.place, instruction: step.text, phase })}
      title={step.text}
      onClick={() => onChoose(step.id)}
      style={{ left, top, width: NODE.width, height: NODE.height }}
      className={clsx(
        'absolute flex items-center gap-2 rounded-md border bg-raised px-2 text-left hover:bg-hover',
        chosen ? 'border-accent ring-1 ring-accent' : edge,
      )}
    >
      <Icon aria-hidden size={14} className={clsx('shrink-0', tone)} />
      <span className="min-w-0">
        <span className="block truncate font-mono text-sm">{step.text}</span>
        <span className="block truncate text-xs text-faint">
          {isInternal(step) ? t('internalStage') : step.stage}
        </span>
      </span>
    </button>
  );
}

function pathOf(points: { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join(' ');
}
