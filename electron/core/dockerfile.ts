import type { HistoryStep, ImageSystem, ReconstructedDockerfile } from '../contract';
import {
  declaredArguments,
  instructionLines,
  missingArguments,
  SCRIPT_FOLDER,
  usesHeredoc,
} from './dockerfile/instruction-lines';
import { oneLine, opaqueComment } from './dockerfile/opaque-comment';
import type { InspectedImage } from './image-model';
import { familiarName, parseReference } from './reference';

type Described = Pick<InspectedImage, 'id' | 'references' | 'config'>;
type Note = ReconstructedDockerfile['notes'][number];

/** A line with the step it stands for; comments and FROM stand for none. */
interface Line {
  text: string;
  step: number | null;
}

/** The old builder's checksum in place of what was copied. */
const checksumSource = /^(?:--\S+ )*(?:file|dir|multi):[0-9a-f]+ /;
const buildahBase = /^FROM (\S+)/;

const comment = (text: string): Line => ({ text: `# ${text}`, step: null });

/** The name that says most of a version: not `latest` if there is another, and without a digest. */
function baseName(references: string[]): string | undefined {
  const named = references.flatMap((reference) => {
    const parsed = parseReference(reference);
    return parsed.problem === null && parsed.tag !== '' ? [`${familiarName(parsed)}:${parsed.tag}`] : [];
  });
  return named.find((name) => !name.endsWith(':latest')) ?? named[0];
}

/** Buildah writes the base into the comment of a build's first step; the last build's is the image's own. */
function recordedBase(steps: HistoryStep[]): string | undefined {
  const noted = steps.findLast((step) => buildahBase.test(step.comment));
  const name = buildahBase.exec(noted?.comment ?? '')?.[1] ?? '';
  const parsed = parseReference(name);
  return parsed.problem === null ? `${familiarName(parsed)}:${parsed.tag || 'latest'}` : undefined;
}

function unknownBase(steps: HistoryStep[]): Line[] {
  const recorded = recordedBase(steps);
  if (recorded === undefined) {
    return [comment('The base image cannot be known; its steps are part of what follows.'), from('scratch')];
  }
  return [
    comment(`Built on ${recorded}, which is not here; its steps are part of what follows.`),
    from('scratch'),
  ];
}

const from = (name: string): Line => ({ text: `FROM ${name}`, step: null });

function fromLines(system: ImageSystem, steps: HistoryStep[]): Line[] {
  switch (system.kind) {
    case 'based-on': {
      const name = baseName(system.references);
      if (name !== undefined) return [from(name)];
      return [comment('The base image has no name here.'), from(system.imageId)];
    }
    case 'empty':
    case 'scratch':
    case 'base':
      return [from('scratch')];
    case 'unknown':
      return unknownBase(steps);
  }
}

/** A comment above an instruction that cannot be run again as it stands. */
function warning(step: HistoryStep): Line[] {
  if (step.instruction === 'RUN' && step.text.includes(SCRIPT_FOLDER)) {
    return [comment('The script was written in the Dockerfile; its text was not recorded.')];
  }
  if (step.instruction !== 'RUN' && usesHeredoc(step)) {
    return [comment('The text of this file was not recorded.')];
  }
  return [];
}

function stepLines(step: HistoryStep, declared: Set<string>): Line[] {
  const isInstruction =
    step.instruction !== '' && (step.origin === 'instruction' || step.origin === 'rootfs');
  if (!isInstruction) return opaqueComment(step).map((text) => ({ text, step: null }));
  const args = missingArguments(step, declared);
  for (const name of declaredArguments(step)) declared.add(name);
  const lines = [...args, ...instructionLines(step)].map((text) => ({ text, step: step.index }));
  return [...warning(step), ...lines];
}

/** Triggers for images built on this one: BuildKit keeps them in the configuration and not in the history. */
function unrecordedTriggers(steps: HistoryStep[], { config }: Described): Line[] {
  const recorded = new Set(
    steps.filter(({ instruction }) => instruction === 'ONBUILD').map(({ text }) => text),
  );
  const missing = config.onBuild.filter((trigger) => !recorded.has(oneLine(trigger)));
  return missing.map((trigger) => ({ text: `ONBUILD ${oneLine(trigger)}`, step: null }));
}

function notesOf(steps: HistoryStep[], system: ImageSystem): Note[] {
  const has = (test: (step: HistoryStep) => boolean) => steps.some(test);
  const copies = ({ instruction }: HistoryStep) => instruction === 'COPY' || instruction === 'ADD';
  const found: [Note, boolean][] = [
    [
      'base-unknown',
      system.kind === 'unknown' || (system.kind === 'based-on' && system.references.length === 0),
    ],
    ['commit-layer', has(({ origin }) => origin === 'commit')],
    ['import-layer', has(({ origin }) => origin === 'import')],
    ['copy-sources-unknown', has((step) => copies(step) && checksumSource.test(`${step.text} `))],
    ['heredoc', has(usesHeredoc)],
    ['build-args', has((step) => step.buildArgs.length > 0 || step.instruction === 'ARG')],
  ];
  return found.filter(([, holds]) => holds).map(([note]) => note);
}

/** Says at once that nobody wrote this file. */
function header(inspected: Described): Line[] {
  return [comment(`Reconstructed from the history of ${oneLine(inspected.references[0] ?? inspected.id)}.`)];
}

/**
 * A Dockerfile that says what the history of an image says: FROM, then one instruction per own step, as a
 * person would write it. Steps that nobody recorded stand in it as loud comments. It is meant to be read;
 * what it cannot know is told in `notes`.
 *
 * `lineSteps` has one entry for each line of `text.split('\n')`; the text has no newline at its end.
 * Comments, FROM and what only the configuration tells stand for no step.
 */
export function reconstructDockerfile(
  steps: HistoryStep[],
  inspected: Described,
  system: ImageSystem,
): ReconstructedDockerfile {
  const own = system.kind === 'based-on' ? steps.filter((step) => !step.inherited) : steps;
  const declared = new Set<string>();
  const lines = [
    ...header(inspected),
    ...fromLines(system, own),
    ...own.flatMap((step) => stepLines(step, declared)),
    ...unrecordedTriggers(own, inspected),
  ];
  return {
    text: lines.map(({ text }) => text).join('\n'),
    lineSteps: lines.map(({ step }) => step),
    notes: notesOf(own, system),
  };
}
