/** Opens an imported shop, as far as a bench reads of it. */

import { type App, createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

/** Runs `read` on the app of a data folder, at this moment, and closes it. */
export async function readShop<T>(dataDir: string, read: (app: App, now: number) => Promise<T>): Promise<T> {
  const clock = { now: () => Date.now() };
  const config = readConfig({ DATA_DIR: dataDir });
  const app = await createApp({ config, clock, log: createLog('silent') });
  try {
    return await read(app, clock.now());
  } finally {
    await app.close();
  }
}
