import { Arg, Env, type From, type Instruction, type Property } from 'dockerfile-ast';
import { argumentsOf, isExecForm } from './instructions';
import { advise, firstLineOf, type Rule } from './rule';
import { isSecretName } from './secret-names';

/** A base without a tag, or `latest`, is another image tomorrow. Stages, digests and variables are left alone. */
export const latestBase: Rule = ({ stages }) => {
  const names = new Set<string>();
  return stages.flatMap(({ from }) => {
    const image = from.getImage() ?? '';
    const moving = !names.has(image.toLowerCase()) && isMoving(from, image);
    names.add((from.getBuildStage() ?? '').toLowerCase());
    const range = from.getImageRange();
    return moving && range !== null ? [advise('latest-base', 'warning', range, { image })] : [];
  });
};

function isMoving(from: From, image: string): boolean {
  if (image === '' || image === 'scratch' || image.includes('$') || from.getImageDigest() !== null)
    return false;
  const tag = from.getImageTag();
  return tag === null || tag === 'latest';
}

/** Build arguments stand in the image's history, variables in its configuration: everybody who has it reads them. */
export const secretInArgOrEnv: Rule = ({ all }) =>
  all.flatMap((instruction) => {
    if (instruction instanceof Arg) {
      const property = instruction.getProperty();
      return property === null ? [] : secretIn('secret-in-arg', property);
    }
    if (!(instruction instanceof Env)) return [];
    return instruction.getProperties().flatMap((property) => secretIn('secret-in-env', property));
  });

function secretIn(code: 'secret-in-arg' | 'secret-in-env', property: Property) {
  const name = property.getName();
  if (!isSecretName(name)) return [];
  // An empty ENV takes nothing into the image; a variable may be filled from somewhere public.
  if (code === 'secret-in-env' && (property.getValue() ?? '') === '') return [];
  return [advise(code, 'warning', property.getNameRange(), { name })];
}

/** Shell form makes `/bin/sh -c` process 1: the service never hears the signal that asks it to stop. */
export const shellFormStart: Rule = ({ all, lines }) =>
  all.flatMap((instruction) => {
    const keyword = instruction.getKeyword();
    if (keyword !== 'ENTRYPOINT' && keyword !== 'CMD') return [];
    if (argumentsOf(instruction).trim() === '' || isExecForm(instruction)) return [];
    const place = firstLineOf(instruction, lines);
    return keyword === 'ENTRYPOINT'
      ? [advise('shell-form-entrypoint', 'warning', place)]
      : [advise('shell-form-cmd', 'hint', place)];
  });

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.[a-z0-9]+)$/i;
const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i;

/** ADD unpacks archives and fetches addresses; where it does neither, COPY says what happens. */
export const addInsteadOfCopy: Rule = ({ all }) =>
  all.flatMap((instruction) => {
    if (instruction.getKeyword() !== 'ADD') return [];
    const sources = sourcesOf(instruction);
    const needed = sources.some(
      (source) => REMOTE.test(source) || ARCHIVE.test(source) || /[$<]/.test(source),
    );
    if (needed || sources.length === 0) return [];
    const range = instruction.getInstructionRange();
    return [advise('add-instead-of-copy', 'hint', range)];
  });

function sourcesOf(instruction: Instruction): string[] {
  const words = instruction
    .getArguments()
    .map((argument) => argument.getValue().replace(/^\["?|"?,?$|^"/g, ''));
  return words.filter((word) => !word.startsWith('--')).slice(0, -1);
}

/** What the last stage lacks. A base image may bring a user: that is why it is only a hint. */
export const lastStageLacks: Rule = ({ stages }) => {
  const last = stages.at(-1);
  const range = last?.from.getRange();
  if (last === undefined || range === undefined) return [];
  const has = (keyword: string) => last.instructions.some((one) => one.getKeyword() === keyword);
  const starts = has('ENTRYPOINT') || has('CMD') || has('EXPOSE');
  return [
    ...(starts && !has('USER') ? [advise('no-user', 'hint', range)] : []),
    ...(has('EXPOSE') && !has('HEALTHCHECK') ? [advise('no-healthcheck', 'hint', range)] : []),
  ];
};
