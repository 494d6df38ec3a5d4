import { codedError } from '../core/coded-error';

/** A line of an answer and what it says. `raw` keeps numbers that JavaScript's would round. */
export interface JsonLine {
  raw: string;
  value: unknown;
}

/**
 * Lines of JSON however the bytes are cut: inside a line, inside a character, without a last newline.
 * Throws `bad-response` at a line that is no JSON.
 */
export async function* jsonLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(isNotBlank).map(parseLine);
  }
  rest += decoder.decode();
  if (isNotBlank(rest)) yield parseLine(rest);
}

const isNotBlank = (line: string) => line.trim() !== '';

function parseLine(raw: string): JsonLine {
  try {
    return { raw, value: JSON.parse(raw) as unknown };
  } catch (cause) {
    throw codedError('bad-response', `no JSON: ${raw.slice(0, 200)}`, { next: [{ step: 'retry' }], cause });
  }
}
