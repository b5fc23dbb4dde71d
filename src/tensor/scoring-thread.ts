/** A thread that does nothing but ask networks about rows. */

import { parentPort } from 'node:worker_threads';
import type { ExplainedNetwork } from './network-explainer.ts';
import { type Question, ServedNetwork } from './served-network.ts';

/** Null ends it. */
export type ScoringOrder = {
  readonly question: Question;
  readonly id: number;
  /** What has this id from now on. */
  readonly network?: ExplainedNetwork;
  /** An id that is asked about no more. */
  readonly forget?: number | undefined;
  readonly x: Float32Array<ArrayBuffer>;
  readonly rows: number;
} | null;

const known = new Map<number, ServedNetwork>();

parentPort?.on('message', (order: ScoringOrder) => {
  if (order === null) {
    parentPort?.close();
    return;
  }
  const { question, id, network, forget, x, rows } = order;
  if (forget !== undefined) known.delete(forget);
  if (network !== undefined) known.set(id, new ServedNetwork(network));
  const said = known.get(id)![question](x, rows);
  parentPort?.postMessage(said, [said.buffer as ArrayBuffer]);
});
