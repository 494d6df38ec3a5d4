import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from './figure';

const FILE = join(import.meta.dirname, 'results.json');

/** What one run found, row by row; rows that were not run keep what an earlier run found. */
export interface Results {
  rows: Record<string, RowResult>;
}

export interface RowResult {
  /** On which runtime and engines, how often, and how busy the machine was: what a reader must know to compare. */
  run: RunFacts;
  figures: Figure[];
}

export interface RunFacts {
  date: string;
  electron: string;
  rounds: number;
  cores: number;
  /** Load average of the last minute when the row began. */
  load: number;
}

/** The table for the terminal. */
export function drawTable(figures: readonly Figure[]): string {
  const heading = ['What', 'measured', 'against', 'ratio', 'goal', 'met?'];
  const lines = [heading, ...figures.map(cellsOf)];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const draw = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const notes = figures.filter(({ note }) => note !== '').map(({ what, note }) => `  ${what}: ${note}`);
  return [draw(lines[0] ?? []), rule, ...lines.slice(1).map(draw), ...notes].join('\n');
}

function cellsOf({ what, unit, measured, against, ratio, goal, met }: Figure): string[] {
  return [
    what,
    measured === null ? 'not measured' : `${shown(measured)} ${unit}`,
    against === null ? '-' : `${shown(against.value)} ${unit} (${against.name})`,
    ratio === null ? '-' : ratio.toFixed(2),
    goal,
    met === null ? '-' : met ? 'yes' : 'no',
  ];
}

/** Three digits say all that a measurement knows. */
function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Puts the rows that were run into the kept results. */
export async function keepResults(fresh: Results['rows'], order: readonly string[]): Promise<void> {
  const all = { ...(await readResults()).rows, ...fresh };
  const rows = Object.fromEntries(order.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  await writeFile(FILE, `${JSON.stringify({ rows }, rounded, 2)}\n`);
}

async function readResults(): Promise<Results> {
  try {
    return JSON.parse(await readFile(FILE, 'utf8')) as Results;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return { rows: {} };
    throw thrown;
  }
}

const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;
