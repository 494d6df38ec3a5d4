import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, X, Zap } from 'lucide-react';
import type { BuildStep } from '../../api/contract';

/** How the states of a step look, in the list and in the graph. */
export const stepLooks: Record<BuildStep['state'], { icon: LucideIcon; tone: string; edge: string }> = {
  waiting: { icon: CircleDashed, tone: 'text-faint', edge: 'border-line' },
  running: { icon: LoaderCircle, tone: 'text-accent animate-spin', edge: 'border-accent' },
  cached: { icon: Zap, tone: 'text-info', edge: 'border-line' },
  done: { icon: Check, tone: 'text-success', edge: 'border-line' },
  failed: { icon: X, tone: 'text-danger', edge: 'border-danger' },
  cancelled: { icon: Ban, tone: 'text-faint', edge: 'border-line' },
};

/** Milliseconds that a step has taken so far; null for one that did not begin. */
export function stepTime({ startedAt, endedAt, state }: BuildStep, now: number): number | null {
  if (startedAt === null || state === 'waiting') return null;
  return Math.max(0, (endedAt ?? (state === 'running' ? now : startedAt)) - startedAt);
}

/** BuildKit's own work around the instructions. */
export const isInternal = ({ stage }: BuildStep): boolean => stage === 'internal';
