import type { RawHistoryEntry } from '../image-model';
import { longestPrefix } from './go-values';

/**
 * How a history entry was written:
 * `buildkit`: by BuildKit's Dockerfile frontend. `classic`: by Docker's old builder or Buildah, beyond doubt
 * (`#(nop)`, or the `|N` of build arguments, which no container's command can begin with).
 * `bare`: an instruction without wrapping (Kaniko and others).
 * `shell`: a command run by a shell: the old builder's RUN, or a container's command that was committed.
 * `command`: any other text. `empty`: nothing.
 */
export type StepForm = 'buildkit' | 'classic' | 'bare' | 'shell' | 'command' | 'empty';

export interface ParsedStep {
  form: StepForm;
  /** `RUN`, `COPY`, …; for `shell` what it would be if it is one; empty for commands. */
  instruction: string;
  /** What follows the instruction, still as the builder wrote it, without shell and build arguments. */
  body: string;
  buildArgs: string[];
  /** RUN without a shell: the words of a JSON list, joined. */
  execForm: boolean;
}

const instructions = new Set([
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/** Comment of BuildKit's Dockerfile frontend (dockerfile2llb/convert.go). */
export const BUILDKIT_COMMENT = 'buildkit.dockerfile.v0';
const buildkitSuffix = /\s*# buildkit$/;
const nop = /^(?:\|\d+ .*? )?[^#]*#\(nop\)\s*(.*)$/s;
const firstWord = /^([A-Z]+)(?:\s+(.*))?$/s;
const argumentCount = /^\|(\d+)\s+(.*)$/s;
const argumentStart = /^[^\s=/]+=/;
const nextAssignment = / (?=[A-Za-z_][A-Za-z0-9_]*=)/;
/** Shells of the old builder on Linux and Windows when the Dockerfile names none. */
const defaultShells = ['/bin/sh -c', 'cmd /S /C', 'powershell -Command'];
const explicitShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh(?: -[a-z]+)*? -[a-z]*c /;

function instructionOf(text: string): { instruction: string; body: string } | null {
  const [, instruction = '', body = ''] = firstWord.exec(text) ?? [];
  return instructions.has(instruction) ? { instruction, body: body.trim() } : null;
}

/** What the steps below a step say of it. */
export interface StepContext {
  /** Shells that may be in force, joined by blanks: the one of the last SHELL, and the image's own. */
  shells: string[];
  /** `KEY=value` of build arguments met so far: with them values with blanks are recognised. */
  buildArgs: string[];
}

/** The shell that a command begins with, among the ones that may be in force; undefined when none. */
function shellOf(command: string, shells: string[]): string | undefined {
  return [...shells, ...defaultShells].find((shell) => shell !== '' && command.startsWith(`${shell} `));
}

/** Where a shell stands in a text, after at least one word; the end when there is none. */
function shellStart(text: string, shells: string[]): number {
  const starts = [...shells, ...defaultShells]
    .filter((shell) => shell !== '')
    .map((shell) => text.indexOf(` ${shell} `));
  return Math.min(...starts.filter((at) => at >= 0), text.length);
}

/**
 * One build argument at the beginning of a text: a known one whole; else up to the next argument or, for the
 * last, up to the shell; else one word.
 */
function readArgument(text: string, isLast: boolean, { shells, buildArgs }: StepContext): string {
  const known = longestPrefix(text, buildArgs);
  if (known !== undefined) return known;
  const shell = shellStart(text, shells);
  const next = nextAssignment.exec(text.slice(0, shell))?.index;
  if (!isLast && next !== undefined) return text.slice(0, next);
  return shell < text.length ? text.slice(0, shell) : (/^\S*/.exec(text)?.[0] ?? '');
}

/** Takes `|N A=1 B=2 ` off a command (Docker's prependEnvOnCmd, BuildKit's runCommandString). */
function splitBuildArgs(text: string, context: StepContext): { buildArgs: string[]; command: string } {
  const [, digits = '0', rest = text] = argumentCount.exec(text) ?? [];
  const buildArgs: string[] = [];
  let command = rest;
  for (let left = Number(digits); left > 0 && argumentStart.test(command); left -= 1) {
    const argument = readArgument(command, left === 1, context);
    buildArgs.push(argument);
    command = command.slice(argument.length).trimStart();
  }
  return { buildArgs, command };
}

function runStep(form: StepForm, text: string, context: StepContext): ParsedStep {
  const { buildArgs, command } = splitBuildArgs(text, context);
  const shell = shellOf(command, context.shells);
  const body = (shell === undefined ? command : command.slice(shell.length)).trim();
  return { form, instruction: 'RUN', body, buildArgs, execForm: shell === undefined };
}

function instructionStep(form: StepForm, text: string, context: StepContext): ParsedStep | null {
  const found = instructionOf(text);
  if (found === null) return null;
  if (found.instruction !== 'RUN') return { form, ...found, buildArgs: [], execForm: false };
  const step = runStep(form, found.body, context);
  // A bare RUN is the Dockerfile's own text: nothing says that it was a JSON list.
  return form === 'bare' ? { ...step, execForm: false } : step;
}

/** Reads one entry by itself and what the steps below say. */
export function parseStep(
  entry: Pick<RawHistoryEntry, 'createdBy' | 'comment'>,
  context: StepContext,
): ParsedStep {
  const text = entry.createdBy.trim();
  const plain = text.replace(buildkitSuffix, '');
  const isBuildkit = entry.comment === BUILDKIT_COMMENT || plain !== text;
  const classic = nop.exec(text)?.[1];
  return (
    (isBuildkit ? instructionStep('buildkit', plain, context) : null) ??
    (classic === undefined ? null : instructionStep('classic', classic.trim(), context)) ??
    (argumentCount.test(text) ? runStep('classic', text, context) : null) ??
    instructionStep('bare', text, context) ??
    (shellOf(text, context.shells) === undefined ? commandStep(text) : runStep('shell', text, context))
  );
}

function commandStep(text: string): ParsedStep {
  return {
    form: text === '' ? 'empty' : 'command',
    instruction: '',
    body: text,
    buildArgs: [],
    execForm: false,
  };
}

/** `bash -c x` written as a JSON list keeps its last word whole although it has blanks. */
export function execWords(body: string): string[] {
  const shell = explicitShell.exec(body)?.[0];
  if (shell === undefined) return body.split(/\s+/).filter((word) => word !== '');
  return [...shell.trim().split(' '), body.slice(shell.length)];
}
