import type { InspectedImage } from '../image-model';
import { formatAssignment, splitArguments, splitAssignments, unquoteKnown } from './assignments';
import { cleanCommand } from './clean-command';
import {
  type GoHealthcheck,
  jsonList,
  parseGoHealthcheck,
  parseMapKeys,
  parsePlainList,
  parseQuotedList,
} from './go-values';
import { execWords, type ParsedStep } from './parse-step';

type Config = InspectedImage['config'];

/** Digits of a checksum that are shown: enough to tell two apart. */
const CHECKSUM_DIGITS = 12;
/** Docker 20.10 forgets the blank after `--chown=1:1`. */
const classicCopy = /^((?:--\S+ )*(?:--\S*?)?)((?:file|dir|multi):[0-9a-f]+) in (.*)$/s;

function assignments(body: string, known: string[]): string {
  return splitAssignments(body, known)
    .map((assignment) => formatAssignment(unquoteKnown(assignment, known)))
    .join(' ');
}

/** The old builder wrote a checksum in place of the sources: `file:3f2c… in /app `. */
function copyText(body: string): string {
  const [, flags = '', source = '', target = ''] = classicCopy.exec(body) ?? [];
  if (source === '') return body;
  const [kind = '', checksum = ''] = source.split(':');
  const options = flags === '' ? '' : `${flags.trim()} `;
  return `${options}${kind}:${checksum.slice(0, CHECKSUM_DIGITS)} ${target.trim()}`;
}

const byNumber = (a: string, b: string) =>
  Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);

function exposeText(body: string): string {
  const ports = parseMapKeys(body) ?? parsePlainList(body, []);
  return ports === null ? body : ports.sort(byNumber).join(' ');
}

function volumeText(body: string, known: string[]): string {
  const quoted = parseQuotedList(body);
  const volumes = quoted ?? parsePlainList(body, known);
  if (volumes === null) return body;
  return quoted !== null || volumes.some((volume) => /\s/.test(volume))
    ? jsonList(volumes)
    : volumes.join(' ');
}

function shellText(body: string, config: Config): string {
  const own = `[${config.shell.join(' ')}]` === body ? config.shell : null;
  const words = own ?? parseQuotedList(body) ?? parsePlainList(body, []);
  return words === null ? body : jsonList(words);
}

function listText(body: string): string {
  const words = parseQuotedList(body);
  return words === null ? body : jsonList(words);
}

function healthcheckOptions({ durations, retries }: GoHealthcheck): string[] {
  const names = ['interval', 'timeout', 'start-period', 'start-interval'];
  const options = durations.flatMap((duration, i) =>
    duration === '0s' ? [] : [`--${names[i]}=${duration}`],
  );
  return retries === 0 ? options : [...options, `--retries=${retries}`];
}

function healthcheckText(body: string): string {
  const check = parseGoHealthcheck(body);
  if (check === null) return body;
  const [kind, ...words] = check.test;
  if (kind === 'NONE') return 'NONE';
  const command = kind === 'CMD-SHELL' ? words.join(' ') : jsonList(words);
  return [...healthcheckOptions(check), 'CMD', command].join(' ');
}

/**
 * What a Dockerfile would say after the instruction. Builders record values without quotes and lists as
 * Go prints them; where that is ambiguous the image's configuration decides.
 */
export function instructionText(step: ParsedStep, config: Config): string {
  const { instruction, body } = step;
  switch (instruction) {
    case 'RUN':
      return step.execForm ? jsonList(execWords(body)) : cleanCommand(body);
    case 'ENV':
      return step.form === 'bare' ? body : assignments(body, config.environment);
    case 'LABEL':
      return step.form === 'bare' ? body : assignments(body, labelEntries(config));
    case 'ARG':
      return step.form === 'bare' ? body : splitArguments(body).map(formatAssignment).join(' ');
    case 'COPY':
    case 'ADD':
      return copyText(body);
    case 'CMD':
    case 'ENTRYPOINT':
      return listText(body);
    case 'EXPOSE':
      return exposeText(body);
    case 'VOLUME':
      return volumeText(body, config.volumes);
    case 'SHELL':
      return shellText(body, config);
    case 'HEALTHCHECK':
      return healthcheckText(body);
    default:
      return cleanCommand(body);
  }
}

const labelEntries = (config: Config) =>
  Object.entries(config.labels).map(([key, value]) => `${key}=${value}`);
