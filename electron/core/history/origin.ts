import type { HistoryStep } from '../../contract';
import type { InspectedImage } from '../image-model';
import type { StepInput } from './align';
import { parseQuotedList } from './go-values';
import { addsRootFileSystem, madeBySystemTool } from './root-file-system';

export type Origin = HistoryStep['origin'];
type Config = InspectedImage['config'];

/** A step with its layer, base first. */
export interface PlacedStep extends StepInput {
  layer: number | null;
}

const importComment = /^Imported from\b/i;
/** Buildah notes the base on the first step of a build. */
const fromComment = /^FROM \S+/;
/** `docker build --squash` and tools that build without a Dockerfile. */
const notCommitComment =
  /^(?:merge sha256:|create new from sha256:|buildkit\.|store paths:|go build output|kodata)/;
const notCommitCommand =
  /^(?:jib-|ko\b|Buildpacks?\b|crane\b|nix\b|umoci\b|created by buildkit|pulled from )/i;
/** Started by hand and left: no RUN is only this. */
const interactive = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh(?: -[il]+)*$/;

const isCommand = ({ parsed }: StepInput) => parsed.form === 'shell' || parsed.form === 'command';
const isClassic = (step: StepInput | undefined) => step?.parsed.form === 'classic';
const hasMessage = ({ entry }: StepInput) => entry.comment !== '' && !fromComment.test(entry.comment);

const textOf = ({ entry }: StepInput) => entry.createdBy.trim();
const setsCommand = (step: StepInput) => step.parsed.instruction === 'CMD' && !isCommand(step);

/** The command that a recorded CMD sets, its words joined as the history joins a container's. */
function commandOf({ parsed }: StepInput): string {
  return (parseQuotedList(parsed.body)?.join(' ') ?? parsed.body).trim();
}

/** What the nearest CMD below a step sets; empty when there is none, as in an image without a command. */
function commandBelow(steps: PlacedStep[], index: number): string {
  const set = steps.slice(0, index).findLast(setsCommand);
  return set === undefined ? '' : commandOf(set);
}

/** Every command that the image may have had just below a step: an ENTRYPOINT may clear it, a commit replace it. */
function commandsBefore(steps: PlacedStep[], index: number): string[] {
  const below = steps.slice(0, index);
  const since = below.slice(below.findLastIndex(setsCommand) + 1);
  const cleared = since.some((step) => step.parsed.instruction === 'ENTRYPOINT') ? [''] : [];
  return [commandBelow(steps, index), ...cleared, ...since.filter(isCommand).map(textOf)];
}

/** What the image's own command says about a step that may be a commit or the old builder's RUN. */
type Verdict = 'commit' | 'builder' | 'hidden';

/**
 * `docker commit` makes the container's command the image's command, unless told otherwise; a RUN leaves
 * the command of the steps below. So as long as nothing above has set another one, the command tells:
 * equal to the step's text: a commit. Equal to what stood below: a RUN. Anything else was set without a
 * record, which only a commit can do.
 */
function judgeByCommand(steps: PlacedStep[], index: number, config: Config): Verdict {
  const above = steps.slice(index + 1);
  if (above.some((step) => setsCommand(step) || step.parsed.instruction === 'ENTRYPOINT')) return 'hidden';
  const command = config.command.join(' ').trim();
  const text = steps.slice(index, index + 1).map(textOf);
  const commandsAbove = above.filter(isCommand).map(textOf);
  if (command !== '' && text.includes(command)) return 'commit';
  if (commandsAbove.includes(command)) return 'hidden';
  if (commandsBefore(steps, index).includes(command)) return 'builder';
  return commandsAbove.length === 0 ? 'commit' : 'hidden';
}

/** Whether the next step above that is no plain command was written by the old builder: same kind of build. */
function classicAbove(steps: PlacedStep[], index: number): boolean {
  return isClassic(steps.slice(index + 1).find((step) => step.parsed.form !== 'shell'));
}

/** A tag in the middle of the history: an image ended here, and another was built on it. */
function endsAnImage(steps: PlacedStep[], index: number): boolean {
  return index < steps.length - 1 && (steps[index]?.entry.tags.length ?? 0) > 0;
}

/** Signs that hold for any command, whether a shell ran it or not. Null when they say nothing. */
function plainSigns(steps: PlacedStep[], step: PlacedStep, index: number): Origin | null {
  const text = textOf(step);
  if (notCommitCommand.test(text) || notCommitComment.test(step.entry.comment)) return 'unknown';
  // A message; a shell without anything to do; the image's own command, which the container ran.
  if (hasMessage(step) || interactive.test(text) || commandBelow(steps, index) === text) return 'commit';
  return null;
}

/** `/bin/sh -c …`: the old builder's RUN or a committed container. In doubt nothing is claimed. */
function shellOrigin(steps: PlacedStep[], step: PlacedStep, index: number, config: Config): Origin {
  const sign = plainSigns(steps, step, index);
  if (sign !== null) return sign;
  // Buildah's RUN.
  if (fromComment.test(step.entry.comment)) return 'instruction';
  const verdict = judgeByCommand(steps, index, config);
  if (verdict !== 'hidden') return verdict === 'builder' ? 'instruction' : 'commit';
  return classicAbove(steps, index) && !endsAnImage(steps, index) ? 'instruction' : 'unknown';
}

/** Any other command: a committed container, or the old builder's RUN in JSON form. */
function commandOrigin(steps: PlacedStep[], step: PlacedStep, index: number, config: Config): Origin {
  const sign = plainSigns(steps, step, index);
  if (sign !== null) return sign;
  const verdict = judgeByCommand(steps, index, config);
  if (verdict !== 'hidden') return verdict === 'builder' ? 'unknown' : 'commit';
  return classicAbove(steps, index) ? 'unknown' : 'commit';
}

/** No command at all: an import, the commit of a container without one, or a tool that keeps no history. */
function emptyOrigin({ entry, layer }: PlacedStep, index: number): Origin {
  if (importComment.test(entry.comment)) return 'import';
  if (entry.comment === '' || notCommitComment.test(entry.comment)) return 'unknown';
  return layer === 0 || index === 0 ? 'import' : 'commit';
}

/** Whether a step made the lowest layer; by its size where steps could not be matched with layers. */
function isLowest(step: PlacedStep, steps: PlacedStep[]): boolean {
  if (steps.some(({ layer }) => layer !== null)) return step.layer === 0;
  return steps.find(({ entry }) => entry.sizeBytes > 0) === step;
}

function recordedOrigin(step: PlacedStep, steps: PlacedStep[], config: Config): Origin {
  if (!isLowest(step, steps)) return 'instruction';
  const runsLater = steps.some((other) => other.parsed.instruction === 'RUN');
  return addsRootFileSystem(step.parsed, config, runsLater) ? 'rootfs' : 'instruction';
}

/** Whether all layers from the base up to this step come from tools that make systems. */
function inSystemPart(steps: PlacedStep[], index: number): boolean {
  return steps.slice(0, index + 1).every((step) => step.layer === null || madeBySystemTool(step.entry));
}

/** Where a step comes from, by everything that is known of the image. */
export function stepOrigin(steps: PlacedStep[], index: number, config: Config): Origin {
  const step = steps[index];
  if (step === undefined) return 'unknown';
  if (madeBySystemTool(step.entry)) return inSystemPart(steps, index) ? 'rootfs' : 'unknown';
  switch (step.parsed.form) {
    case 'buildkit':
    case 'classic':
    case 'bare':
      return recordedOrigin(step, steps, config);
    case 'shell':
      return shellOrigin(steps, step, index, config);
    case 'command':
      return commandOrigin(steps, step, index, config);
    case 'empty':
      return emptyOrigin(step, index);
  }
}
