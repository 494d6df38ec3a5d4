/**
 * Fails when a file imports something that the house does not let its folder import (`import-table.mjs`).
 * A linter of specifiers cannot express "only these folders may be imported", so this reads the imports of
 * every source file with the bundler's own parser and resolves the relative ones.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'rolldown/utils';
import { runAsScript } from './command.mjs';
import { listFiles } from './files.mjs';
import { places } from './import-table.mjs';
import { root } from './root.mjs';

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {boolean} typeOnly whether nothing of it is left after compilation
 * @property {number} offset where it stands in the text
 */

/**
 * Every import of a source text: static, re-exported, dynamic, `require` and `import('…')` types.
 *
 * @param {string} file decides the language by its extension
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(file, text) {
  const parsed = parseSync(file, text);
  const [problem] = parsed.errors;
  if (problem) throw new Error(`${file}: ${problem.message}`);
  /** @type {Import[]} */
  const found = parsed.module.staticImports.map((statement) => ({
    specifier: statement.moduleRequest.value,
    typeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    offset: statement.start,
  }));
  for (const statement of parsed.module.staticExports) {
    for (const entry of statement.entries) {
      if (!entry.moduleRequest) continue;
      found.push({ specifier: entry.moduleRequest.value, typeOnly: entry.isType, offset: statement.start });
    }
  }
  visit(parsed.program, (node) => found.push(...importsOfNode(node)));
  return found;
}

/**
 * @param {Record<string, unknown>} node
 * @returns {Import[]}
 */
function importsOfNode(node) {
  const offset = Number(node.start);
  if (node.type === 'TSImportType') return literal(node.source, true, offset);
  if (node.type === 'ImportExpression') return literal(node.source, false, offset);
  const { callee, arguments: args } = node;
  const isRequire = node.type === 'CallExpression' && isRecord(callee) && callee.name === 'require';
  return isRequire && Array.isArray(args) ? literal(args[0], false, offset) : [];
}

/**
 * @param {unknown} node
 * @param {boolean} typeOnly
 * @param {number} offset
 * @returns {Import[]}
 */
function literal(node, typeOnly, offset) {
  if (!isRecord(node) || typeof node.value !== 'string') return [];
  return [{ specifier: node.value, typeOnly, offset }];
}

/**
 * @param {unknown} node
 * @param {(node: Record<string, unknown>) => void} seen
 */
function visit(node, seen) {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, seen);
    return;
  }
  if (!isRecord(node)) return;
  if (typeof node.type === 'string') seen(node);
  for (const value of Object.values(node)) visit(value, seen);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}

/** @param {string} file repository path */
function placeOf(file) {
  return places.find((place) => place.files.test(file));
}

/**
 * What one import breaks, as a sentence; null when it is allowed.
 *
 * @param {string} file repository path of the importing file
 * @param {Import} found
 * @returns {string | null}
 */
export function violation(file, found) {
  const from = placeOf(file);
  if (!from) return `stands in no folder of the house`;
  if (!found.specifier.startsWith('.')) {
    return from.packages(found.specifier)
      ? null
      : `${from.name} may not import the package ${found.specifier}`;
  }
  const target = path.posix.join(path.posix.dirname(file), found.specifier.replace(/\?.*$/, ''));
  const to = placeOf(target) ?? placeOf(`${target}.ts`) ?? placeOf(`${target}/index`);
  if (!to) return `${from.name} may not import ${target}`;
  if (from === to && sameNoun(from.files, file, target)) return null;
  if (from !== to && from.may.includes(to.name)) return null;
  if (!from.types?.includes(to.name)) return `${from.name} may not import ${to.name} (${target})`;
  return found.typeOnly ? null : `${from.name} may import only types of ${to.name} (${target})`;
}

/**
 * Within `features/*` a noun sees only itself; other places have no noun and always agree.
 *
 * @param {RegExp} files
 * @param {string} file
 * @param {string} target
 */
function sameNoun(files, file, target) {
  return files.exec(file)?.[1] === (files.exec(target) ?? files.exec(`${target}/index`))?.[1];
}

/**
 * Checks source files and returns one line for each broken rule: `file:line: sentence`.
 *
 * @param {string[]} files repository paths
 * @param {(file: string) => string} read
 * @returns {string[]}
 */
export function checkImports(files, read) {
  return files.flatMap((file) => {
    const text = read(file);
    return importsOf(file, text).flatMap((found) => {
      const sentence = violation(file, found);
      const line = text.slice(0, found.offset).split('\n').length;
      return sentence ? [`${file}:${line}: ${sentence}`] : [];
    });
  });
}

/** Checks the whole repository, prints what is wrong and sets the exit code. */
async function main() {
  const sources = listFiles(['electron', 'renderer', 'build', 'test']).filter((file) =>
    /\.(ts|tsx|mjs|cjs|js)$/.test(file),
  );
  const problems = checkImports(sources, (file) => readFileSync(path.join(root, file), 'utf8'));
  for (const problem of problems) console.error(problem);
  console.log(`Import rules: ${sources.length} files, ${problems.length} wrong imports`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

await runAsScript(import.meta.url, main);
