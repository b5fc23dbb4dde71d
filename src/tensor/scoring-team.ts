/** Asks a network about many rows on all cores: each thread takes the next few until none are left. */

import { setImmediate } from 'node:timers/promises';
import type { Question, ServedNetwork } from './served-network.ts';
import { type Ask, startScoringThread } from './start-scoring-thread.ts';
import { countThreads } from './start-thread.ts';

/** Rows at a time: about 10 milliseconds of an ensemble, in which this thread answers nobody else. */
const PARTS: Readonly<Record<Question, number>> = { predict: 4096, attribute: 128 };
/** That another thread works at or has before it. */
const IN_STORE = 4;

/** The same answers as the network's own to its rows one by one, however many share them. */
export async function askTogether(
  network: ServedNetwork,
  question: Question,
  { x, rows }: { readonly x: Float32Array; readonly rows: number },
  team: () => readonly Ask[] = threadsOfThisProcess,
): Promise<Float32Array> {
  const part = PARTS[question];
  if (rows < 2 * part) return network[question](x, rows);
  const width = x.length / rows;
  const answers = question === 'predict' ? 1 : width;
  const all = new Float32Array(rows * answers);
  let next = 0;
  const takeParts = async (ask: Ask) => {
    let isThere = true;
    while (isThere && next < rows) {
      const from = next;
      next = Math.min(rows, from + part);
      const own = { x: x.subarray(from * width, next * width), rows: next - from };
      const said = await ask(network, question, own).catch(() => {
        // A thread that died is done without: rows know nothing of one another, and what is wrong with them shows here too.
        isThere = false;
        return askHere(network, question, own);
      });
      all.set(said, from * answers);
    }
  };
  const others = team();
  // This thread hands out parts between its own and whatever else it does: the others have some in store, each as many.
  const inStore = Array.from({ length: IN_STORE }, () => others).flat();
  await Promise.all([askHere, ...inStore].map(takeParts));
  return all;
}

const askHere: Ask = async (network, question, { x, rows }) => {
  await setImmediate();
  return network[question](x, rows);
};

let started: readonly Ask[] | undefined;

/** Started when there is first something to share. */
function threadsOfThisProcess(): readonly Ask[] {
  started ??= Array.from({ length: countThreads() - 1 }, () => startScoringThread().ask);
  return started;
}
