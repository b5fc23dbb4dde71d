/** Trains a causal transformer on sequences of products, until held-out sequences say that more would not help. */

import { createRandom, type Random } from '../../statistics/random.ts';
import { CausalTransformer, type TransformerShape } from '../../tensor/causal-transformer.ts';
import type { Compute } from '../../tensor/compute.ts';
import { cutWindows, packHistories, packWindows, type Window } from './cut-windows.ts';

export interface TransformerSettings extends Omit<TransformerShape, 'items'> {
  readonly rate: number;
  readonly weightDecay: number;
  /** Epochs at most; fewer when `patience` of them in a row find no more of the held-out items. */
  readonly epochs: number;
  readonly patience: number;
  /** The share of sequences whose last item is held out. */
  readonly heldOut: number;
  readonly seed: number;
}

export interface TrainedTransformer {
  readonly parameters: Float32Array;
  readonly epochs: number;
  /** Mean log loss (nats) of the held-out items, by epoch; that of the parameters is the least. */
  readonly losses: readonly number[];
}

export interface TransformerRequest {
  readonly compute: Compute;
  readonly items: number;
  readonly sequences: readonly Int32Array[];
  readonly settings: TransformerSettings;
  readonly onProgress?: (text: string) => void;
}

const SQUARE_DECAY = 0.98;
/** The rate rises over the first steps: Adam's moments know nothing yet. */
const WARM_UP_STEPS = 200;

/** The same sequences in the same order, and the same seed, give the same parameters on one kind of machine. */
export function trainTransformer(request: TransformerRequest): TrainedTransformer {
  const { compute, items, settings, onProgress } = request;
  const random = createRandom(settings.seed);
  const model = new CausalTransformer(compute, { ...settings, items }, random);
  const { windows, held } = split(request, random);
  const losses: number[] = [];
  let best = { parameters: model.parameters.read(), loss: Number.POSITIVE_INFINITY, epoch: 0 };
  let step = 0;
  for (let epoch = 1; epoch <= settings.epochs && epoch - best.epoch <= settings.patience; epoch += 1) {
    let sum = 0;
    const batches = shuffledBatches(windows, settings, random);
    for (const batch of batches) {
      step += 1;
      const rate = settings.rate * Math.min(1, step / WARM_UP_STEPS);
      const how = { rate, squareDecay: SQUARE_DECAY, weightDecay: settings.weightDecay * rate };
      sum += model.trainStep(packWindows(batch, { ...settings, padding: items }), {
        ...how,
        seed: step * 7919,
      });
    }
    const loss = heldOutLoss(model, held);
    losses.push(loss);
    if (loss < best.loss) best = { parameters: model.parameters.read(), loss, epoch };
    onProgress?.(`epoch ${epoch}: loss ${(sum / batches.length).toFixed(4)}, held out ${loss.toFixed(4)}`);
  }
  compute.free();
  return { parameters: best.parameters, epochs: best.epoch, losses };
}

interface HeldOut {
  readonly history: Int32Array;
  readonly target: number;
}

/** Held-out sequences are learnt from too, without their last item. */
function split(
  { sequences, settings }: TransformerRequest,
  random: Random,
): { windows: Window[]; held: HeldOut[] } {
  const held: HeldOut[] = [];
  const rest = sequences.map((sequence) => {
    if (sequence.length < 3 || random.uniform() >= settings.heldOut) return sequence;
    const history = sequence.subarray(0, -1);
    held.push({ history, target: sequence.at(-1)! });
    return history;
  });
  return { windows: cutWindows(rest, settings.length), held };
}

function shuffledBatches(
  windows: readonly Window[],
  { batch }: TransformerSettings,
  random: Random,
): Window[][] {
  const shuffled = random.shuffle([...windows]);
  return Array.from({ length: Math.ceil(shuffled.length / batch) }, (_, at) =>
    shuffled.slice(at * batch, (at + 1) * batch),
  );
}

function heldOutLoss(model: CausalTransformer, held: readonly HeldOut[]): number {
  const { batch, length, items } = model.shape;
  let sum = 0;
  for (let from = 0; from < held.length; from += batch) {
    const some = held.slice(from, from + batch);
    const scores = model.score(
      packHistories(
        some.map(({ history }) => history),
        { length, padding: items },
      ),
    );
    some.forEach(({ target }, at) => {
      sum += logLoss(scores.subarray(at * items, (at + 1) * items), target);
    });
  }
  return held.length === 0 ? 0 : sum / held.length;
}

function logLoss(scores: Float32Array, target: number): number {
  const most = scores.reduce((a, b) => Math.max(a, b));
  const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0);
  return Math.log(sum) + most - scores[target]!;
}
