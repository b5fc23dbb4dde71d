/** The ensemble with a head for each thing that is foretold besides an order, on a trunk that all of them share. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { createRandom, type Random } from '../../statistics/random.ts';
import { EnsembleNetwork } from '../../tensor/ensemble-network.ts';
import { NetworkScorer } from '../../tensor/network-scorer.ts';
import { processBackend } from '../../tensor/select-backend.ts';
import { type Binning, binFeatures, binnedWidth, learnBinning } from '../bin-features.ts';
import type { FeatureSet } from '../model.ts';
import { trainEpochs } from '../train-epochs.ts';
import { checkHeadSet, checkInputs } from './check-head-set.ts';
import {
  type AmountScale,
  differentiateHeads,
  encodeTargets,
  type HeadWeights,
  outputCount,
  readOutputs,
  scaleAmounts,
  weighHeads,
} from './head-loss.ts';
import type { Foretold, HeadFitOptions, HeadSet, HeadsRung } from './heads.ts';

/** What the ensemble that foretells orders was found to do well with before it left out numbers in training; not searched for here. */
const SETTINGS = {
  hidden: [64, 64],
  members: 8,
  bins: 12,
  learningRate: 0.002,
  weightDecay: 0.01,
  epochs: 40,
  batchSize: 256,
  patience: 6,
};
const DESCRIPTION = 'heads-network.json';
const WEIGHTS = 'heads-network.bin';

interface Description {
  readonly featureNames: readonly string[];
  readonly binning: Binning;
  readonly amounts: AmountScale;
  /** Of the days to the next order. */
  readonly edges: readonly number[];
}

interface State extends Description {
  readonly network: EnsembleNetwork;
}

export class HeadsNetwork implements HeadsRung {
  readonly kind = 'heads-network';
  readonly config = SETTINGS;
  private trained: State | undefined;
  /** Made of what was trained when it is first asked for. */
  private scorer: NetworkScorer | undefined;

  get featureNames(): readonly string[] {
    return this.state.featureNames;
  }

  async fit(
    training: HeadSet,
    validation: HeadSet,
    { seed, edges, onProgress }: HeadFitOptions,
  ): Promise<{ readonly bestEpoch: number }> {
    checkHeadSet(training, 'training');
    checkHeadSet(validation, 'validation');
    await processBackend();
    const random = createRandom(seed);
    const amounts = scaleAmounts(training);
    const targets = encodeTargets(training, edges, amounts);
    const weights = weighHeads(targets, edges.length);
    const binning = learnBinning(training, SETTINGS.bins);
    const network = buildNetwork({ binning, edges }, random, weights);
    const { learningRate, weightDecay } = SETTINGS;
    const [validationX, validationTargets] = [
      binFeatures(binning, validation.x, validation.rows),
      encodeTargets(validation, edges, amounts),
    ];
    const { epoch: bestEpoch } = await trainEpochs(
      {
        parameters: network.parameters,
        trainStep: (x, labels) => network.trainStep(x, labels, { learningRate, weightDecay }),
      },
      {
        ...{ ...SETTINGS, random, rows: training.rows, labels: targets },
        x: binFeatures(binning, training.x, training.rows),
        validate: () =>
          lossOf(network, { x: validationX, targets: validationTargets, rows: validation.rows }, weights),
        onEpoch: (progress) => onProgress?.(progress),
      },
    );
    this.trained = { featureNames: training.featureNames, binning, amounts, edges, network };
    this.scorer = undefined;
    return { bestEpoch };
  }

  /** What the members say on average: probabilities, means and curves rather than what they are made of. */
  async predict(inputs: FeatureSet): Promise<Foretold & { readonly buys: Float32Array }> {
    const { network, amounts, edges, featureNames } = this.state;
    checkInputs(featureNames, inputs);
    const share = 1 / network.shape.members;
    const zero = () => new Float32Array(inputs.rows);
    const [buys, valueCents, leaves] = [zero(), zero(), zero()];
    const at = new Float32Array(inputs.rows * edges.length);
    for (const outputs of this.openScorer().memberOutputs(inputs.x, inputs.rows)) {
      for (let row = 0; row < inputs.rows; row += 1) {
        const said = readOutputs(outputs, row * outputCount(edges.length), amounts);
        buys[row]! += share * said.buys;
        valueCents[row]! += share * said.buys * said.worthCents;
        leaves[row]! += share * said.leaves;
        let surviving = share;
        for (let bin = 0; bin < edges.length; bin += 1) {
          surviving *= 1 - said.hazard(bin);
          at[row * edges.length + bin]! += surviving;
        }
      }
    }
    return { buys, leaves, valueCents, nextOrder: { edges, at }, nextOrderDays: null };
  }

  save(): ArtifactFiles {
    const { network, ...description } = this.state;
    const { parameters } = network;
    return {
      [DESCRIPTION]: new TextEncoder().encode(JSON.stringify(description)),
      [WEIGHTS]: new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength).slice(),
    };
  }

  load(files: ArtifactFiles): void {
    try {
      const description = JSON.parse(new TextDecoder().decode(files[DESCRIPTION]!)) as Description;
      const network = buildNetwork(description, createRandom(0));
      const weights = new Float32Array(files[WEIGHTS]!.slice().buffer);
      if (weights.length !== network.parameters.length) throw new Error('other weights than its inputs need');
      network.parameters.set(weights);
      this.trained = { ...description, network };
      this.scorer = undefined;
    } catch (cause) {
      const why = 'The saved network of heads cannot be read. The next night makes another.';
      throw new AppError('invalid', why, { cause });
    }
  }

  private openScorer(): NetworkScorer {
    const { network, binning, featureNames } = this.state;
    this.scorer ??= new NetworkScorer({
      ...{ features: featureNames.length, ...binning },
      ...{ sizes: network.shape.sizes, members: network.memberWeights() },
    });
    return this.scorer;
  }

  private get state(): State {
    if (this.trained) return this.trained;
    throw new AppError('invalid', 'This network of heads knows nothing yet: fit it, or load a saved one.');
  }
}

function buildNetwork(
  { binning, edges }: Pick<Description, 'binning' | 'edges'>,
  random: Random,
  weights: HeadWeights = { buys: 0, amount: 0, leaves: 0, hazards: 0 },
): EnsembleNetwork {
  const { hidden, members } = SETTINGS;
  const sizes = [binnedWidth(binning), ...hidden, outputCount(edges.length)];
  return new EnsembleNetwork({ sizes, members }, random, {
    differentiate: (outputs, targets) => differentiateHeads(outputs, targets, weights),
  });
}

/** The mean of the members' losses, which is what they are trained on. */
function lossOf(
  network: EnsembleNetwork,
  { x, targets, rows }: { readonly x: Float32Array; readonly targets: Float32Array; readonly rows: number },
  weights: HeadWeights,
): number {
  let sum = 0;
  for (let member = 0; member < network.shape.members; member += 1)
    sum += differentiateHeads(network.memberOutputs(member, x, rows), targets, weights).loss;
  return sum / network.shape.members;
}
