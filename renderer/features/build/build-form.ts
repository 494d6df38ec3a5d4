import type { BuildContext, BuildRecord, RequestInput } from '../../api/contract';

/** What a person has typed into the form. */
export interface BuildForm {
  folder: string;
  dockerfile: string;
  /** References with spaces between them. */
  tags: string;
  /** Empty for the last stage. */
  target: string;
  buildArgs: Readonly<Record<string, string>>;
  /** Names of arguments that were not remembered with the build that is repeated. */
  leftOut: readonly string[];
  noCache: boolean;
  pullBase: boolean;
  builder: 'auto' | 'buildkit' | 'classic';
  /** `linux/arm64`; empty for the engine's own. */
  platform: string;
  /** `name=value`, one a line. */
  labels: string;
  network: string;
  /** `id=file`, one a line. */
  secrets: string;
  ssh: boolean;
  squash: boolean;
  /** What COPY --from and FROM find by name besides the context. */
  contexts: readonly NamedSource[];
}

/** One line of the further contexts. */
export interface NamedSource {
  /** Tells the lines apart while they are written. */
  key: number;
  name: string;
  source: string;
}

export const emptyForm: BuildForm = {
  folder: '',
  dockerfile: '',
  tags: '',
  target: '',
  buildArgs: {},
  leftOut: [],
  noCache: false,
  pullBase: false,
  builder: 'auto',
  platform: '',
  labels: '',
  network: '',
  secrets: '',
  ssh: false,
  squash: false,
  contexts: [],
};

/**
 * Fills the form from a folder that was looked at; the build's own switches stay as they are, and so does what
 * was typed while the folder was being looked at.
 *
 * @param asked the form when the look began
 */
export function fillFrom(form: BuildForm, context: BuildContext, asked: BuildForm = form): BuildForm {
  const sameFolder = asked.folder === context.folder;
  const typed = (field: 'folder' | 'dockerfile' | 'tags') => form[field] !== asked[field];
  return {
    ...form,
    folder: typed('folder') ? form.folder : context.folder,
    dockerfile: typed('dockerfile') ? form.dockerfile : context.dockerfile,
    tags: typed('tags') || (sameFolder && form.tags !== '') ? form.tags : context.suggestedTag,
    target: context.stages.includes(form.target) ? form.target : '',
    buildArgs: sameFolder ? form.buildArgs : {},
    leftOut: sameFolder ? form.leftOut : [],
  };
}

/** Arguments that a repeated build still lacks. */
export const missingArgs = ({ leftOut, buildArgs }: BuildForm): string[] =>
  leftOut.filter((name) => (buildArgs[name] ?? '') === '');

/** Whether enough is written to start, and nothing of it is wrong. */
export function isComplete(form: BuildForm): boolean {
  const contexts = form.builder === 'classic' ? [] : form.contexts;
  const right = contexts.every((line) => contextProblem(line, contexts) === null);
  return form.folder.trim() !== '' && form.dockerfile.trim() !== '' && right;
}

export type ContextProblem = 'name' | 'twice' | 'source';

/** As the contract takes them: a stage's or image's name, and a full path, an image or an address. */
const CONTEXT_NAME = /^[a-z0-9]+(?:[._/:@-]+[a-zA-Z0-9]+)*$/;
const CONTEXT_SOURCE =
  /^(?:\/|[A-Za-z]:[\\/]|docker-image:\/\/\S|https?:\/\/\S|git:\/\/\S|git@\S|ssh:\/\/\S)/;

/** What is wrong with a line; null for one that is right, or empty and so left out. */
export function contextProblem(line: NamedSource, lines: readonly NamedSource[]): ContextProblem | null {
  const [name, source] = [line.name.trim(), line.source.trim()];
  if (name === '' && source === '') return null;
  if (!CONTEXT_NAME.test(name)) return 'name';
  if (lines.some((other) => other.key !== line.key && other.name.trim() === name)) return 'twice';
  return CONTEXT_SOURCE.test(source) ? null : 'source';
}

function contextsOf({ contexts }: BuildForm) {
  const given = contexts
    .map(({ name, source }) => ({ name: name.trim(), source: source.trim() }))
    .filter(({ name, source }) => name !== '' && source !== '');
  return given.length === 0 ? {} : { contexts: given };
}

/** The job that a form asks for. Arguments that are left at their default are not sent. */
export function specOf(form: BuildForm, engineId: string): RequestInput<'jobs.start'> {
  const given = Object.entries(form.buildArgs).filter(([, value]) => value !== '');
  return {
    kind: 'build',
    engineId,
    folder: form.folder.trim(),
    dockerfile: form.dockerfile.trim(),
    tags: form.tags.split(/\s+/).filter((tag) => tag !== ''),
    target: form.target,
    buildArgs: Object.fromEntries(given),
    noCache: form.noCache,
    pullBase: form.pullBase,
    ...optionsOf(form),
  };
}

/** What a build takes besides; left out where nothing was chosen. */
function optionsOf(form: BuildForm) {
  const labels = pairsOf(form.labels);
  const secrets = pairsOf(form.secrets).map(([id, file]) => ({ id, file }));
  const buildkit = form.builder !== 'classic';
  return {
    ...(form.builder === 'auto' ? {} : { builder: form.builder }),
    ...(form.platform.trim() === '' ? {} : { platform: form.platform.trim() }),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
    ...(form.network.trim() === '' ? {} : { network: form.network.trim() }),
    ...(secrets.length === 0 || !buildkit ? {} : { secrets }),
    ...(form.ssh && buildkit ? { ssh: true } : {}),
    ...(buildkit ? contextsOf(form) : {}),
    ...(form.squash ? { squash: true } : {}),
  };
}

/** The form that asks for an earlier build again. */
export function formOf({ spec, leftOutArgs = [] }: Pick<BuildRecord, 'spec' | 'leftOutArgs'>): BuildForm {
  const { folder, dockerfile, target, buildArgs, noCache, pullBase } = spec;
  const { builder = 'auto', platform = '', network = '', ssh = false, squash = false } = spec;
  return {
    folder,
    dockerfile,
    tags: spec.tags.join(' '),
    target,
    buildArgs,
    leftOut: leftOutArgs,
    noCache,
    pullBase,
    builder,
    platform,
    labels: linesOf(Object.entries(spec.labels ?? {})),
    network,
    secrets: linesOf((spec.secrets ?? []).map(({ id, file }) => [id, file])),
    ssh,
    squash,
    contexts: (spec.contexts ?? []).map((line, key) => ({ key, ...line })),
  };
}

const linesOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}=${value}`).join('\n');

/** `name=value` lines; one without a value is not given yet. */
function pairsOf(lines: string): [string, string][] {
  return lines
    .split('\n')
    .map((line) => /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(line))
    .filter((found) => found !== null && found[2] !== '')
    .map((found) => [found?.[1] ?? '', found?.[2] ?? '']);
}
