import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port that nothing listens on at the moment, for programs that must be told one. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const place = server.address();
  server.close();
  await once(server, 'close');
  if (place === null || typeof place === 'string') throw new Error('A TCP server has no port.');
  return place.port;
}
