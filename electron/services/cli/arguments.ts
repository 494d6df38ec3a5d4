import { parseArgs } from 'node:util';
import type { Rules } from './rules';

/** What a command line asks for. */
export type Command =
  | { command: 'help' }
  | { command: 'version' }
  | ({ command: 'analyze'; json: boolean; rules: Partial<Rules>; config: string | null } & Source)
  | ({ command: 'files'; json: boolean; layer: number | null } & Source)
  | ({ command: 'cat'; path: string; layer: number | null } & Source);

export interface Source {
  source: string;
  platform: string | undefined;
  image: string | undefined;
}

/** A command line that makes no sense; its message says why. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  platform: { type: 'string' },
  image: { type: 'string' },
  layer: { type: 'string' },
  config: { type: 'string' },
  'min-efficiency': { type: 'string' },
  'max-unreachable': { type: 'string' },
  'fail-on-leaked': { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parse>['values'];

/** The options that each command understands besides its source's. */
const understood: Record<'analyze' | 'files' | 'cat', readonly (keyof Values)[]> = {
  analyze: ['json', 'config', 'min-efficiency', 'max-unreachable', 'fail-on-leaked'],
  files: ['json', 'layer'],
  cat: ['layer'],
};
const ofSource: readonly (keyof Values)[] = ['platform', 'image'];

export const usage = `Usage:
  layeryard analyze SOURCE [--json] [--min-efficiency RATIO] [--max-unreachable SIZE] [--fail-on-leaked]
                    [--config FILE]
  layeryard files SOURCE [--layer N] [--json]
  layeryard cat SOURCE PATH [--layer N]

SOURCE is an archive (docker save, OCI layout, as a tar or a folder) that exists, else an image of the engine
that the docker command would use. Layers are counted from 0, the base.

  --platform OS/ARCH     of an archive with several
  --image NAME           of an archive with several
  --min-efficiency 0.95  fail when less of the image's bytes are visible in its final file system
  --max-unreachable 20MB fail when more bytes are shipped but not visible
  --fail-on-leaked       fail when removed files are still in a layer
  --config FILE          rules as JSON; .layeryard.json of the current folder when it is there

Exit code: 0 passed, 1 a rule is broken, 2 could not analyse.
`;

/** Reads a command line. Throws `UsageError`. */
export function parseCommand(argv: string[]): Command {
  const { values, positionals } = parse(argv);
  const [name, ...rest] = positionals;
  if (values.help || (name === undefined && !values.version)) return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (name !== 'analyze' && name !== 'files' && name !== 'cat')
    throw new UsageError(`unknown command: ${name}`);
  refuseOthers(name, values);
  return commandOf(name, rest, values);
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function refuseOthers(name: keyof typeof understood, values: Values): void {
  const known = [...understood[name], ...ofSource];
  for (const option of Object.keys(values) as (keyof Values)[]) {
    if (!known.includes(option)) throw new UsageError(`${name} has no option --${option}`);
  }
}

function commandOf(name: keyof typeof understood, rest: string[], values: Values): Command {
  const count = name === 'cat' ? 2 : 1;
  const [source, path] = rest;
  if (source === undefined || rest.length !== count) {
    throw new UsageError(`${name} takes ${name === 'cat' ? 'a source and a path' : 'a source'}`);
  }
  const of: Source = { source, platform: values.platform, image: values.image };
  const json = values.json ?? false;
  switch (name) {
    case 'analyze':
      return { command: name, ...of, json, config: values.config ?? null, rules: rulesIn(values) };
    case 'files':
      return { command: name, ...of, json, layer: layerIn(values) };
    case 'cat':
      return { command: name, ...of, path: path ?? '', layer: layerIn(values) };
  }
}

function layerIn({ layer }: Values): number | null {
  if (layer === undefined) return null;
  if (/^\d+$/.test(layer)) return Number(layer);
  throw new UsageError(`--layer: ${layer} is no number`);
}

function rulesIn(values: Values): Partial<Rules> {
  const rules: Partial<Rules> = {};
  if (values['min-efficiency'] !== undefined) rules.minEfficiency = ratioIn(values['min-efficiency']);
  if (values['max-unreachable'] !== undefined) rules.maxUnreachable = bytesIn(values['max-unreachable']);
  if (values['fail-on-leaked'] !== undefined) rules.failOnLeaked = values['fail-on-leaked'];
  return rules;
}

/** `0.95`, `95%`. Throws `UsageError`. */
export function ratioIn(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const ratio = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new UsageError(`${text} is no ratio between 0 and 1`);
}

const units: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

/** `20MB`, `512 KiB`, `1000`: bytes, with the units of the metre or of two. Throws `UsageError`. */
export function bytesIn(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = units[(match?.[2] ?? '?').toLowerCase()];
  if (match && unit !== undefined) return Math.floor(Number(match[1]) * unit);
  throw new UsageError(`${text} is no size`);
}
