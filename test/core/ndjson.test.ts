import { describe, expect, it } from 'vitest';
import { decodeLine, decodeStream } from '../../electron/core/ndjson';
import type { StreamMessage } from '../../electron/core/stream-message';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(text: string, size = text.length + 1): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = [];
  const bytes = new TextEncoder().encode(text);
  for await (const message of decodeStream(chunksOf(bytes, Math.max(1, size)))) messages.push(message);
  return messages;
}

const pull = [
  '{"status":"Pulling from library/nginx","id":"latest"}',
  '{"status":"Downloading","progressDetail":{"current":69213,"total":4001425},"progress":"[\\u003e ]  69.2kB/4MB","id":"b9c95edabf3d"}',
  '{"status":"Status: Größe ✓ 镜像 🐳","progressDetail":{}}',
].join('\r\n');

describe('decodeStream', () => {
  it('reads lines however they are cut, also inside a character', async () => {
    const whole = await decode(`${pull}\r\n`);
    expect(whole.map(({ status, id }) => [status, id])).toEqual([
      ['Pulling from library/nginx', 'latest'],
      ['Downloading', 'b9c95edabf3d'],
      ['Status: Größe ✓ 镜像 🐳', ''],
    ]);
    for (const size of [1, 2, 3, 5, 7, 64]) expect(await decode(`${pull}\r\n`, size)).toEqual(whole);
  });

  it('needs no newline at the end and passes over empty lines', async () => {
    expect(await decode(pull)).toHaveLength(3);
    expect(await decode(`\n\r\n${pull}\n\n  \n`)).toHaveLength(3);
    expect(await decode('')).toEqual([]);
  });

  it.each([
    ['an answer that is no JSON', '<html>502 Bad Gateway</html>\n'],
    ['a line that ends early', `${pull}\n{"status":"Pul`],
    ['two objects on a line', '{"status":"a"}{"status":"b"}\n'],
    ['a list', '[1]\n'],
    ['a text', '"done"\n'],
    ['null', 'null\n'],
  ])('refuses %s', async (_, text) => {
    await expect(decode(text)).rejects.toMatchObject({ appError: { code: 'bad-response' } });
  });

  it('tells the beginning of a bad line, not all of it', async () => {
    await expect(decode(`${'x'.repeat(5_000)}\n`)).rejects.toMatchObject({
      appError: { detail: `${'x'.repeat(200)}…` },
    });
  });

  it('yields what came before the bad line', async () => {
    const seen: string[] = [];
    const stream = decodeStream(
      chunksOf(new TextEncoder().encode('{"status":"a"}\n{"status":"b"}\noops\n'), 4),
    );
    await expect(
      (async () => {
        for await (const { status } of stream) seen.push(status);
      })(),
    ).rejects.toThrow('bad-response');
    expect(seen).toEqual(['a', 'b']);
  });

  it('gives up on a line without end instead of keeping it all', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const chunk = new Uint8Array(1024 * 1024).fill(0x61);
      for (;;) yield chunk;
    }
    await expect(decodeStream(endless()).next()).rejects.toMatchObject({
      appError: { code: 'bad-response' },
    });
  });

  it('lets errors of the connection through as they are', async () => {
    const cut = new Error('ECONNRESET');
    const broken: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(cut) }),
    };
    await expect(decodeStream(broken).next()).rejects.toBe(cut);
  });
});

describe('decodeLine', () => {
  const empty: StreamMessage = {
    id: '',
    status: '',
    stream: '',
    error: '',
    errorCode: 0,
    current: null,
    total: null,
    units: '',
    aux: null,
  };

  it.each<[string, Partial<StreamMessage>]>([
    ['{}', {}],
    ['{"stream":"Loaded image: a:1\\n"}', { stream: 'Loaded image: a:1\n' }],
    [
      '{"status":"Extracting","progressDetail":{"current":3,"units":"s"},"progress":"3 s","id":"85182edb7c01"}',
      { status: 'Extracting', id: '85182edb7c01', current: 3, units: 's' },
    ],
    [
      '{"errorDetail":{"code":401,"message":"unauthorized: no"},"error":"unauthorized: no"}',
      { error: 'unauthorized: no', errorCode: 401 },
    ],
    ['{"error":"old engines say only this"}', { error: 'old engines say only this' }],
    ['{"errorDetail":{"message":"only the detail"}}', { error: 'only the detail' }],
    [
      '{"aux":{"Tag":"1","Digest":"sha256:00","Size":5}}',
      { aux: { Tag: '1', Digest: 'sha256:00', Size: 5 } },
    ],
    // Totals that say nothing.
    ['{"progressDetail":{"current":5,"total":-1}}', { current: 5 }],
    ['{"progressDetail":{"current":0,"total":0}}', { current: 0 }],
    // Members of unexpected types count as absent.
    ['{"status":7,"id":null,"progressDetail":"half","error":{}}', {}],
    ['{"progressDetail":{"current":"1","total":{}},"errorDetail":[]}', {}],
  ])('reads %s', (line, expected) => {
    expect(decodeLine(line)).toEqual({ ...empty, ...expected });
  });
});
