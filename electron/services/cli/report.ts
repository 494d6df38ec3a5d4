import type { LeakedFile } from '../../analysis/protocol';
import type { ImageAnalysis, LayerDamage } from '../../contract';
import { sizeText } from './size-text';

/** Removed files that are listed by name. */
const MOST_LEAKED = 20;
const COMMAND_LENGTH = 100;

export interface Analysed {
  /** As the command line names it. */
  source: string;
  analysis: ImageAnalysis;
  leaked: LeakedFile[];
}

/** The figures for programs; README, "From the command line", says what each means. */
export function jsonReport({ source, analysis, leaked }: Analysed): string {
  const { image, platform, os, layers, sizeBytes, visibleFiles, visibleBytes, unreachableBytes } = analysis;
  const { efficiency, diveEfficiency, diveWastedBytes, leakedBytes } = analysis;
  const report = {
    image,
    source,
    platform,
    os,
    layers,
    sizeBytes,
    visibleFiles,
    visibleBytes,
    unreachableBytes,
    efficiency,
    diveEfficiency,
    diveWastedBytes,
    leaked,
    leakedBytes,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The figures for people. */
export function textReport({ analysis, leaked }: Analysed): string {
  return [heading(analysis), figures(analysis), layerTable(analysis), leakedList(leaked)]
    .filter((part) => part !== '')
    .join('\n');
}

function heading({ image, platform, os }: ImageAnalysis): string {
  return `${[image, platform, os]
    .filter((part) => part !== '')
    .map(plainText)
    .join('  ·  ')}\n`;
}

function figures(analysis: ImageAnalysis): string {
  const rows: [string, string][] = [
    ['Bytes of all layers', sizeText(analysis.sizeBytes)],
    ['Visible in the end', `${sizeText(analysis.visibleBytes)} in ${analysis.visibleFiles} files`],
    ['Shipped, not visible', sizeText(analysis.unreachableBytes)],
    ['Efficiency', percent(analysis.efficiency)],
    [
      "Efficiency by dive's rule",
      `${percent(analysis.diveEfficiency)} (${sizeText(analysis.diveWastedBytes)} wasted)`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(27)}${value}\n`).join('');
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

function layerTable({ layers }: ImageAnalysis): string {
  const rows = layers.map(({ index, entries, sizeBytes, unreachableBytes, createdBy }) => [
    String(index),
    String(entries),
    sizeText(sizeBytes),
    unreachableBytes === 0 ? '-' : sizeText(unreachableBytes),
    plainText(createdBy).slice(0, COMMAND_LENGTH),
  ]);
  return table([['Layer', 'Entries', 'Size', 'Not visible', 'Made by'], ...rows]);
}

/** The last column is text and stands left; figures stand right. */
function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const last = widths.length - 1;
  const line = (row: string[]): string =>
    row.map((cell, column) => (column === last ? cell : cell.padStart(widths[column] ?? 0))).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

function leakedList(leaked: LeakedFile[]): string {
  if (leaked.length === 0) return '';
  const largest = [...leaked].sort((one, other) => other.size - one.size).slice(0, MOST_LEAKED);
  const rows = largest.map(
    ({ path, layer, size }) => `  ${sizeText(size).padStart(9)}  layer ${layer}  ${plainText(path)}\n`,
  );
  const more = leaked.length > largest.length ? `  … and ${leaked.length - largest.length} more\n` : '';
  return `Removed, but still in the image:\n${rows.join('')}${more}`;
}

/** What is wrong with an archive, a line each. */
export function damageLines(damage: LayerDamage[]): string[] {
  return damage.map(({ layer, kind, offset }) => {
    const where = layer === null ? 'the archive' : `layer ${layer}`;
    return `${where}: ${kind.replaceAll('-', ' ')}${offset > 0 ? ` at byte ${offset}` : ''}`;
  });
}

/** Whatever a terminal would take as a command stands in neither names nor commands. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
