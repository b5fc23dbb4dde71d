/** Starts a thread that computes gradients, and hands it parts of batches. */

import type { SequenceBatch, TransformerShape } from './causal-transformer.ts';
import { startThread } from './start-thread.ts';
import type { TrainingOrder, TrainingReply, TrainingThreadData } from './training-thread.ts';

export interface TrainingThread {
  /** The part's loss, once its gradient can be read. One part at a time. Rejects `unavailable` when the thread died. */
  add(batch: SequenceBatch, seed: number): Promise<number>;
  /** Of the last part. */
  readonly gradients: Float32Array;
  close(): Promise<void>;
}

/** `parameters` are those that the next part is computed with. */
export function startTrainingThread(shape: TransformerShape, parameters: SharedArrayBuffer): TrainingThread {
  const gradients = new SharedArrayBuffer(parameters.byteLength);
  const workerData: TrainingThreadData = { shape, parameters, gradients };
  const file = new URL('./training-thread.js', import.meta.url);
  const { ask, close } = startThread<TrainingOrder, TrainingReply>({ file, work: 'training', workerData });
  return {
    gradients: new Float32Array(gradients),
    add: async (batch, seed) => (await ask({ batch, seed })).loss,
    close,
  };
}
