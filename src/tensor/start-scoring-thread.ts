/** Starts a thread that asks networks about rows, and tells it each network once. */

import type { ScoringOrder } from './scoring-thread.ts';
import type { Question, ServedNetwork } from './served-network.ts';
import { startThread } from './start-thread.ts';

/** Asks about so many rows of raw features, row-major. */
export type Ask = (
  network: ServedNetwork,
  question: Question,
  part: { readonly x: Float32Array; readonly rows: number },
) => Promise<Float32Array>;

/** Networks that a thread keeps, of which each takes a megabyte or two. */
const KEPT = 4;

let ids = 0;

export function startScoringThread(): { readonly ask: Ask; close(): Promise<void> } {
  const file = new URL('./scoring-thread.js', import.meta.url);
  const { ask, close } = startThread<ScoringOrder, Float32Array>({ file, work: 'scoring' });
  /** By when they were asked about, the last ones last. */
  const told = new Map<ServedNetwork, number>();
  return {
    close,
    ask(network, question, part) {
      const id = told.get(network) ?? ids++;
      const isNew = !told.delete(network);
      told.set(network, id);
      const [oldest] = told;
      const isFull = told.size > KEPT;
      if (isFull) told.delete(oldest![0]);
      // Cut out, since what is moved is gone here.
      const x = part.x.slice();
      const order = { question, id, x, rows: part.rows, forget: isFull ? oldest![1] : undefined };
      return ask(isNew ? { ...order, network: network.network } : order, [x.buffer]);
    },
  };
}
