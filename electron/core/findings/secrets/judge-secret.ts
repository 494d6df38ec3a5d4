import type { SecretKind } from '../../../contract';
import type { DigestContent } from '../../layer-index/layer-indexer';
import { holdsPrivateKey, isNotEmpty } from './judges';
import { type SecretRule, secretRules } from './rules';
import { holdsToken } from './tokens';

const HEADING = 'secret ';
/** Names of rules are longer. */
const SHORTEST_NAME = 4;

const shapes = new Set(
  secretRules.flatMap(({ names = [] }) => names.map((name) => shapeOf(Buffer.from(name), 0))),
);
const beginnings = new Set(
  secretRules.flatMap(({ beginnings: all = [] }) => all.map((text) => fourBytes(Buffer.from(text), 0))),
);
/** By their last three bytes. */
const endings = new Map<number, Buffer[]>();
for (const ending of secretRules.flatMap(({ endings: all = [] }) => all.map((text) => Buffer.from(text)))) {
  const key = threeBytes(ending, ending.length);
  endings.set(key, [...(endings.get(key) ?? []), ending]);
}

/** Length, first and last byte of the name that begins at `nameAt`. */
function shapeOf(path: Uint8Array, nameAt: number): number {
  return ((path.length - nameAt) << 16) | ((path[nameAt] ?? 0) << 8) | (path[path.length - 1] ?? 0);
}

function fourBytes(bytes: Uint8Array, at: number): number {
  return threeBytes(bytes, at + 3) * 256 + (bytes[at + 3] ?? 0);
}

/** The three bytes in front of a place, as a number. */
function threeBytes(bytes: Uint8Array, end: number): number {
  return ((bytes[end - 3] ?? 0) << 16) | ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] ?? 0);
}

/**
 * What to keep of a file by its path as it stands in the tar: the kind of secret and nothing of it, or nothing at all
 * when the content is none. Null where no rule fits. `nameAt` is where the name begins.
 */
export function secretDigest(path: Uint8Array, nameAt: number): DigestContent | null {
  if (!maybeSecretName(path, nameAt)) return null;
  const folder = Buffer.from(path.subarray(0, Math.max(0, nameAt - 1)))
    .toString('latin1')
    .replace(/^(?:\.?\/)+/, '');
  const name = Buffer.from(path.subarray(nameAt)).toString('latin1');
  const rules = secretRules.filter((rule) => fits(rule, folder, name));
  if (rules.length === 0 || isSample(folder, name)) return null;
  return (content) => {
    const kind = judgeContent(rules, content);
    return kind === null ? null : Buffer.from(HEADING + kind);
  };
}

/** Whether a rule may fit the name that begins at `nameAt`: never no where one does, seldom yes where none does. */
function maybeSecretName(path: Uint8Array, nameAt: number): boolean {
  if (path.length - nameAt < SHORTEST_NAME) return false;
  return (
    endings.get(threeBytes(path, path.length))?.some((ending) => endsWith(path, ending)) === true ||
    beginnings.has(fourBytes(path, nameAt)) ||
    shapes.has(shapeOf(path, nameAt))
  );
}

function endsWith(path: Uint8Array, ending: Uint8Array): boolean {
  const from = path.length - ending.length;
  return ending.every((byte, index) => path[from + index] === byte);
}

/** Not the contract's schema: the worker starts faster without the library that reads schemas. */
const secretKinds: Record<SecretKind, true> = {
  'private-key': true,
  'env-file': true,
  'cloud-credentials': true,
  'registry-credentials': true,
  'package-credentials': true,
  'git-credentials': true,
  kubernetes: true,
  'password-file': true,
  token: true,
};

const isSecretKind = (text: string): text is SecretKind => Object.hasOwn(secretKinds, text);

/** The kind that `secretDigest` kept, or null. */
export function keptSecret(digest: Uint8Array | undefined): SecretKind | null {
  const text = digest === undefined ? '' : Buffer.from(digest).toString('latin1');
  if (!text.startsWith(HEADING)) return null;
  const kind = text.slice(HEADING.length);
  return isSecretKind(kind) ? kind : null;
}

function judgeContent(rules: SecretRule[], content: Uint8Array): SecretKind | null {
  const text = textOf(content);
  if (!isNotEmpty(text, content)) return null;
  const rule = rules.find(({ judge }) => judge(text, content));
  if (rule) return rule.kind;
  if (holdsPrivateKey(text, content)) return 'private-key';
  return holdsToken(text) ? 'token' : null;
}

function fits(
  { names, beginnings: starts, endings: ends, folder: where }: SecretRule,
  folder: string,
  name: string,
) {
  const named =
    names?.includes(name) ||
    starts?.some((start) => name.startsWith(start)) ||
    ends?.some((end) => name.endsWith(end));
  return named === true && (where === undefined || where.test(folder));
}

const sampleName = /example|sample|template|\.dist$|\.tpl$|\.defaults?$|\.schema$|\.md$|\.pub$/i;
/** Packages bring keys of their own tests along; everybody has those. */
const packageFolder =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|pkg\/mod|registry\/src|vendor|third_party)\/|^usr\/(?:local\/)?(?:lib|lib64|libexec|share)\//;
const testFolder =
  /(?:^|\/)(?:__tests__|tests?|spec|fixtures?|testdata|test[-_]data|examples?|templates?|certdata|dummy\w*)(?:\/|$)/i;
/** Go brings its settings as `go.env`. */
const documentation = /^usr\/(?:local\/)?share\/(?:doc|man|info)\/|^usr\/local\/go\//;

/** Whether a file shows how a secret would look, and is none. */
function isSample(folder: string, name: string): boolean {
  if (sampleName.test(name) || documentation.test(`${folder}/`)) return true;
  const packages = packageFolder.exec(`${folder}/`);
  return packages !== null && testFolder.test(folder.slice(packages.index));
}

/** Editors of Windows write UTF-16 with a mark in front, or the mark alone. */
function textOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('latin1', bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0);
}
