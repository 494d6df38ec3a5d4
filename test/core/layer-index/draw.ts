import {
  kindOf,
  type LayerIndex,
  nodesOf,
  OPAQUE,
  WHITEOUT,
} from '../../../electron/core/layer-index/layer-index';
import { type KeepContent, LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { bytesOf } from '../../../electron/core/layer-index/name-table';

export function indexOf(tar: Uint8Array, keep?: KeepContent): LayerIndex {
  const indexer = new LayerIndexer(keep);
  indexer.push(tar);
  return indexer.finish();
}

const signs = ['(/)', '', '/', ' ->', ' =>', ' char', ' block', ' fifo'];

/** Raw path of a node. */
export function pathOf(layer: LayerIndex, node: number): string {
  const parts: string[] = [];
  for (let at = node; at !== 0; at = layer.parent[at] ?? 0) {
    parts.unshift(Buffer.from(bytesOf(layer.names, layer.name[at] ?? 0)).toString('latin1'));
  }
  return parts.join('/');
}

/** Paths in order, what each is, its size; `removes` for whiteouts. Folders that nothing but paths name are `(/)`. */
export function draw(layer: LayerIndex): string[] {
  const lines: string[] = [];
  for (let node = 0; node < nodesOf(layer); node += 1) {
    const flags = layer.flags[node] ?? 0;
    const link = layer.link[node] ?? 0;
    const target = link === 0 ? '' : ` ${Buffer.from(bytesOf(layer.links, link - 1)).toString('latin1')}`;
    const size = signs[kindOf(layer, node)] === '' ? ` ${layer.size[node]}` : '';
    const more = `${(flags & WHITEOUT) !== 0 ? ' removes' : ''}${(flags & OPAQUE) !== 0 ? ' opaque' : ''}`;
    const line = `${pathOf(layer, node)}${signs[kindOf(layer, node)]}${target}${size}${more}`;
    if (node > 0 || line !== '(/)') lines.push(line);
  }
  return lines.sort();
}

export const damageOf = (layer: LayerIndex): string[] =>
  layer.damage.map(({ kind, offset }) => `${kind} @${offset}`);
