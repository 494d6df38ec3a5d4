import { codedError } from '../../core/coded-error';
import { contentPlace } from '../../core/image-tree/content-place';
import { type ImageTree, isFolder, kindOfVersion, NONE, versionAt } from '../../core/image-tree/image-tree';
import { nameBytes } from '../../core/image-tree/paths';
import { layerOfVersion, linkBytes, mtimeOfVersion, ownerOf } from '../../core/image-tree/versions';
import { type Kind, kind } from '../../core/layer-index/layer-index';
import { BLOCK, typeFlag } from '../../core/tar/header';
import { headerOf, type NewMember, paddingOf, tarEnding } from '../../core/tar/tar-writer';
import { type LayerBytes, readBytes } from './layer-bytes';

const PIECE = 1024 * 1024;
/** Where the header of a device has its two numbers. */
const MAJOR = 329;
const MINOR = 337;

export interface ExtractInput {
  tree: ImageTree;
  /** Opens the contents of a layer; asked once for each. */
  open: (layer: number) => Promise<LayerBytes>;
  /** Takes a piece; its memory is given away. */
  send: (piece: Uint8Array) => Promise<void>;
  signal: AbortSignal;
}

/** Sends the content of one version of a file. Throws `bad-input` for what is no file. */
export async function extractFile(input: ExtractInput, node: number, layer: number): Promise<number> {
  const place = contentPlace(input.tree, node, layer);
  if (place === null) throw codedError('bad-input', 'not a file of this layer');
  const bytes = place.size === 0 ? null : await input.open(place.layer);
  if (bytes) await sendContent(input, bytes, place.offset, place.size);
  return place.size;
}

async function sendContent(
  { send, signal }: ExtractInput,
  bytes: LayerBytes,
  offset: number,
  size: number,
): Promise<void> {
  for (let at = 0; at < size; ) {
    signal.throwIfAborted();
    const piece = await readBytes(bytes, offset + at, Math.min(PIECE, size - at));
    if (piece.length === 0)
      throw codedError('bad-archive', 'the layer ends inside the file', { why: 'archive-cut-off' });
    at += piece.length;
    await send(piece);
  }
}

/**
 * Sends a folder of the file system of a layer as a tar: what is visible there, named from the folder's own name on.
 * Hard links become copies, because what they link to may lie outside.
 */
export async function extractFolder(input: ExtractInput, node: number, layer: number): Promise<number> {
  const version = versionAt(input.tree, node, layer);
  const isRoot = node === 0;
  if (!isRoot && (version === NONE || !isFolder(kindOfVersion(input.tree, version)))) {
    throw codedError('bad-input', 'not a folder of this layer');
  }
  const writer = new FolderWriter(input, layer);
  return await writer.write(node);
}

interface Open {
  node: number;
  name: Buffer;
}

class FolderWriter {
  readonly #input: ExtractInput;
  readonly #layer: number;
  #bytes = 0;

  constructor(input: ExtractInput, layer: number) {
    this.#input = input;
    this.#layer = layer;
  }

  /** Not recursive: paths may be thousands of folders deep. */
  async write(node: number): Promise<number> {
    const { tree, signal } = this.#input;
    const top: Open = { node, name: Buffer.from(nameBytes(tree, node)) };
    const open: Open[] = [top];
    for (let next = open.pop(); next; next = open.pop()) {
      signal.throwIfAborted();
      if (next.node !== 0) await this.#member(next);
      open.push(...this.#children(next).reverse());
    }
    await this.#send(tarEnding());
    return this.#bytes;
  }

  /** What is visible in a folder, by name. */
  #children({ node, name }: Open): Open[] {
    const { tree } = this.#input;
    const children: Open[] = [];
    for (let child = tree.firstChild[node] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
      if (versionAt(tree, child, this.#layer) === NONE) continue;
      const own = Buffer.from(nameBytes(tree, child));
      children.push({ node: child, name: name.length === 0 ? own : Buffer.concat([name, SLASH, own]) });
    }
    return children.sort((one, other) => one.name.compare(other.name));
  }

  async #member({ node, name }: Open): Promise<void> {
    const { tree } = this.#input;
    const version = versionAt(tree, node, this.#layer);
    const made = kindOfVersion(tree, version);
    const place = made === kind.file || made === kind.hardLink ? contentPlace(tree, node, this.#layer) : null;
    const isLinkToNothing = made === kind.hardLink && place === null;
    if (isLinkToNothing) return;
    const owner = ownerOf(tree, version);
    const header: NewMember = {
      name: isFolder(made) ? Buffer.concat([name, SLASH]) : name,
      link: made === kind.symbolicLink ? linkBytes(tree, version) : new Uint8Array(0),
      type: flagOf(made),
      size: place?.size ?? 0,
      mode: owner?.mode ?? 0o755,
      uid: owner?.uid ?? 0,
      gid: owner?.gid ?? 0,
      mtime: mtimeOfVersion(tree, version),
      device: await this.#deviceOf(version, made),
    };
    await this.#send(headerOf(header));
    if (place === null || place.size === 0) return;
    await sendContent(this.#input, await this.#input.open(place.layer), place.offset, place.size);
    this.#bytes += place.size;
    await this.#send(paddingOf(place.size));
  }

  /** Not in the index, because hardly any layer has devices: read from the member's header, just before its data. */
  async #deviceOf(version: number, made: Kind): Promise<[number, number] | null> {
    if (made !== kind.characterDevice && made !== kind.blockDevice) return null;
    const { tree } = this.#input;
    const block = layerOfVersion(tree, version).block[tree.nodeIn[version] ?? 0] ?? 0;
    const bytes = await this.#input.open(tree.layerOf[version] ?? 0);
    const header = await readBytes(bytes, (block - 1) * BLOCK, BLOCK);
    return [octalIn(header, MAJOR), octalIn(header, MINOR)];
  }

  async #send(piece: Buffer): Promise<void> {
    if (piece.length === 0) return;
    this.#bytes += piece.length;
    await this.#input.send(piece);
  }
}

const SLASH = Buffer.from('/');

const octalIn = (header: Buffer, at: number): number =>
  Number.parseInt(header.toString('latin1', at, at + 8).replace(/[^0-7].*$/s, '') || '0', 8);

function flagOf(made: Kind): number {
  switch (made) {
    case kind.implied:
    case kind.directory:
      return typeFlag.directory;
    case kind.symbolicLink:
      return typeFlag.symbolicLink;
    case kind.characterDevice:
      return typeFlag.characterDevice;
    case kind.blockDevice:
      return typeFlag.blockDevice;
    case kind.fifo:
      return typeFlag.fifo;
    case kind.file:
    case kind.hardLink:
      return typeFlag.regular;
  }
}
