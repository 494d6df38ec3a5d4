import type { BuildStep } from '../../contract';

/**
 * Steps in the order in which a Dockerfile tells them: what the builder prepares, the stages, each from its first step to
 * its last and behind those that it takes files from, and the writing of the image. BuildKit names them in any order.
 */
export function orderSteps(steps: readonly BuildStep[]): BuildStep[] {
  const depths = depthsOf(steps);
  const stages = new Map<string, number>();
  for (const { id, stage, place } of steps) {
    if (place !== '') stages.set(stage, Math.max(stages.get(stage) ?? 0, depths.get(id) ?? 0));
  }
  const keys = new Map(steps.map((step, index) => [step.id, keyOf(step, stages, index)]));
  return [...steps].sort((a, b) => compare(keys.get(a.id) ?? [], keys.get(b.id) ?? []));
}

function keyOf({ stage, place, text }: BuildStep, stages: Map<string, number>, index: number): number[] {
  if (stage === 'internal') return [0, index];
  if (place !== '')
    return [2, stages.get(stage) ?? 0, stageIndex(stages, stage), Number.parseInt(place, 10), index];
  return [text.startsWith('exporting') ? 3 : 1, index];
}

const stageIndex = (stages: Map<string, number>, stage: string): number => [...stages.keys()].indexOf(stage);

function compare(a: number[], b: number[]): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** Length of the longest way that leads to each step. BuildKit's graph has no cycles; one that had would end the count. */
function depthsOf(steps: readonly BuildStep[]): Map<string, number> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    depths.set(id, 0);
    const inputs = byId.get(id)?.inputs.filter((input) => byId.has(input)) ?? [];
    const depth = inputs.length === 0 ? 0 : 1 + Math.max(...inputs.map(depthOf));
    depths.set(id, depth);
    return depth;
  };
  for (const { id } of steps) depthOf(id);
  return depths;
}
