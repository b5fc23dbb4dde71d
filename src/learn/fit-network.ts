/** Fits a network, whichever its inputs: the validation rows stop the training, and then calibrate what it says. */

import type { Calibration } from '../statistics/apply-calibration.ts';
import type { Random } from '../statistics/random.ts';
import { chooseCalibration, holdOut } from './calibrate.ts';
import { countPositives } from './check-training-set.ts';
import type { FitOptions, FitProgress, FitReport, TrainingSet } from './model.ts';
import { type EpochOptions, type Trainable, trainEpochs } from './train-epochs.ts';

export interface NetworkFit {
  readonly network: Trainable & { predict(x: Float32Array, rows: number): Float32Array };
  readonly training: TrainingSet;
  readonly validation: TrainingSet;
  /** A set's features as the network takes them, row-major. */
  readonly encode: (set: TrainingSet) => Float32Array;
  readonly settings: Pick<EpochOptions, 'epochs' | 'batchSize' | 'learningRate' | 'patience'>;
  /** Whether its weights are another model's. */
  readonly warm: boolean;
  readonly random: Random;
  readonly options: FitOptions;
  /** What computes it, by name. */
  readonly backend: string;
}

/** The network keeps the weights of the epoch that was best on the validation set. */
export async function fitNetwork({
  network,
  training,
  validation,
  encode,
  options,
  backend,
  ...how
}: NetworkFit): Promise<{ readonly calibration: Calibration; readonly report: FitReport }> {
  const validationX = encode(validation);
  const heldOut = holdOut(validation);
  const epochs: FitProgress[] = [];
  const best = await trainEpochs(network, {
    ...how.settings,
    warm: how.warm,
    random: how.random,
    rows: training.rows,
    x: encode(training),
    labels: Float32Array.from(training.y),
    validate: () => heldOut.validate(network.predict(validationX, validation.rows)),
    onEpoch: (progress) => {
      epochs.push(progress);
      options.onProgress?.(progress);
    },
  });
  const { calibration, report } = chooseCalibration(validation.y, heldOut.probabilities);
  return {
    calibration,
    report: {
      backend,
      seed: options.seed,
      rows: training.rows,
      positives: countPositives(training),
      epochs,
      bestEpoch: best.epoch,
      validationLogLoss: best.loss,
      warm: how.warm,
      calibration: report,
    },
  };
}
