/** Lets the event loop turn while something else waits for a lock: it does not where that waits within it. */

import { setTimeout } from 'node:timers/promises';

const TURNS = 20;

/** So often that whoever waits has looked again meanwhile. */
export async function turnLoop(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await setTimeout(5);
}
