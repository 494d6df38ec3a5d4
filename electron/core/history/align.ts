import type { ImageHistory } from '../../contract';
import type { RawHistoryEntry } from '../image-model';
import type { ParsedStep } from './parse-step';

export type Alignment = ImageHistory['alignment'];

export interface AlignedSteps {
  alignment: Alignment;
  /** Per step from base to top: its layer, or null for a step that made none. */
  layers: (number | null)[];
}

/** One history entry with what was read from it, base first. */
export interface StepInput {
  entry: RawHistoryEntry;
  parsed: ParsedStep;
}

/** diffID of a tar with nothing in it (1,024 zero bytes). BuildKit keeps such layers, `docker commit` drops them. */
export const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';
/** containerd counts the blocks of the layer's folder, so even nothing has a size there. */
const EMPTY_SIZE_MAX = 16_384;

const metadata = new Set([
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
]);

const recorded = ({ form }: ParsedStep) => form === 'buildkit' || form === 'classic' || form === 'bare';

/** Whether a step without bytes can have no layer in any case. */
function neverLayer({ entry, parsed }: StepInput): boolean {
  if (entry.sizeBytes > 0 || !recorded(parsed)) return false;
  if (parsed.instruction === 'WORKDIR') return parsed.form === 'buildkit' && parsed.body === '/';
  return metadata.has(parsed.instruction);
}

/** Commands that change folders, names or links and no bytes, which makes a layer of size 0. */
const byteless = /(?:^|[\s/;&|(["'])(?:mkdir|rmdir|rm|ln|mv|touch|install|unlink|mknod|mkfifo)(?:["'\s]|$)/;
const nothing = /^(?:true|:|exit(?: 0)?)$/;
/** Folders that nearly every base image has. */
const commonFolder =
  /^\/(?:bin|etc|home|media|mnt|opt|root|run|sbin|srv|tmp|usr|usr\/local|usr\/src|var|var\/lib|var\/www)?\/?$/;

/** Whether an earlier step made or named the folder of a WORKDIR, so that it adds nothing any more. */
function folderKnown(path: string, below: StepInput[]): boolean {
  const folder = path.replace(/\/+$/, '');
  const inside = new RegExp(`(?:^|[\\s"'=])${folder.replace(/[^\w/-]/g, '\\$&')}(?:[/\\s"';]|$)`);
  return below.some(({ parsed }) => layered.has(parsed.instruction) && inside.test(parsed.body));
}

const layered = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

function workdirLikelihood({ body }: ParsedStep, below: StepInput[]): number {
  return commonFolder.test(body) || folderKnown(body, below) ? -8 : 4;
}

/**
 * How likely a step without bytes has a layer. BuildKit always makes one; the old builder and commit only
 * for a change, so what the step does has to tell.
 */
function likelihood({ parsed }: StepInput, below: StepInput[]): number {
  if (parsed.form === 'buildkit') return 16;
  if (parsed.instruction === 'COPY' || parsed.instruction === 'ADD') return 8;
  if (parsed.instruction === 'WORKDIR') return workdirLikelihood(parsed, below);
  if (nothing.test(parsed.body)) return -4;
  return byteless.test(parsed.body) ? 4 : 1;
}

/** Whether a step can have made this layer, given what an empty layer means. */
function fits({ entry, parsed }: StepInput, diffId: string | undefined): boolean {
  if (diffId !== EMPTY_LAYER) return true;
  const dropsEmpty = parsed.form === 'classic' || parsed.form === 'shell';
  return entry.sizeBytes <= EMPTY_SIZE_MAX && !(dropsEmpty && entry.sizeBytes === 0);
}

/** The best way to give the layers from `layer` on to the steps from `step` on. */
interface Plan {
  /** Number of ways, counted up to two. */
  ways: number;
  weight: number;
  takes: boolean;
}

const IMPOSSIBLE: Plan = { ways: 0, weight: Number.NEGATIVE_INFINITY, takes: false };

/** Fills the table of plans from the last step back; `plans[step][layer]`. */
function planTable(steps: StepInput[], layers: string[]): Plan[][] {
  let after: Plan[] = [...layers.map(() => IMPOSSIBLE), { ways: 1, weight: 0, takes: false }];
  const table = [after];
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const step = steps[i];
    if (step !== undefined) after = planStep(step, steps.slice(0, i), layers, after);
    table.unshift(after);
  }
  return table;
}

/** The plans of one step for every number of layers that the steps below may have taken. */
function planStep(step: StepInput, below: StepInput[], layers: string[], after: Plan[]): Plan[] {
  const must = step.entry.sizeBytes > 0;
  const may = !neverLayer(step);
  const gain = must || !may ? 0 : likelihood(step, below);
  return Array.from({ length: layers.length + 1 }, (_, layer) => {
    const without = must ? IMPOSSIBLE : (after[layer] ?? IMPOSSIBLE);
    const canTake = may && layer < layers.length && fits(step, layers[layer]);
    const taken = canTake ? (after[layer + 1] ?? IMPOSSIBLE) : IMPOSSIBLE;
    const weight = taken.weight + gain;
    return {
      ways: Math.min(2, without.ways + taken.ways),
      weight: Math.max(without.weight, weight),
      takes: taken.ways > 0 && (without.ways === 0 || weight >= without.weight),
    };
  });
}

/**
 * Finds which step made which layer. The engine's history does not say which steps made none, so:
 * a step with bytes made a layer; a metadata instruction without bytes made none; the others (a RUN that
 * changed nothing, a WORKDIR, an empty file) are tried against the number of layers and against layers
 * known to be empty. One way to do it: `exact`. Several: the likeliest, `inferred`. None: `unknown`.
 */
export function alignSteps(steps: StepInput[], layers: string[]): AlignedSteps {
  const table = planTable(steps, layers);
  const ways = table[0]?.[0]?.ways ?? 0;
  if (ways === 0) return { alignment: 'unknown', layers: steps.map(() => null) };
  let next = 0;
  const assigned = steps.map((_, step) => {
    if (table[step]?.[next]?.takes !== true) return null;
    next += 1;
    return next - 1;
  });
  return { alignment: ways === 1 ? 'exact' : 'inferred', layers: assigned };
}
