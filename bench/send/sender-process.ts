/** A process that sends what is due, over and over, until it is asked to stop or killed: what a worker's `deliver` does. */

import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createSystemClock } from '../../src/system-clock.ts';

/** What it says: that it is loaded and waits for `GO`, and that it begins. */
export type SenderWord = 'loaded' | 'begun';
export type SenderOrder = 'go';

/** Between two looks for what is due. */
const PAUSE_MS = 50;

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
process.once('message', (_: SenderOrder) => void send());
say('loaded');

async function send(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp({ config, clock: createSystemClock(0), log: createLog('silent') });
  say('begun');
  while (!stop.signal.aborted) {
    const { sent, deferred } = await app.deliver({ signal: stop.signal });
    if (sent + deferred === 0)
      await wait(PAUSE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
  await app.close();
  process.exit(0);
}

function say(word: SenderWord): void {
  process.send?.(word);
}
