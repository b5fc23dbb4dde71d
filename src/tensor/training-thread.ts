/** A thread that does nothing but add up its part of each batch's gradient, on a backend of its own. */

import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../statistics/random.ts';
import { CausalTransformer, type SequenceBatch, type TransformerShape } from './causal-transformer.ts';
import { openCompute } from './open-compute.ts';
import { BACKENDS, selectBackend } from './select-backend.ts';

/** What the thread is started with. Both buffers are floats, one for each parameter. */
export interface TrainingThreadData {
  readonly shape: TransformerShape;
  /** Read for each part. */
  readonly parameters: SharedArrayBuffer;
  /** Written before each answer. */
  readonly gradients: SharedArrayBuffer;
}

/** A part of a batch, or null to end. */
export type TrainingOrder = { readonly batch: SequenceBatch; readonly seed: number } | null;

export interface TrainingReply {
  readonly loss: number;
}

const { shape, parameters, gradients } = workerData as TrainingThreadData;
const compute = await openCompute(await selectBackend(BACKENDS.filter(({ name }) => name === 'wasm')));
const model = new CausalTransformer(compute, shape, createRandom(1));

parentPort?.on('message', (order: TrainingOrder) => {
  if (order === null) {
    parentPort?.close();
    return;
  }
  model.parameters.write(new Float32Array(parameters));
  const loss = model.lossGradient(order.batch, order.seed);
  new Float32Array(gradients).set(model.gradients.read());
  compute.addScaled(model.gradients, model.gradients, -1);
  parentPort?.postMessage({ loss } satisfies TrainingReply);
});
