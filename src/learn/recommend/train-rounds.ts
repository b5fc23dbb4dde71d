/** Trains a network on sequences of products in rounds, until what was left out says that more would not help. */

import type { Random } from '../../statistics/random.ts';
import type { TrainingBatch } from '../../tensor/causal-transformer.ts';
import type { Compute } from '../../tensor/compute.ts';
import type { FormerNetwork } from '../../tensor/move-items.ts';
import type { SequenceNetwork } from '../../tensor/sequence-network.ts';
import type { StepSettings } from '../../tensor/training-team.ts';
import { cutWindows, packWindows, type Window } from './cut-windows.ts';
import { type Found, findLeftOut, foundMore } from './find-left-out.ts';
import { leaveOut } from './leave-out.ts';
import { MeanParameters } from './mean-parameters.ts';
import type { ProductSequence } from './product-sequence.ts';
import type { LearnOptions, LeftOut } from './recommender.ts';

export interface RoundsSettings {
  /** Positions of a window, and windows of a step. */
  readonly length: number;
  readonly batch: number;
  readonly rate: number;
  readonly weightDecay: number;
  /** Epochs at most; fewer when `patience` of them in a row find no more of what was left out. */
  readonly epochs: number;
  readonly patience: number;
  /** The share of sequences whose last moment is left out to judge epochs by, where nothing else is given. */
  readonly heldOut: number;
  /** Those of a step that the network reads, by how many values each has; none: products alone. */
  readonly circumstances?: readonly number[];
  readonly seed: number;
}

export interface TrainedNetwork {
  readonly parameters: Float32Array;
  /** The epoch whose parameters these are; 0: none found anything. */
  readonly epochs: number;
  /** What each epoch found of what was left out; the parameters are those of the highest NDCG. */
  readonly found: readonly Found[];
}

export interface RoundsRequest<Settings extends RoundsSettings = RoundsSettings> extends LearnOptions {
  readonly compute: Compute;
  readonly items: number;
  readonly sequences: readonly ProductSequence[];
  readonly settings: Settings;
  /** What the network begins from, in a share of the steps and of the patience; it stays so unless an epoch finds more. */
  readonly former?: FormerNetwork | undefined;
}

/** What learns: a network that begins as it is, and a step of its training, which gives the mean loss before it. */
export interface Trainee {
  readonly model: SequenceNetwork;
  readonly random: Random;
  readonly trainStep: (batch: TrainingBatch, settings: StepSettings) => Promise<number>;
}

const SQUARE_DECAY = 0.98;
/** The rate rises over the first steps: Adam's moments know nothing yet. */
const WARM_UP_STEPS = 200;
/** Of the steps, and of the patience, that a network takes which begins from another. */
const WARM_SHARE = 0.3;
const NOTHING: Found = { cases: 0, hitRate: 0, ndcg: 0, logLoss: Number.POSITIVE_INFINITY };

/**
 * The same sequences in the same order, and the same random numbers, give the same parameters on one kind of machine, unless
 * the budget of seconds ends the training.
 */
export async function trainRounds(request: RoundsRequest, trainee: Trainee): Promise<TrainedNetwork> {
  const { model, random } = trainee;
  const { compute, settings } = request;
  const mean = new MeanParameters(compute, model.parameters);
  const { sequences, held } = request.validation
    ? { sequences: request.sequences, held: request.validation }
    : split(request, random);
  const found: Found[] = [];
  const watch = startWatch(request);
  const share = request.former === undefined ? 1 : WARM_SHARE;
  const steps = share * (request.steps ?? Number.POSITIVE_INFINITY);
  const patience = Math.ceil(share * settings.patience);
  const atStart = request.former === undefined ? NOTHING : findLeftOut(model, held);
  let best = { parameters: model.parameters.read(), found: atStart, epoch: 0 };
  for (let epoch = 1; epoch <= settings.epochs && epoch - best.epoch <= patience; epoch += 1) {
    if (!watch.hasTimeFor(epoch)) break;
    const batches = shuffledBatches(cutWindows(sequences, settings.length, random), settings, random);
    if (epoch > 1 && mean.steps + batches.length > steps) break;
    const loss = await trainEpoch(trainee, { batches, settings, mean, padding: request.items });
    const now = mean.during(() => findLeftOut(model, held));
    found.push(now);
    if (foundMore(now, best.found)) best = { parameters: mean.read(), found: now, epoch };
    request.onProgress?.(`${describe(epoch, { settings, loss, now, best })}${watch.say(epoch)}`);
    // Others in this process, and messages that it has to send, get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { parameters: best.parameters, epochs: best.epoch, found };
}

/** The mean loss over the batches. */
async function trainEpoch(
  { trainStep }: Trainee,
  what: {
    readonly batches: readonly Window[][];
    readonly settings: RoundsSettings;
    readonly mean: MeanParameters;
    readonly padding: number;
  },
): Promise<number> {
  const { batches, settings, mean, padding } = what;
  let sum = 0;
  for (const batch of batches) {
    const step = mean.steps + 1;
    const rate = settings.rate * Math.min(1, step / WARM_UP_STEPS);
    const how = { rate, squareDecay: SQUARE_DECAY, weightDecay: settings.weightDecay * rate };
    const packed = packWindows(batch, { ...settings, padding });
    sum += await trainStep(packed, { ...how, seed: step * 7919 });
    mean.add(batches.length);
  }
  return sum / batches.length;
}

/** Sequences of which something is left out are learnt from too, without their last moment. */
function split(
  { sequences, settings }: RoundsRequest,
  random: Random,
): { sequences: readonly ProductSequence[]; held: LeftOut[] } {
  const held: LeftOut[] = [];
  const rest = sequences.map((sequence) => {
    if (sequence.products.length < 3 || random.uniform() >= settings.heldOut) return sequence;
    const [one] = leaveOut(sequence, 1);
    if (one === undefined) return sequence;
    held.push(one);
    return one.history;
  });
  return { sequences: rest, held };
}

function shuffledBatches(windows: readonly Window[], { batch }: RoundsSettings, random: Random): Window[][] {
  const shuffled = random.shuffle([...windows]);
  return Array.from({ length: Math.ceil(shuffled.length / batch) }, (_, at) =>
    shuffled.slice(at * batch, (at + 1) * batch),
  );
}

function describe(
  epoch: number,
  what: {
    readonly settings: RoundsSettings;
    readonly loss: number;
    readonly now: Found;
    readonly best: { readonly found: Found };
  },
): string {
  const { settings, loss, now, best } = what;
  return (
    `epoch ${epoch} of at most ${settings.epochs}: loss ${loss.toFixed(4)}, of ${now.cases} left out ` +
    `HR@10 ${now.hitRate.toFixed(4)}, NDCG@10 ${now.ndcg.toFixed(4)} (best ${best.found.ndcg.toFixed(4)}), ` +
    `log loss ${now.logLoss.toFixed(4)}`
  );
}

/** Whether an epoch more fits the budget, and in words how long they take. */
function startWatch({ budget, settings }: RoundsRequest) {
  const started = budget?.clock.now() ?? 0;
  const elapsed = () => (budget === undefined ? 0 : (budget.clock.now() - started) / 1000);
  return {
    hasTimeFor: (epoch: number) =>
      budget === undefined || epoch === 1 || elapsed() * (epoch / (epoch - 1)) <= budget.seconds,
    say: (epoch: number) => {
      if (budget === undefined) return '';
      const left = Math.min(
        (settings.epochs - epoch) * (elapsed() / epoch),
        Math.max(0, budget.seconds - elapsed()),
      );
      return `, ${elapsed().toFixed(0)} s, at most ${left.toFixed(0)} s left`;
    },
  };
}
