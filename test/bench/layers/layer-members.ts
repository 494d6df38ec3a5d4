import { createHash } from 'node:crypto';
import type { Pack } from 'tar-stream';
import type { Recipe } from './recipe';

interface Member {
  header: Parameters<Pack['entry']>[0];
  content: Buffer;
}

const FILES_IN_FOLDER = 25;
/** Of the files of a layer, one in so many lies at a path of the layer below. */
const OVERWRITTEN = 12;
const nothing = Buffer.alloc(0);
const words = [
  'lib',
  'core',
  'util',
  'index',
  'test',
  'node',
  'data',
  'view',
  'model',
  'server',
  'proto',
  'cache',
];

/** Members of one layer: folders with files of realistic names and sizes, whiteouts, opaque folders. */
export function* layerMembers(recipe: Recipe, layer: number): Generator<Member> {
  const random = new Random(layer + 1);
  const files = Math.round(recipe.files / recipe.layers);
  const mtime = new Date(Date.UTC(2024, 0, 1 + layer));
  for (let number = 0; number < files; number += 1) {
    if (number % FILES_IN_FOLDER === 0) yield folderOf(layer, number, mtime);
    const below = layer > 0 && number % OVERWRITTEN === 0 ? layer - 1 : layer;
    const size = random.size(recipe.meanBytes);
    yield {
      header: { name: pathOf(below, number), size, mode: 0o644, mtime },
      content: random.content(size),
    };
  }
  if (layer > 0) yield* whiteoutsOf(recipe, layer, mtime);
}

function* whiteoutsOf(recipe: Recipe, layer: number, mtime: Date): Generator<Member> {
  for (let count = 0; count < recipe.whiteouts; count += 1) {
    // Not one that the layer also writes anew: engines do not take both from a tar.
    const number = count * FILES_IN_FOLDER + 3;
    const [folder, name] = partsOf(layer - 1, number % OVERWRITTEN === 0 ? number + 1 : number);
    yield { header: { name: `${folder}/.wh.${name}`, size: 0, mtime }, content: nothing };
  }
  for (let count = 0; count < recipe.opaque; count += 1) {
    const [folder] = partsOf(layer - 1, (recipe.whiteouts + count) * FILES_IN_FOLDER);
    yield { header: { name: `${folder}/.wh..wh..opq`, size: 0, mtime }, content: nothing };
  }
}

function folderOf(layer: number, number: number, mtime: Date): Member {
  const [folder] = partsOf(layer, number);
  return { header: { name: `${folder}/`, type: 'directory', mode: 0o755, mtime }, content: nothing };
}

const pathOf = (layer: number, number: number): string => partsOf(layer, number).join('/');

function partsOf(layer: number, number: number): [string, string] {
  const folder = Math.floor(number / FILES_IN_FOLDER);
  const word = (index: number) => words[index % words.length];
  return [
    `usr/lib/${word(layer)}-${layer}/${word(folder)}/${word(folder >> 3)}-${folder}`,
    `${word(number)}-${word(number >> 2)}${number % 977}.js`,
  ];
}

/** Numbers that look random and are the same in every run. */
class Random {
  #state: number;
  /** Contents are pieces of this; no compression makes it smaller than half. */
  readonly #pool: Buffer;

  constructor(seed: number) {
    this.#state = seed * 2_654_435_761;
    const parts = Array.from({ length: 8192 }, (_, index) =>
      createHash('sha512')
        .update(`${seed} ${index}`)
        .digest(index % 2 === 0 ? 'hex' : 'binary'),
    );
    this.#pool = Buffer.from(parts.join(''), 'latin1');
  }

  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  /** Many small files and few large ones, `mean` on average (exponential). */
  size(mean: number): number {
    return Math.round(-Math.log(1 - this.next()) * mean);
  }

  content(size: number): Buffer {
    const start = Math.floor(this.next() * (this.#pool.length / 2));
    if (start + size <= this.#pool.length) return this.#pool.subarray(start, start + size);
    const content = Buffer.alloc(size);
    for (let at = 0; at < size; at += this.#pool.length) this.#pool.copy(content, at);
    return content;
  }
}
