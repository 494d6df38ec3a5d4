import { expect, it } from 'vitest';
import { jsonLines } from '../../electron/engine/json-lines';
import { collect } from './connected';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const values = async (text: string, size = 4096) =>
  (await collect(jsonLines(inPieces(text, size)))).map(({ value }) => value);

it.each([1, 2, 3, 5, 4096])('reads lines whole when they come in pieces of %i bytes', async (size) => {
  expect(await values('{"name":"wêb 漢字"}\r\n\n{"name":"b"}\n', size)).toEqual([
    { name: 'wêb 漢字' },
    { name: 'b' },
  ]);
});

it('reads a last line that has no newline', async () => {
  expect(await values('{"a":1}\n{"a":2}')).toEqual([{ a: 1 }, { a: 2 }]);
});

it('keeps what JavaScript would round', async () => {
  const [line] = await collect(jsonLines(inPieces('{"timeNano":1795509321709723401}', 7)));
  expect(line?.raw).toContain('1795509321709723401');
});

it.each(['{"a":', 'nonsense\n', '{"a":1}{"a":2}\n'])('refuses %j', async (text) => {
  await expect(values(text)).rejects.toThrow(/bad-response/);
});
