/** A port for a server whose address has to be known before it listens. */

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give out by themselves (Linux from 32768, others from 49152), so that none of those takes it meanwhile. */
const FROM = 15_000;
const TO = 32_000;

/** Free at this moment on 127.0.0.1; nobody holds it until it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, TO);
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
