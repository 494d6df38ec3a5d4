import type { HistoryStep, ImageHistory } from '../contract';
import { alignSteps, type StepInput } from './history/align';
import { inheritedSteps } from './history/inherited';
import { instructionText } from './history/instruction-text';
import { type PlacedStep, stepOrigin } from './history/origin';
import { type ParsedStep, parseStep } from './history/parse-step';
import type { InspectedImage, RawHistoryEntry } from './image-model';

/** Reads the entries from base to top: what a step says can depend on SHELL and ARG below it. */
function readSteps(entries: RawHistoryEntry[], config: InspectedImage['config']): StepInput[] {
  const own = config.shell.join(' ');
  const buildArgs = new Set<string>();
  let named = '';
  return entries.map((entry) => {
    const parsed = parseStep(entry, { shells: [named, own], buildArgs: [...buildArgs] });
    if (parsed.instruction === 'SHELL') named = shellWords(parsed);
    if (parsed.instruction === 'ARG') buildArgs.add(parsed.body);
    for (const argument of parsed.buildArgs) buildArgs.add(argument);
    return { entry, parsed };
  });
}

/** `[/bin/bash -o pipefail -c]` (builders) or `["/bin/bash", "-c"]` (copied Dockerfile text) as one line. */
function shellWords({ body }: ParsedStep): string {
  const inner = /^\[(.*)\]$/s.exec(body.trim())?.[1] ?? '';
  return inner.startsWith('"') ? inner.replace(/^"|"$/g, '').replace(/"\s*,?\s*"/g, ' ') : inner;
}

/** A commit keeps the container's command as it was; an instruction loses the builder's wrapping. */
function wording(step: PlacedStep, origin: HistoryStep['origin'], config: InspectedImage['config']) {
  const { entry, parsed } = step;
  const isInstruction = origin === 'instruction' || (origin === 'rootfs' && parsed.instruction !== '');
  if (!isInstruction) return { instruction: '', text: entry.createdBy.trim(), buildArgs: [] };
  return {
    instruction: parsed.instruction,
    text: instructionText(parsed, config),
    buildArgs: parsed.buildArgs,
  };
}

function toStep(
  steps: PlacedStep[],
  index: number,
  inspected: InspectedImage,
  inherited: boolean,
): HistoryStep[] {
  const step = steps[index];
  if (step === undefined) return [];
  const origin = stepOrigin(steps, index, inspected.config);
  const { entry, layer } = step;
  return [
    {
      index,
      origin,
      ...wording(step, origin, inspected.config),
      createdBy: entry.createdBy,
      created: entry.created,
      sizeBytes: entry.sizeBytes,
      comment: entry.comment,
      tags: entry.tags,
      layer,
      diffId: layer === null ? null : (inspected.layers[layer] ?? null),
      inherited,
    },
  ];
}

/** Images of some tools have layers and no history at all: each layer then is a step of its own. */
function entriesOfLayers(inspected: InspectedImage): RawHistoryEntry[] {
  const only = inspected.layers.length === 1 ? inspected.sizeBytes : 0;
  return inspected.layers.map(() => ({
    id: '',
    createdBy: '',
    created: inspected.created,
    sizeBytes: only,
    comment: '',
    tags: [],
  }));
}

const opaque = new Set<HistoryStep['origin']>(['commit', 'import', 'unknown']);

/**
 * The steps of an image from base to top, each with what it says, where it comes from and which layer it
 * made. Reads what Docker's old builder, BuildKit, Buildah, Kaniko, `docker commit`, `docker import` and
 * the distributions' tools leave in the history; the rules stand beside the code in `history/`.
 *
 * @param raw `GET /images/{name}/history` as the engine answers, newest first
 * @param inheritedLayers how many layers belong to a base image that was found locally; 0 when none was
 * @param baseHistory that base's own history, newest first: with it `inherited` is certain, without it
 *   the steps between the last inherited layer and the first own one are told apart by their time
 */
export function buildHistory(
  inspected: InspectedImage,
  raw: RawHistoryEntry[],
  inheritedLayers: number,
  baseHistory: RawHistoryEntry[] = [],
): Pick<ImageHistory, 'steps' | 'alignment' | 'unaudited'> {
  const missing = raw.length === 0 && inspected.layers.length > 0;
  const entries = missing ? entriesOfLayers(inspected) : [...raw].reverse();
  const inputs = readSteps(entries, inspected.config);
  const { alignment, layers } = missing
    ? { alignment: 'inferred' as const, layers: entries.map((_, layer) => layer) }
    : alignSteps(inputs, inspected.layers);
  const placed = inputs.map((input, index) => ({ ...input, layer: layers[index] ?? null }));
  const inherited = inheritedSteps(placed, inheritedLayers, [...baseHistory].reverse());
  const steps = placed.flatMap((_, index) => toStep(placed, index, inspected, index < inherited));
  const unaudited = steps.filter((step) => opaque.has(step.origin) && hasFiles(step, alignment));
  return { steps, alignment, unaudited: unaudited.map((step) => step.index) };
}

/** Whether a step changed files; where steps could not be matched with layers its size must tell. */
function hasFiles(step: HistoryStep, alignment: ImageHistory['alignment']): boolean {
  return alignment === 'unknown' ? step.sizeBytes > 0 : step.layer !== null;
}
