import type { Readable } from 'node:stream';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Root } from 'protobufjs';
import { answerBy, type Fields, methodOf, type Service } from './grpc-service';
import { writeTo } from './write-to';

/** Where a build finds what is uploaded in its session (buildkit `source/http`, host `buildkit-session`). */
export const UPLOAD_ADDRESS = 'http://buildkit-session/context';

/** Hands out the context as a tar, once. */
export function uploadService(root: Root, content: Readable): Service {
  return {
    definition: { Pull: methodOf(root, '/moby.upload.v1.Upload/Pull', 'BytesMessage', 'BytesMessage', true) },
    implementation: { Pull: answerBy((call) => send(call, content)) },
  };
}

async function send(call: ServerDuplexStream<Fields, Fields>, content: Readable): Promise<void> {
  call.resume();
  for await (const chunk of content as AsyncIterable<Uint8Array>) await writeTo(call, { data: chunk });
}
