/** Imports what happened in the shop while nobody listened, as the product imports a file of Segment calls. */

import { ImportRun, type RunParts } from '../../jobs/import-run.ts';
import { driveShop } from '../../simulator/drive-shop.ts';
import type { Reaction } from '../../simulator/email.ts';
import type { Shop } from '../../simulator/shop.ts';
import { AppError } from '../../src/errors.ts';

export interface PastParts extends Pick<RunParts, 'events' | 'clock'> {
  readonly shop: Shop;
  /** The moment to live on to. */
  readonly to: number;
  readonly signal: AbortSignal;
  /** Told the number of events so far. */
  readonly onProgress: (events: number) => void;
}

/**
 * Lives on to a moment, imports what happened, and gives what customers did with their mail. Repeatable: killed and
 * begun again, nothing is stored twice. Throws what the import throws, and the signal's reason once it fires.
 */
export async function importPast(parts: PastParts): Promise<readonly Reaction[]> {
  const { shop, to, signal, events, clock, onProgress } = parts;
  const rejects = { write: async () => undefined };
  const run = new ImportRun(
    false,
    { events, clock, onProgress: (result) => onProgress(result.events) },
    rejects,
  );
  const reactions: Reaction[] = [];
  let line = 0;
  await driveShop({
    shop,
    to,
    signal,
    async sink(messages) {
      for (const raw of messages) run.take({ raw, line: ++line });
      await run.flushIfFull();
    },
    async onReactions(done) {
      reactions.push(...done);
    },
  });
  signal.throwIfAborted();
  await run.flush();
  const faults = Object.keys(run.result().rejected);
  if (faults.length > 0)
    throw new AppError('invalid', `The import refused events of the simulated shop: ${faults.join('; ')}.`);
  return reactions;
}
