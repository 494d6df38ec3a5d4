import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ImageAnalysis } from '../../contract';
import { bytesIn, ratioIn, UsageError } from './arguments';
import { sizeText } from './size-text';

/** What an image must keep to. */
export interface Rules {
  /** Least part of the bytes of all layers that the final file system shows. */
  minEfficiency: number | null;
  /** Most bytes that are shipped but not visible. */
  maxUnreachable: number | null;
  /** No removed file may be left in a layer. */
  failOnLeaked: boolean;
}

const none: Rules = { minEfficiency: null, maxUnreachable: null, failOnLeaked: false };
const DEFAULT_FILE = '.layeryard.json';

const ruleFile = z.strictObject({
  minEfficiency: z.union([z.number().min(0).max(1), z.string().transform(ratioIn)]).optional(),
  maxUnreachable: z.union([z.number().min(0), z.string().transform(bytesIn)]).optional(),
  failOnLeaked: z.boolean().optional(),
});

/**
 * The rules of a run: those of the command line, else those of the file that it names or of `.layeryard.json` in the
 * current folder. Throws `UsageError` for a file that is named and not there, and for one that makes no sense.
 */
export async function rulesFor(given: Partial<Rules>, config: string | null, cwd: string): Promise<Rules> {
  const file = path.resolve(cwd, config ?? DEFAULT_FILE);
  const text = await textOf(file, config !== null);
  return { ...none, ...(text === null ? {} : parseRules(file, text)), ...given };
}

async function textOf(file: string, required: boolean): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (isMissing && !required) return null;
    throw new UsageError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function parseRules(file: string, text: string): Partial<Rules> {
  try {
    const rules = ruleFile.parse(JSON.parse(text));
    return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  } catch (thrown) {
    const reason = thrown instanceof z.ZodError ? z.prettifyError(thrown) : String(thrown);
    throw new UsageError(`${file}: ${reason}`);
  }
}

/** A sentence for each rule that an image breaks. */
export function brokenRules(analysis: ImageAnalysis, rules: Rules): string[] {
  const { minEfficiency, maxUnreachable, failOnLeaked } = rules;
  const broken: string[] = [];
  if (minEfficiency !== null && analysis.efficiency < minEfficiency)
    broken.push(`efficiency is ${analysis.efficiency.toFixed(4)}, at least ${minEfficiency} is asked for`);
  if (maxUnreachable !== null && analysis.unreachableBytes > maxUnreachable)
    broken.push(
      `${sizeText(analysis.unreachableBytes)} are shipped but not visible, at most ${sizeText(maxUnreachable)} are allowed`,
    );
  if (failOnLeaked && analysis.leakedFiles > 0)
    broken.push(
      `${analysis.leakedFiles} removed files are still in the image (${sizeText(analysis.leakedBytes)})`,
    );
  return broken;
}
