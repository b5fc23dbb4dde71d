/** A trained network as it serves: what it says of rows of raw features, calibrated, and why. */

import { applyCalibration } from '../statistics/apply-calibration.ts';
import { type ExplainedNetwork, NetworkExplainer } from './network-explainer.ts';
import { NetworkScorer } from './network-scorer.ts';

/** What may be asked of rows. */
export type Question = 'predict' | 'attribute';

export class ServedNetwork implements Record<Question, (x: Float32Array, rows: number) => Float32Array> {
  readonly network: ExplainedNetwork;
  /** Each made when it is first asked for. */
  private scorer: NetworkScorer | undefined;
  private explainer: NetworkExplainer | undefined;

  constructor(network: ExplainedNetwork) {
    this.network = network;
  }

  /** The probability of each of the rows, row-major. */
  predict(x: Float32Array, rows: number): Float32Array {
    this.scorer ??= new NetworkScorer(this.network);
    return applyCalibration(this.network.calibration, this.scorer.predict(x, rows));
  }

  /** What each feature makes of each row's probability, rows x features (`NetworkExplainer`). */
  attribute(x: Float32Array, rows: number): Float32Array {
    this.explainer ??= new NetworkExplainer(this.network);
    return this.explainer.attribute(x, rows);
  }
}
