/** Asks a network about many rows on all cores: each thread takes the next few until none are left. */

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Question, ServedNetwork } from './served-network.ts';
import { type Ask, startScoringThread } from './start-scoring-thread.ts';

/** Rows at a time: about 10 milliseconds of an ensemble, in which this thread answers nobody else. */
const PARTS: Readonly<Record<Question, number>> = { predict: 4096, attribute: 128 };
/** That another thread works at or has before it. */
const IN_STORE = 4;
/** With this thread. */
const MOST_THREADS = 4;

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
  const said = new Float32Array(rows * answers);
  let next = 0;
  const takeParts = async (ask: Ask) => {
    while (next < rows) {
      const from = next;
      next = Math.min(rows, from + part);
      const own = { x: x.subarray(from * width, next * width), rows: next - from };
      said.set(await ask(network, question, own), from * answers);
    }
  };
  // This thread hands out parts between its own and whatever else it does: the others have some in store.
  await Promise.all([...team().flatMap((ask) => new Array<Ask>(IN_STORE).fill(ask)), askHere].map(takeParts));
  return said;
}

const askHere: Ask = async (network, question, { x, rows }) => {
  await setImmediate();
  return network[question](x, rows);
};

let started: readonly Ask[] | undefined;

/** Started when there is first something to share; none but where the code was compiled, which threads need. */
function threadsOfThisProcess(): readonly Ask[] {
  const count = import.meta.url.endsWith('.ts') ? 0 : Math.min(MOST_THREADS, availableParallelism()) - 1;
  started ??= Array.from({ length: count }, () => startScoringThread().ask);
  return started;
}
