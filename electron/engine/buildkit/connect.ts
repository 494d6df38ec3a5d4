import type { Engine } from '../engine';
import { openUpgrade } from '../upgrade';
import { GrpcConnection } from './grpc-connection';

/** A connection to the BuildKit in an engine (`POST /grpc`). Throws coded errors; the caller closes it. */
export async function connectTo(engine: Engine, signal: AbortSignal): Promise<GrpcConnection> {
  const headers = { Upgrade: 'h2c' };
  return new GrpcConnection(await openUpgrade(engine.docker, { path: '/grpc', headers, signal }));
}
