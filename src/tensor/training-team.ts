/** Trains one transformer on all cores: each thread takes its part of every batch, and the gradients are added up. */

import type { CausalTransformer, SequenceBatch, TrainingBatch } from './causal-transformer.ts';
import type { Compute } from './compute.ts';
import type { OptimiserSettings } from './parameter-store.ts';
import { countThreads } from './start-thread.ts';
import { startTrainingThread } from './start-training-thread.ts';

export interface TrainingTeam {
  /** With this thread. */
  readonly threads: number;
  /** One step of Adam; the mean cross-entropy before it. Rejects `unavailable` when a thread died. */
  trainStep(batch: TrainingBatch, settings: StepSettings): Promise<number>;
  close(): Promise<void>;
}

export type StepSettings = OptimiserSettings & { readonly seed: number };

/** Threads help only where the kernels compute: other backends have their own. */
export function trainingThreads(compute: Compute): number {
  return compute.name === 'wasm kernels' ? countThreads() : 1;
}

/**
 * The same batches give the same parameters with as many threads. With another number of them they differ by rounding and,
 * where items are drawn, by which targets share a sample.
 */
export function openTrainingTeam(
  compute: Compute,
  model: CausalTransformer,
  threads = trainingThreads(compute),
): TrainingTeam {
  if (threads === 1)
    return {
      threads,
      trainStep: async (batch, settings) => model.trainStep(batch, settings),
      close: async () => undefined,
    };
  const shared = new SharedArrayBuffer(model.parameters.length * Float32Array.BYTES_PER_ELEMENT);
  const parameters = new Float32Array(shared);
  const incoming = compute.floats(model.parameters.length);
  const shape = { ...model.shape, batch: Math.ceil(model.shape.batch / threads) };
  const others = Array.from({ length: threads - 1 }, () => startTrainingThread(shape, shared));
  return {
    threads,
    async trainStep(batch, settings) {
      const [own, ...rest] = splitBatch(batch, { length: shape.length, parts: threads });
      parameters.set(model.parameters.read());
      const started = Promise.all(rest.map((part, at) => others[at]!.add(part, settings.seed)));
      const losses = [model.lossGradient(own!, settings.seed), ...(await started)];
      for (const { gradients } of others.slice(0, rest.length)) {
        incoming.write(gradients);
        compute.addScaled(model.gradients, incoming, 1);
      }
      model.step(settings);
      return losses.reduce((sum, loss) => sum + loss, 0);
    },
    async close() {
      await Promise.all(others.map((other) => other.close()));
    },
  };
}

/** Into as many parts with about as many sequences; fewer where there are fewer sequences. */
function splitBatch(
  { items, next, circumstances = [] }: TrainingBatch,
  { length, parts }: { readonly length: number; readonly parts: number },
): SequenceBatch[] {
  const sequences = items.length / length;
  const size = Math.ceil(sequences / parts);
  const learnt = next.reduce((sum, item) => sum + (item >= 0 ? 1 : 0), 0);
  return Array.from({ length: Math.ceil(sequences / size) }, (_, part) => {
    const [from, to] = [part * size * length, (part + 1) * size * length];
    // Cut out rather than looked at: what is sent to a thread is copied with all of its buffer.
    return {
      items: items.slice(from, to),
      next: next.slice(from, to),
      circumstances: circumstances.map((values) => values.slice(from, to)),
      within: { before: part * size, learnt },
    };
  });
}
