import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type BlobContent, BlobReader } from '../../electron/analysis/decode/blob-reader';
import { Flow } from '../../electron/analysis/decode/bytes-sink';
import { LimitedSink } from '../../electron/analysis/decode/limited-sink';
import { manyGzipMembers, manyZstdFrames, storedZstdFrame } from './packing';
import { repeatingText, repeatingTextAsZstd } from './real-zstd';

interface Read {
  content: BlobContent;
  bytes: Buffer;
}

/** Reads a blob in pieces of some size. */
async function read(blob: Buffer, piece: number, mustBeLayer = false): Promise<Read> {
  const parts: Buffer[] = [];
  const push = (bytes: Uint8Array, from: number, to: number): void => {
    parts.push(Buffer.from(bytes.subarray(from, to)));
  };
  const flow = new Flow(1000);
  const reader = new BlobReader({ flow, layer: () => ({ push }), mustBeLayer });
  for (let at = 0; at < blob.length; at += piece) {
    reader.push(blob, at, Math.min(at + piece, blob.length));
    await flow.room();
  }
  const content = await reader.finish();
  return { content, bytes: Buffer.concat(parts) };
}

const layer = Buffer.alloc(150_000, 'some bytes of a layer ');

describe.each([1, 7, 513, 4096, 1_000_000])('in pieces of %i bytes', (piece) => {
  test.each([
    ['gzip', gzipSync(layer)],
    ['gzip with many members', manyGzipMembers(layer.subarray(0, 20_000)), layer.subarray(0, 20_000)],
    ['zstd', storedZstdFrame(layer)],
    ['zstd with many frames', manyZstdFrames(layer)],
    ['zstd as its own program writes it', repeatingTextAsZstd, repeatingText],
  ])('%s comes out whole', async (_name, blob, expected = layer) => {
    const { content, bytes } = await read(blob, piece);
    expect(content).toEqual({ kind: 'tar', compressed: true, broken: false });
    expect(bytes.equals(expected)).toBe(true);
  });

  test('documents are collected', async () => {
    const { content } = await read(Buffer.from('\n  {"a": "é"}'), piece);
    expect(content).toEqual({ kind: 'json', text: '\n  {"a": "é"}' });
  });
});

test('a layer may look like a document', async () => {
  const { content, bytes } = await read(Buffer.from('{no document}'), 100, true);
  expect(content).toMatchObject({ kind: 'tar', compressed: false });
  expect(bytes.toString()).toBe('{no document}');
});

test.each([
  ['gzip', gzipSync(layer)],
  ['zstd', repeatingTextAsZstd],
])('broken %s gives what could be unpacked', async (_name, whole) => {
  const cut = await read(whole.subarray(0, whole.length - 20), 4096);
  expect(cut.content).toMatchObject({ kind: 'tar', broken: true });
  const garbled = Buffer.from(whole);
  garbled.fill(0xff, garbled.length / 2, garbled.length / 2 + 50);
  expect((await read(garbled, 4096)).content).toMatchObject({ broken: true });
});

test('what a layer refuses ends its reading', async () => {
  const refuse = () => {
    throw new Error('too many entries');
  };
  for (const blob of [gzipSync(layer), storedZstdFrame(layer), layer]) {
    const flow = new Flow();
    const reader = new BlobReader({ flow, layer: () => ({ push: refuse }), mustBeLayer: true });
    const reading = async (): Promise<BlobContent> => {
      reader.push(blob, 0, blob.length);
      return await reader.finish();
    };
    await expect(reading()).rejects.toThrow('too many entries');
    await flow.room();
  }
});

test('a layer that unpacks without end is stopped', () => {
  const limited = new LimitedSink({ push: () => undefined }, 1000);
  limited.push(layer, 0, 1000);
  expect(() => limited.push(layer, 0, 1)).toThrow('unpacks to more than 1000 bytes');
});
