import type { HistoryStep } from '../../api/contract';

/** Steps that belong to the base image, or to the image itself, one after the other. */
export interface StepGroup {
  inherited: boolean;
  steps: HistoryStep[];
}

/** Steps from base to top, parted where the base image ends. */
export function groupSteps(steps: readonly HistoryStep[]): StepGroup[] {
  const groups: StepGroup[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.inherited === step.inherited) last.steps.push(step);
    else groups.push({ inherited: step.inherited, steps: [step] });
  }
  return groups;
}

/** How many steps made a layer with files, and how many only changed settings. */
export function countSteps(steps: readonly HistoryStep[]): { layers: number; settings: number } {
  const layers = steps.filter(({ layer }) => layer !== null).length;
  return { layers, settings: steps.length - layers };
}

/** What a Dockerfile would say for the step; what the engine recorded where it is no instruction. */
export function stepText(step: HistoryStep): string {
  return [step.instruction, step.text].filter((part) => part !== '').join(' ');
}
