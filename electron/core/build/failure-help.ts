import type { BuildFailure } from '../../contract';

type Help = Pick<BuildFailure, 'help' | 'params'>;

/** What is known of a step that failed. */
export interface FailedStep {
  /** The instruction. */
  text: string;
  /** The builder's words, and the end of what the step printed. */
  said: string;
  /** Which line of an ignore file leaves a path out; null when none does. */
  ignoredBy: (path: string) => { file: string; line: number; pattern: string } | null;
}

interface Sign {
  help: BuildFailure['help'];
  sign: RegExp;
  /** Only for instructions of this kind. */
  of?: RegExp;
}

/** Messages of shells, package managers and both builders, the particular ones first. */
const SIGNS: readonly Sign[] = [
  { help: 'no-space', sign: /no space left on device/i },
  { help: 'argument-too-long', sign: /argument list too long/i },
  { help: 'ssh-not-given', sign: /no SSH key ".*" forwarded from the client/i },
  { help: 'secret-not-given', sign: /\bsecret (?<secret>[^\s:]+)(?: not found)?: not found/i },
  { help: 'wrong-platform', sign: /exec format error/i },
  {
    help: 'source-missing',
    of: /^(?:COPY|ADD)\b/i,
    sign: /"\/?(?<path>[^"\n]+)":? not found|stat (?<classic>[^:\n]+): (?:file does not exist|no such file)|no source files were specified/i,
  },
  {
    help: 'no-network',
    sign: /could ?n[o']t resolve|temporary failure (?:in name )?resolv|name resolution|network is unreachable|EAI_AGAIN|no such host|bad address|connection timed out|could not connect to|dial tcp/i,
  },
  {
    help: 'base-unauthorised',
    sign: /pull access denied|insufficient_scope|unauthorized|authentication required|no basic auth credentials|403 forbidden/i,
  },
  { help: 'base-not-found', of: /^FROM\b|metadata for/i, sign: /not found|manifest unknown|does not exist/i },
  {
    help: 'command-not-found',
    sign: /(?:sh|bash|ash)[^\n:]*: (?:line )?(?:\d+: )?(?<command>[^\s:]+): (?:command )?not found|exec: "(?<exec>[^"]+)": (?:executable file not found|stat )|exit code: 127|returned a non-zero code: 127/i,
  },
  { help: 'permission-denied', sign: /permission denied|operation not permitted|EACCES|exit code: 126/i },
  { help: 'out-of-memory', sign: /exit code: 137|non-zero code: 137|out of memory|\bkilled\b/i },
];

/** What usually helps with a step that failed; `other` when its words are not known. */
export function failureHelp(step: FailedStep): Help {
  for (const { help, sign, of } of SIGNS) {
    if (of !== undefined && !of.test(step.text)) continue;
    const found = sign.exec(step.said);
    if (found === null) continue;
    const { path, classic, command, exec, secret } = found.groups ?? {};
    if (help === 'source-missing') return sourceHelp(path ?? classic ?? '', step);
    if (secret !== undefined) return { help, params: { secret } };
    return { help, params: { command: command ?? exec ?? '' } };
  }
  return { help: 'other', params: {} };
}

/** A source that is there and left out is another matter than one that is not there. */
function sourceHelp(path: string, { ignoredBy }: FailedStep): Help {
  const by = path === '' ? null : ignoredBy(path.replace(/^\/+|\/+$/g, ''));
  if (by === null) return { help: 'source-missing', params: { path } };
  const { file, line, pattern } = by;
  return { help: 'source-ignored', params: { path, file, line: String(line), pattern } };
}
