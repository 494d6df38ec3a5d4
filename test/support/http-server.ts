import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** Starts an HTTP server on a free port of 127.0.0.1 and returns it with its `127.0.0.1:PORT`. */
export async function listenLocally(listener: RequestListener): Promise<{ server: Server; name: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('An HTTP server has no port.');
  server.unref();
  return { server, name: `127.0.0.1:${place.port}` };
}

/** Closes a server and every connection to it. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
