import { Copy, type Instruction } from 'dockerfile-ast';
import { commandOf } from './instructions';
import { advise, firstLineOf, type Rule } from './rule';

const APT_INSTALL = /\bapt(?:-get)?\b(?:\s+-\S+)*\s+install\b/;
const APT_UPDATE = /\bapt(?:-get)?\b(?:\s+-\S+)*\s+update\b/;
const APT_CLEANED =
  /rm\s+(?:-\S+\s+)*[^&|;]*\/var\/lib\/apt\/lists|--mount=type=(?:cache|tmpfs)\S*\/var\/lib\/apt/;

const runsOf = (all: readonly Instruction[]) => all.filter((one) => one.getKeyword() === 'RUN');

/**
 * `apt-get install` leaves the lists of packages in the layer (Docker's best practices: "apt-get"); a later RUN
 * cannot take them out of it.
 */
export const aptNotCleaned: Rule = ({ all, lines }) =>
  runsOf(all)
    .filter((run) => {
      const command = commandOf(run, lines);
      return APT_INSTALL.test(command) && !APT_CLEANED.test(command);
    })
    .map((run) => advise('apt-not-cleaned', 'warning', firstLineOf(run, lines)));

/** `apt-get update` in a layer of its own is cached: a later install then asks for versions that are gone. */
export const aptUpdateAlone: Rule = ({ all, lines }) =>
  runsOf(all)
    .filter((run) => {
      const command = commandOf(run, lines);
      return (
        APT_UPDATE.test(command) &&
        !/\bapt(?:-get)?\b[^&|;]*\b(?:install|upgrade|dist-upgrade)\b/.test(command)
      );
    })
    .map((run) => advise('apt-update-alone', 'warning', firstLineOf(run, lines)));

export const apkCacheKept: Rule = ({ all, lines }) =>
  runsOf(all)
    .filter((run) => {
      const command = commandOf(run, lines);
      if (!/\bapk\b(?:\s+-\S+)*\s+add\b/.test(command)) return false;
      return !/--no-cache\b|\/var\/cache\/apk|\/etc\/apk\/cache/.test(command);
    })
    .map((run) => advise('apk-cache-kept', 'hint', firstLineOf(run, lines)));

export const pipCacheKept: Rule = ({ all, lines }) =>
  runsOf(all)
    .filter((run) => {
      const command = commandOf(run, lines);
      if (!/\bpip[0-9.]*\s+install\b/.test(command)) return false;
      return !/--no-cache-dir\b|PIP_NO_CACHE_DIR|--mount=type=cache/.test(command);
    })
    .map((run) => advise('pip-cache-kept', 'hint', firstLineOf(run, lines)));

/** Commands that install what a list names, and those lists. */
const INSTALLS: readonly { command: RegExp; tool: string; lists: string }[] = [
  {
    command: /\bnpm\s+(?:ci|i|install)(?:\s+--?[\w=-]+)*\s*(?:$|[&|;])/m,
    tool: 'npm',
    lists: 'package.json package-lock.json',
  },
  {
    command: /\byarn(?:\s+install)?(?:\s+--?[\w=-]+)*\s*(?:$|[&|;])/m,
    tool: 'yarn',
    lists: 'package.json yarn.lock',
  },
  {
    command: /\bpnpm\s+(?:i|install)(?:\s+--?[\w=-]+)*\s*(?:$|[&|;])/m,
    tool: 'pnpm',
    lists: 'package.json pnpm-lock.yaml',
  },
  { command: /\bpip[0-9.]*\s+install\b[^&|;]*-r\s/, tool: 'pip', lists: 'requirements.txt' },
  { command: /\bgo\s+mod\s+download\b/, tool: 'go', lists: 'go.mod go.sum' },
  { command: /\bbundle\s+install\b/, tool: 'bundle', lists: 'Gemfile Gemfile.lock' },
  { command: /\bcomposer\s+install\b/, tool: 'composer', lists: 'composer.json composer.lock' },
];

/**
 * `COPY . .` above an install: any change of any file makes the packages be fetched anew. The lists alone, then the
 * install, then the rest keeps them cached.
 */
export const copyBeforeInstall: Rule = ({ stages, lines }) =>
  stages.flatMap(({ instructions }) => {
    const copy = instructions.findIndex(copiesEverything);
    if (copy < 0) return [];
    for (const run of runsOf(instructions.slice(copy + 1))) {
      const command = commandOf(run, lines);
      const found = INSTALLS.find((install) => install.command.test(command));
      const place = instructions[copy];
      if (found === undefined || place === undefined) continue;
      const params = { tool: found.tool, lists: found.lists };
      return [advise('copy-before-install', 'warning', firstLineOf(place, lines), params)];
    }
    return [];
  });

function copiesEverything(instruction: Instruction): boolean {
  if (!['COPY', 'ADD'].includes(instruction.getKeyword())) return false;
  if (instruction instanceof Copy && instruction.getFromFlag() !== null) return false;
  const words = instruction.getArguments().map((argument) => argument.getValue());
  return words.slice(0, -1).some((word) => /^\.?\/?$/.test(word) && word !== '');
}
