import type { ReferenceCheck } from '../contract';
import { codedError } from './coded-error';

/** The rule that a text breaks, as the contract names it. */
export type ReferenceRule = NonNullable<ReferenceCheck['problem']>;

/** A text that names an image: `[domain/]repository[:tag][@digest]`, with Docker Hub's defaults filled in. */
export interface ParsedReference {
  problem: null;
  /** Registry host with its port; `docker.io` when none is written (`index.docker.io` means it too). */
  domain: string;
  /** Repository inside the registry, `library/nginx` for `nginx`. */
  path: string;
  /** Empty when none is written; the default is not filled in here. */
  tag: string;
  /** `sha256:…`; empty when none is written. */
  digest: string;
}

/** A text that names no image. */
export interface ReferenceProblem {
  problem: ReferenceRule;
  text: string;
}

const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DEFAULT_DOMAIN = 'index.docker.io';
const OFFICIAL_PREFIX = 'library/';
const DEFAULT_TAG = 'latest';
/** Of the repository without its domain, as distribution/reference counts since 0.6. */
const PATH_LENGTH_MAX = 255;

// The grammar of github.com/distribution/reference 0.6 (regexp.go), which Docker and containerd share.
const ALPHANUMERIC = '[a-z0-9]+';
const SEPARATOR = '(?:[._]|__|[-]+)';
const PATH_COMPONENT = `${ALPHANUMERIC}(?:${SEPARATOR}${ALPHANUMERIC})*`;
const PATH = `${PATH_COMPONENT}(?:/${PATH_COMPONENT})*`;
const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[(?:[a-fA-F0-9:]+)\\])`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';

const domainPattern = new RegExp(`^${HOST}(?::[0-9]+)?$`);
const pathPattern = new RegExp(`^${PATH}$`);
const tagPattern = new RegExp(`^${TAG}$`);
/** A full image id without its algorithm: never a name. */
const identifierPattern = /^[a-f0-9]{64}$/;
/** The algorithms that go-digest accepts, with the length of their lower-case hex. */
const digestPattern = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const prefixedIdPattern = /^sha256:[a-f0-9]{4,64}$/;

/** The rest after the domain and the domain, before either is checked (`splitDockerDomain`). */
function splitDomain(text: string): { domain: string; rest: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isDomain =
    slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first);
  if (!isDomain) return { domain: DEFAULT_DOMAIN, rest: withOfficialPrefix(text) };
  const rest = text.slice(slash + 1);
  if (first !== DEFAULT_DOMAIN && first !== LEGACY_DEFAULT_DOMAIN) return { domain: first, rest };
  return { domain: DEFAULT_DOMAIN, rest: withOfficialPrefix(rest) };
}

const withOfficialPrefix = (rest: string) => (rest.includes('/') ? rest : `${OFFICIAL_PREFIX}${rest}`);

/** `path[:tag][@digest]` into its parts; null stands for a part that is not written at all. */
function splitRest(rest: string): { path: string; tag: string | null; digest: string | null } {
  const at = rest.indexOf('@');
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.indexOf(':');
  return {
    path: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? null : named.slice(colon + 1),
    digest: at < 0 ? null : rest.slice(at + 1),
  };
}

/** The first rule that the parts break, in the order in which a person would mend them; null when none. */
function brokenRule(domain: string, path: string, tag: string | null, digest: string | null) {
  if (path.toLowerCase() !== path) return 'uppercase';
  if (!domainPattern.test(domain) || !pathPattern.test(path)) return 'bad-characters';
  if (path.length > PATH_LENGTH_MAX) return 'too-long';
  if (tag !== null && !tagPattern.test(tag)) return 'bad-tag';
  if (digest !== null && !digestPattern.test(digest)) return 'bad-digest';
  return null;
}

/**
 * Reads a reference as the Docker command line and engine do (`ParseNormalizedNamed` of
 * distribution/reference 0.6). Nothing is trimmed: a space is a bad character.
 *
 * Two texts that the grammar would take are refused as ids, because the engine refuses to make them:
 * 64 hex digits, and a repository called `sha256` ("refusing to create an ambiguous tag using digest
 * algorithm as name").
 */
export function parseReference(text: string): ParsedReference | ReferenceProblem {
  if (text === '') return { problem: 'empty', text };
  if (identifierPattern.test(text) || prefixedIdPattern.test(text)) return { problem: 'is-an-id', text };
  const { domain, rest } = splitDomain(text);
  const { path, tag, digest } = splitRest(rest);
  const problem = brokenRule(domain, path, tag, digest);
  if (problem !== null) return { problem, text };
  if (domain === DEFAULT_DOMAIN && path === `${OFFICIAL_PREFIX}sha256`) return { problem: 'is-an-id', text };
  return { problem: null, domain, path, tag: tag ?? '', digest: digest ?? '' };
}

/**
 * Like `parseReference` for texts that must be references.
 * @throws CodedError `bad-reference` with `params.reference` and `params.rule`
 */
export function requireReference(text: string): ParsedReference {
  const parsed = parseReference(text);
  if (parsed.problem === null) return parsed;
  throw codedError('bad-reference', '', { params: { reference: text, rule: parsed.problem } });
}

/** The repository as people write it: `nginx` for `docker.io/library/nginx`, `me/app` for `docker.io/me/app`. */
export function familiarName(reference: Pick<ParsedReference, 'domain' | 'path'>): string {
  const { domain, path } = reference;
  if (domain !== DEFAULT_DOMAIN) return `${domain}/${path}`;
  const official = path.startsWith(OFFICIAL_PREFIX) ? path.slice(OFFICIAL_PREFIX.length) : '';
  return official !== '' && !official.includes('/') ? official : path;
}

/** `latest` when neither a tag nor a digest is written, as the command line decides (`TagNameOnly`). */
export function effectiveTag(reference: Pick<ParsedReference, 'tag' | 'digest'>): string {
  return reference.tag === '' && reference.digest === '' ? DEFAULT_TAG : reference.tag;
}

const suffix = (tag: string, digest: string) =>
  `${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;

/** The whole reference as people write it, with the tag it will get: `nginx:latest`, `me/app@sha256:…`. */
export function familiarReference(reference: ParsedReference): string {
  return familiarName(reference) + suffix(effectiveTag(reference), reference.digest);
}

/** The whole reference with nothing left to defaults: `docker.io/library/nginx:latest`. */
export function canonicalReference(reference: ParsedReference): string {
  return `${reference.domain}/${reference.path}${suffix(effectiveTag(reference), reference.digest)}`;
}

/**
 * The one spelling by which references are compared: familiar, with the tag that is meant
 * (`docker.io/library/nginx` and `nginx` both become `nginx:latest`). A text that is no reference,
 * such as an id or `<none>:<none>`, stays as it is.
 */
export function normalize(text: string): string {
  const parsed = parseReference(text);
  return parsed.problem === null ? familiarReference(parsed) : text;
}

/**
 * Host of the registry that a reference belongs to, `docker.io` for Docker Hub.
 * @throws CodedError `bad-reference` when the text is no reference
 */
export function registryOf(reference: string): string {
  return requireReference(reference).domain;
}

/** Whether a text is an image id or a beginning of one rather than a name: `sha256:…`, or 64 hex digits. */
export function isImageId(text: string): boolean {
  return identifierPattern.test(text) || prefixedIdPattern.test(text);
}

/** Everything a reference box shows while a person types; which image has the name now is not decided here. */
export function checkReference(text: string): Omit<ReferenceCheck, 'existing'> {
  const parsed = parseReference(text);
  if (parsed.problem !== null) {
    return {
      valid: false,
      familiar: '',
      domain: '',
      repository: '',
      tag: '',
      digest: '',
      problem: parsed.problem,
    };
  }
  return {
    valid: true,
    familiar: familiarReference(parsed),
    domain: parsed.domain,
    repository: familiarName(parsed),
    tag: effectiveTag(parsed),
    digest: parsed.digest,
    problem: null,
  };
}
