import type { ImageContents } from '../../../contract';
import { type ImageTree, NONE } from '../../image-tree/image-tree';
import { displayName, nameBytes, pathBytes } from '../../image-tree/paths';
import { ownerOf } from '../../image-tree/versions';
import { kind } from '../../layer-index/layer-index';
import { foundFile } from '../found-file';
import { type VersionTable, versionTable } from '../version-table';
import { type ElfFacts, parseElf } from './elf';
import { Libraries } from './libraries';
import type { PathResolver } from './path-resolver';

/** The whole content of a node's visible file; null when it cannot be had. */
export type ReadFile = (node: number) => Promise<Uint8Array | null>;

type Program = ImageContents['programs'][number];

const MOST_PROGRAMS = 50;
/** Files that are looked into at most: images from Windows have the executable bit on every file. */
const MOST_READ = 200;
const LARGEST_READ = 256 * 1024 * 1024;
const MOST_BYTES = 512 * 1024 * 1024;
const EXECUTABLE = 0o111;

/** Executables of a minimal image with what they need: those without a file extension first, then by size. */
export async function readPrograms(
  tree: ImageTree,
  paths: PathResolver,
  readFile: ReadFile,
): Promise<Program[]> {
  const table = versionTable(tree);
  const libraries = new Libraries(tree, paths);
  const programs: Program[] = [];
  let left = MOST_BYTES;
  for (const version of candidates(tree, table).slice(0, MOST_READ)) {
    const size = table.size[version] ?? 0;
    if (programs.length === MOST_PROGRAMS) break;
    if (size > left) continue;
    left -= size;
    // One after the other: each may be a hundred megabytes.
    const content = await readFile(table.node[version] ?? 0);
    const elf = content === null ? null : parseElf(content);
    if (elf === null ? isScript(content) : elf.kind === 'executable') {
      programs.push(programOf(tree, table, libraries, version, elf));
    }
  }
  return programs;
}

const isScript = (content: Uint8Array | null): boolean => content?.[0] === 0x23 && content[1] === 0x21;

function candidates(tree: ImageTree, table: VersionTable): number[] {
  const found: number[] = [];
  for (const version of table.visible) {
    if (version === NONE || table.kind[version] !== kind.file) continue;
    const size = table.size[version] ?? 0;
    if (size === 0 || size > LARGEST_READ || ((ownerOf(tree, version)?.mode ?? 0) & EXECUTABLE) === 0)
      continue;
    if (!/\.so(?:\.|$)/.test(nameOf(tree, table, version))) found.push(version);
  }
  const plain = new Map(
    found.map((version) => [version, Number(nameOf(tree, table, version).includes('.'))]),
  );
  return found.sort(
    (a, b) =>
      (plain.get(a) ?? 0) - (plain.get(b) ?? 0) || (table.size[b] ?? 0) - (table.size[a] ?? 0) || a - b,
  );
}

const nameOf = (tree: ImageTree, table: VersionTable, version: number): string =>
  Buffer.from(nameBytes(tree, table.node[version] ?? 0)).toString('latin1');

function programOf(
  tree: ImageTree,
  table: VersionTable,
  libraries: Libraries,
  version: number,
  elf: ElfFacts | null,
): Program {
  const { node, path, layer, size } = foundFile(tree, table, version);
  const own = Buffer.from(pathBytes(tree, node)).toString('latin1');
  const folder = own.slice(0, Math.max(0, own.lastIndexOf('/')));
  return {
    node,
    path,
    layer,
    size,
    machine: elf?.machine ?? '',
    interpreter: forPeople(elf?.interpreter ?? ''),
    needed: (elf?.needed ?? []).map(forPeople),
    missing: (elf === null ? [] : libraries.missing(elf, folder)).map(forPeople),
  };
}

const forPeople = (latin1: string): string => displayName(Buffer.from(latin1, 'latin1'));
