import { graphlib, layout } from '@dagrejs/dagre';
import type { BuildStep } from '../../api/contract';

/** A step at its place in the graph, pixels from the top left. */
export interface PlacedStep {
  id: string;
  left: number;
  top: number;
}

export interface GraphLayout {
  width: number;
  height: number;
  steps: PlacedStep[];
  /** Points of each line from a step to one that needs it. */
  edges: { key: string; points: { x: number; y: number }[] }[];
}

export const NODE = { width: 190, height: 40 };

/** Which steps there are and what each needs, as one text: it stays the same while a build goes on. */
export const shapeOf = (steps: readonly BuildStep[]): string =>
  JSON.stringify(steps.map((step) => [step.id, inputsOf(step, steps)]));

/** What writes the image names nothing that it needs: it comes after all that nobody else needs. */
function inputsOf({ id, inputs, text }: BuildStep, steps: readonly BuildStep[]): string[] {
  if (inputs.length > 0 || !text.startsWith('exporting')) return inputs;
  const needed = new Set(steps.flatMap((step) => step.inputs));
  return steps
    .filter((step) => step.place !== '' && step.id !== id && !needed.has(step.id))
    .map((step) => step.id);
}

/** Lays the steps of a shape out from left to right, each behind those that it needs. */
export function layOut(shape: string): GraphLayout {
  const steps = JSON.parse(shape) as [id: string, inputs: string[]][];
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 36, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id] of steps) graph.setNode(id, { ...NODE });
  for (const [id, inputs] of steps) {
    for (const input of inputs) if (graph.hasNode(input)) graph.setEdge(input, id);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    steps: steps.map(([id]) => {
      const { x, y } = graph.node(id);
      return { id, left: (x ?? 0) - NODE.width / 2, top: (y ?? 0) - NODE.height / 2 };
    }),
    edges: graph.edges().map((edge) => ({
      key: `${edge.v} ${edge.w}`,
      points: graph.edge(edge).points ?? [],
    })),
  };
}
