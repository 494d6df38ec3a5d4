import type { Root } from 'protobufjs';
import { codedError } from '../../core/coded-error';
import type { StoredBlob, StoredContent } from '../../core/reclaim/stored-content';
import type { Engine } from '../engine';
import { StreamError, toCodedError } from '../engine-error';
import { asFields, type Fields, fieldsListOf, fieldsOf, numberOf, textOf } from '../fields';
import { connectTo } from './connect';
import { contentMessages } from './content-messages';
import { type GrpcConnection, GrpcError } from './grpc-connection';

const CONTENT = '/containerd.services.content.v1.Content';
const CONTENT_LABEL = 'containerd.io/gc.ref.content';
const SNAPSHOT_LABEL = 'containerd.io/gc.ref.snapshot.';
/** Configs read at the same time over the one connection. */
const AT_ONCE = 8;

/**
 * What an engine with the containerd image store keeps on disk, which its own API does not tell: every blob with its
 * size and what it needs, and the layers of each unpacked image. Two calls and one for each config that is not among
 * `known`, to which it is added. Throws coded errors; `unsupported` by engines without BuildKit.
 */
export async function readContent(
  engine: Engine,
  { known, signal }: { known: Map<string, string[]>; signal: AbortSignal },
): Promise<StoredContent> {
  const { default: protobuf } = await import('protobufjs');
  const root = protobuf.Root.fromJSON(contentMessages);
  try {
    const connection = await connectTo(engine, signal);
    try {
      const call = { root, connection, signal };
      const blobs = await listBlobs(call);
      const unpacked = [...blobs].filter(([, blob]) => blob.unpacked).map(([digest]) => digest);
      await readStacks(call, unpacked, known);
      return { blobs, stacks: known };
    } finally {
      connection.close();
    }
  } catch (thrown) {
    const told = thrown instanceof GrpcError ? new StreamError(thrown.message, thrown.code) : thrown;
    throw toCodedError(told, {}, signal);
  }
}

interface Calls {
  root: Root;
  connection: GrpcConnection;
  signal: AbortSignal;
}

async function* answers(
  { root, connection, signal }: Calls,
  name: 'List' | 'Read',
  request: object,
): AsyncGenerator<Fields> {
  const type = root.lookupType(`${name}ContentRequest`);
  const answer = root.lookupType(`${name}ContentResponse`);
  const message = type.encode(type.create(request)).finish();
  for await (const bytes of connection.call(`${CONTENT}/${name}`, message, signal)) {
    yield answer.toObject(answer.decode(bytes), { longs: Number, arrays: true, defaults: true });
  }
}

async function listBlobs(calls: Calls): Promise<Map<string, StoredBlob>> {
  const blobs = new Map<string, StoredBlob>();
  for await (const { info } of answers(calls, 'List', {})) {
    for (const one of fieldsListOf(info)) blobs.set(textOf(one.digest), toBlob(one));
  }
  return blobs;
}

function toBlob({ size, labels }: Fields): StoredBlob {
  const all = fieldsListOf(labels).map(({ key, value }) => ({ key: textOf(key), value: textOf(value) }));
  return {
    bytes: numberOf(size),
    needs: all.filter(({ key }) => key.startsWith(CONTENT_LABEL)).map(({ value }) => value),
    unpacked: all.some(({ key }) => key.startsWith(SNAPSHOT_LABEL)),
  };
}

async function readStacks(calls: Calls, configs: string[], known: Map<string, string[]>): Promise<void> {
  const waiting = configs.filter((digest) => !known.has(digest));
  const work = async () => {
    for (let digest = waiting.pop(); digest !== undefined; digest = waiting.pop()) {
      known.set(digest, await stackOf(calls, digest));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function stackOf(calls: Calls, digest: string): Promise<string[]> {
  const pieces: Uint8Array[] = [];
  for await (const { data } of answers(calls, 'Read', { digest })) {
    if (data instanceof Uint8Array) pieces.push(data);
  }
  const { rootfs } = asFields(parsed(Buffer.concat(pieces).toString('utf8'), digest), digest);
  const { diff_ids: ids } = fieldsOf(rootfs);
  return Array.isArray(ids) ? ids.map(textOf) : [];
}

function parsed(text: string, digest: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw codedError('bad-response', `${digest} is no JSON`, {
      params: { call: digest },
      why: 'unexpected-answer',
      cause,
    });
  }
}
