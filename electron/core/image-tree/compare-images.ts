import type { ImageComparison } from '../../contract';
import { Largest } from '../findings/largest';
import { contentOf } from '../findings/version-table';
import { kind } from '../layer-index/layer-index';
import { type ImageTree, isFolder, kindOfVersion, NEVER, NONE, sizeOfVersion } from './image-tree';
import { displayPath, findPath, nameBytes } from './paths';
import { linkBytes, ownerOf } from './versions';

/** What is compared of an image. */
export interface ComparedImage {
  tree: ImageTree;
  layers: readonly { diffId: string }[];
}

/** Entries that are named of each list; figures are of all. */
const LIMIT = 200;

/** Hard links lead to files; a chain of them is only ever an attack. */
const MOST_HOPS = 16;

/** What an image has otherwise than another that was made before it, in its layers and in its final file system. */
export function compareImages(image: ComparedImage, before: ComparedImage): ImageComparison {
  return {
    ...compareLayers(image.layers, before.layers),
    sizeBytes: image.tree.figures.sizeBytes,
    sizeBefore: before.tree.figures.sizeBytes,
    ...new Comparison(image.tree, before.tree).run(),
  };
}

function compareLayers(layers: ComparedImage['layers'], before: ComparedImage['layers']) {
  const [ids, idsBefore] = [layers, before].map((list) => new Set(list.map(({ diffId }) => diffId)));
  const sameLayers = layers.filter(({ diffId }) => idsBefore?.has(diffId)).length;
  const goneLayers = before.filter(({ diffId }) => !ids?.has(diffId)).length;
  return { sameLayers, newLayers: layers.length - sameLayers, goneLayers };
}

type Entries = Pick<ImageComparison, 'added' | 'changed' | 'removed' | 'permissions'>;

/** Goes through both file systems side by side, a folder at a time. */
class Comparison {
  readonly #added = new Largest(LIMIT);
  readonly #changed = new Largest(LIMIT);
  readonly #removed = new Largest(LIMIT);
  /** Of changed nodes, the one that the other image has at the path. */
  readonly #other = new Map<number, number>();
  #permissions = 0;
  readonly #tree: ImageTree;
  readonly #before: ImageTree;

  constructor(tree: ImageTree, before: ImageTree) {
    this.#tree = tree;
    this.#before = before;
  }

  run(): Entries {
    // A stack of its own: paths of hostile layers are deeper than calls can be.
    const folders: [number, number][] = [[0, 0]];
    for (let pair = folders.pop(); pair !== undefined; pair = folders.pop()) {
      for (const next of this.#compareFolder(...pair)) folders.push(next);
    }
    const entry = (tree: ImageTree) => (node: number) => ({
      path: displayPath(tree, node),
      size: sizeAt(tree, node),
    });
    const changed = (node: number) => ({
      ...entry(this.#tree)(node),
      sizeBefore: sizeAt(this.#before, this.#other.get(node) ?? 0),
    });
    return {
      added: listOf(this.#added, entry(this.#tree)),
      changed: listOf(this.#changed, changed),
      removed: listOf(this.#removed, entry(this.#before)),
      permissions: this.#permissions,
    };
  }

  /** Answers the folders that both have. */
  #compareFolder(node: number, before: number): [number, number][] {
    const others = visibleChildren(this.#before, before);
    const folders: [number, number][] = [];
    for (const [name, child] of visibleChildren(this.#tree, node)) {
      const other = others.get(name);
      others.delete(name);
      if (other === undefined) addBelow(this.#added, this.#tree, child);
      else if (this.#comparePath(child, other)) folders.push([child, other]);
    }
    for (const gone of others.values()) addBelow(this.#removed, this.#before, gone);
    return folders;
  }

  /** Answers whether both are folders. */
  #comparePath(node: number, other: number): boolean {
    const [is, was] = [versionOf(this.#tree, node), versionOf(this.#before, other)];
    const [nowFolder, wasFolder] = [
      isFolder(kindOfVersion(this.#tree, is)),
      isFolder(kindOfVersion(this.#before, was)),
    ];
    if (nowFolder && wasFolder) return true;
    if (nowFolder || wasFolder) {
      addBelow(this.#added, this.#tree, node);
      addBelow(this.#removed, this.#before, other);
    } else if (!this.#sameContent(is, was)) {
      this.#changed.add(node, sizeAt(this.#tree, node));
      this.#other.set(node, other);
    } else if (!this.#sameOwner(is, was)) this.#permissions += 1;
    return false;
  }

  #sameContent(is: number, was: number): boolean {
    const [now, then] = [kindOfVersion(this.#tree, is), kindOfVersion(this.#before, was)];
    const [link, linkBefore] = [linkBytes(this.#tree, is), linkBytes(this.#before, was)];
    if (now === then && now !== kind.file) return Buffer.from(link).equals(linkBefore);
    // Which of several names of a file is the link depends on the order in which they were packed.
    const [file, fileBefore] = [fileOf(this.#tree, is), fileOf(this.#before, was)];
    if (file === NONE || fileBefore === NONE) return false;
    return (
      sizeOfVersion(this.#tree, file) === sizeOfVersion(this.#before, fileBefore) &&
      contentOf(this.#tree, file) === contentOf(this.#before, fileBefore)
    );
  }

  #sameOwner(is: number, was: number): boolean {
    const [now, then] = [ownerOf(this.#tree, is), ownerOf(this.#before, was)];
    return now?.mode === then?.mode && now?.uid === then?.uid && now?.gid === then?.gid;
  }
}

function listOf<T>(found: Largest, named: (node: number) => T): { items: T[]; total: number; bytes: number } {
  return { items: found.items().map(named), total: found.total, bytes: found.bytes };
}

/** The version that the final file system shows, or NONE. */
function versionOf(tree: ImageTree, node: number): number {
  const version = tree.newest[node] ?? NONE;
  return version !== NONE && tree.end[version] === NEVER ? version : NONE;
}

const sizeAt = (tree: ImageTree, node: number): number => {
  const version = versionOf(tree, node);
  return version === NONE ? 0 : sizeOfVersion(tree, version);
};

/** By the bytes of their names. */
function visibleChildren(tree: ImageTree, folder: number): Map<string, number> {
  const children = new Map<string, number>();
  for (let child = tree.firstChild[folder] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
    if (versionOf(tree, child) === NONE) continue;
    children.set(Buffer.from(nameBytes(tree, child)).toString('latin1'), child);
  }
  return children;
}

/** All entries of a path that the other file system does not have, folders left out. */
function addBelow(list: Largest, tree: ImageTree, top: number): void {
  const nodes = [top];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const version = versionOf(tree, node);
    if (version === NONE) continue;
    if (!isFolder(kindOfVersion(tree, version))) list.add(node, sizeOfVersion(tree, version));
    for (let child = tree.firstChild[node] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
      nodes.push(child);
    }
  }
}

/** The version of a regular file that a file or hard link stands for; NONE for what stands for none. */
function fileOf(tree: ImageTree, version: number): number {
  let at = version;
  for (let hop = 0; hop < MOST_HOPS && at !== NONE; hop += 1) {
    const made = kindOfVersion(tree, at);
    if (made === kind.file) return at;
    if (made !== kind.hardLink) return NONE;
    const target = findPath(tree, Buffer.from(linkBytes(tree, at)).toString('utf8'));
    at = target === null ? NONE : versionOf(tree, target);
  }
  return NONE;
}
