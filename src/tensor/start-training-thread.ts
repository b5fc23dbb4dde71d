/** Starts a thread that computes gradients, and hands it parts of batches. */

import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { SequenceBatch, TransformerShape } from './causal-transformer.ts';
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
  const worker = new Worker(new URL('./training-thread.js', import.meta.url), { workerData });
  let waiting: { resolve: (loss: number) => void; reject: (fault: Error) => void } | undefined;
  let fault: Error | undefined;
  const die = (why: string) => {
    fault ??= new AppError(
      'unavailable',
      `A thread of the training ended (${why}), and with it the training. Start it again.`,
    );
    waiting?.reject(fault);
  };
  worker.on('message', ({ loss }: TrainingReply) => waiting?.resolve(loss));
  worker.on('error', (cause: Error) => die(cause.message));
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve())).then(() =>
    die('it exited'),
  );
  const send = (order: TrainingOrder) => worker.postMessage(order);
  return {
    gradients: new Float32Array(gradients),
    add: (batch, seed) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(fault);
        waiting = { resolve, reject };
        send({ batch, seed });
      }),
    async close() {
      send(null);
      await ended;
    },
  };
}
