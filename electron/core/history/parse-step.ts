import type { RawHistoryEntry } from '../image-model';

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
const assignmentStart = /(?:^| )(?=[A-Za-z_][A-Za-z0-9_]*=)/g;
/** Shells of the old builder on Linux and Windows when the Dockerfile names none. */
const defaultShells = ['/bin/sh -c', 'cmd /S /C', 'powershell -Command'];
const explicitShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh(?: -[a-z]+)*? -[a-z]*c /;

function instructionOf(text: string): { instruction: string; body: string } | null {
  const [, instruction = '', body = ''] = firstWord.exec(text) ?? [];
  return instructions.has(instruction) ? { instruction, body: body.trim() } : null;
}

/** The shell that a command begins with, among the ones that may be in force; undefined when none. */
function shellOf(command: string, shells: string[]): string | undefined {
  return [...shells, ...defaultShells].find((shell) => shell !== '' && command.startsWith(`${shell} `));
}

/** Where the command starts after N build arguments: at its shell, else after N words. */
function commandStart(text: string, count: number, shells: string[]): number {
  const starts = [...shells, ...defaultShells]
    .map((shell) => text.indexOf(` ${shell} `))
    .filter((at) => at >= 0);
  if (starts.length > 0) return Math.min(...starts) + 1;
  const words = text.split(' ').slice(0, count).join(' ');
  return Math.min(words.length + 1, text.length);
}

/** Cuts `A=1 B=x y` into N arguments; blanks inside values stay with their value. */
function cutArguments(text: string, count: number): string[] {
  const starts = [...text.matchAll(assignmentStart)].map((match) => match.index).slice(0, count);
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).trim());
}

/** Takes `|N A=1 B=2 ` off a command (Docker's prependEnvOnCmd, BuildKit's runCommandString). */
function splitBuildArgs(text: string, shells: string[]): { buildArgs: string[]; command: string } {
  const [, digits, rest] = argumentCount.exec(text) ?? [];
  if (digits === undefined || rest === undefined) return { buildArgs: [], command: text };
  const count = Number(digits);
  const start = count === 0 ? 0 : commandStart(rest, count, shells);
  return { buildArgs: cutArguments(rest.slice(0, start), count), command: rest.slice(start) };
}

function runStep(form: StepForm, text: string, shells: string[]): ParsedStep {
  const { buildArgs, command } = splitBuildArgs(text, shells);
  const shell = shellOf(command, shells);
  const body = (shell === undefined ? command : command.slice(shell.length)).trim();
  return { form, instruction: 'RUN', body, buildArgs, execForm: shell === undefined };
}

function instructionStep(form: StepForm, text: string, shells: string[]): ParsedStep | null {
  const found = instructionOf(text);
  if (found === null) return null;
  if (found.instruction !== 'RUN') return { form, ...found, buildArgs: [], execForm: false };
  const step = runStep(form, found.body, shells);
  // A bare RUN is the Dockerfile's own text: nothing says that it was a JSON list.
  return form === 'bare' ? { ...step, execForm: false } : step;
}

/**
 * Reads one entry. `shells` are the shells that may be in force at this step, each joined by blanks
 * (`/bin/bash -o pipefail -c`): the one of the last SHELL below it, and the image's own.
 */
export function parseStep(
  entry: Pick<RawHistoryEntry, 'createdBy' | 'comment'>,
  shells: string[],
): ParsedStep {
  const text = entry.createdBy.trim();
  const plain = text.replace(buildkitSuffix, '');
  const isBuildkit = entry.comment === BUILDKIT_COMMENT || plain !== text;
  const classic = nop.exec(text)?.[1];
  return (
    (isBuildkit ? instructionStep('buildkit', plain, shells) : null) ??
    (classic === undefined ? null : instructionStep('classic', classic.trim(), shells)) ??
    (argumentCount.test(text) ? runStep('classic', text, shells) : null) ??
    instructionStep('bare', text, shells) ??
    (shellOf(text, shells) === undefined ? commandStep(text) : runStep('shell', text, shells))
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
