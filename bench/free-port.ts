/** A port for a server whose address has to be known before it listens. */

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Free at this moment on 127.0.0.1; nobody holds it until it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
