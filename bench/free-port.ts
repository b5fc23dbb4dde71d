/** A port for a server whose address has to be known before it listens. */

import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give out by themselves (Linux from 32768, others from 49152), so that none of those takes it meanwhile. */
const FROM = 15_000;
/** So many processes in a row look where none of the others does, each for so many ports. */
const PROCESSES = 64;
const OWN = 256;

let asked = 0;

/** Free at this moment on 127.0.0.1; nobody holds it until it is used, but no process that began shortly before or after is given it too. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + (process.pid % PROCESSES) * OWN + (asked++ % OWN);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const heard = Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]);
  server.listen(port, '127.0.0.1');
  const isListening = await heard;
  if (!isListening) return false;
  server.close();
  await once(server, 'close');
  return true;
}
