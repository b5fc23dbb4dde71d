/** Says what each feature makes of what a network says of a row, against a typical one: exact integrated gradients, by kernels. */

import { applyCalibration, type Calibration } from '../statistics/apply-calibration.ts';
import { enterSpace } from './kernel-space.ts';
import type { Kernels } from './kernels/load-kernels.ts';
import type { ScoredNetwork } from './pack-network.ts';
import { packWays } from './pack-ways.ts';

export interface ExplainedNetwork extends ScoredNetwork {
  /** The raw features of a row that is typical in everything. */
  readonly typical: Float32Array;
  /** The last step from the members' mean probability to what is said, never falling. */
  readonly calibration: Calibration;
}

/** Rows traced by one member before the next takes its turn. */
const ROWS = 32;
/** Parts of the way from the typical row in each of which a calibration is taken as straight. */
const PARTS = 8;

export class NetworkExplainer {
  private readonly network: ExplainedNetwork;
  private readonly parts: number;
  private readonly packed: ReturnType<typeof packWays>;

  constructor(network: ExplainedNetwork) {
    this.network = network;
    this.parts = network.calibration.kind === 'none' ? 1 : PARTS;
    this.packed = packWays(network, { rows: ROWS, parts: this.parts });
  }

  /**
   * Each row's integrated gradients of what is said, rows x features, of raw features: the derivative by each input, averaged over
   * the straight way from the typical row's inputs to the row's, times the input's difference, and added up over the inputs
   * that one feature was made into. Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", ICML 2017.
   * Exact rather than in steps (`traceWays`), so a row's add up to the difference of the two probabilities; with a
   * calibration they do so too, and their shares are those of eight chords of it.
   */
  attribute(x: Float32Array, rows: number): Float32Array {
    const { kernels, buffer } = this.enter();
    const { features, columns, places } = this.packed;
    const owners = this.network.scaling.columns;
    const attributions = new Float32Array(rows * features);
    const effects = new Float64Array(buffer, places.effects, ROWS * columns);
    for (let from = 0; from < rows; from += ROWS) {
      const size = Math.min(ROWS, rows - from);
      this.readRows(x.subarray(from * features, (from + size) * features), size);
      this.traceRows(kernels, size);
      this.weighParts(buffer, size);
      effects.fill(0);
      this.shareRows(kernels, size);
      for (let row = 0, at = 0; row < size; row += 1)
        for (let column = 0; column < columns; column += 1, at += 1)
          attributions[(from + row) * features + owners[column]!] = effects[at]!;
    }
    return attributions;
  }

  /** Works out the typical row when somebody else was in the memory. */
  private enter(): { readonly kernels: Kernels; readonly buffer: ArrayBuffer } {
    const { kernels, buffer, isNew } = enterSpace(this.packed);
    if (!isNew) return { kernels, buffer };
    const { columns, places, members } = this.packed;
    this.readRows(this.network.typical, 1);
    for (const [to, from] of [
      [places.typicalOffsets, places.offsets],
      [places.typicalWays, places.ways],
    ] as const)
      new Int32Array(buffer, to, columns).set(new Int32Array(buffer, from, columns));
    for (const { description } of members)
      kernels.startWays(description, places.typicalOffsets, places.typicalWays, columns);
    return { kernels, buffer };
  }

  /** Which piece each of the rows' columns lies in, and how far. */
  private readRows(x: Float32Array, rows: number): void {
    const { kernels, buffer } = enterSpace(this.packed);
    const { features, columns, places } = this.packed;
    const { how, scaled, pieces, starts, scales, offsets, ways } = places;
    const whole = Math.ceil(rows / 4) * 4;
    new Float32Array(buffer, places.x, x.length).set(x);
    kernels.scaleColumns(places.x, features, whole, how, columns, scaled, ROWS);
    kernels.findPieces(scaled, ROWS, pieces, starts, scales, offsets, ways, whole, columns);
  }

  private traceRows(kernels: Kernels, rows: number): void {
    const { columns, places, members } = this.packed;
    const { offsets, ways, typicalOffsets, typicalWays, changed } = places;
    kernels.listChanged(offsets, ways, typicalOffsets, typicalWays, changed, rows, columns);
    for (const { description, derivatives, probabilities } of members) {
      const sizes = [rows, columns, this.parts];
      kernels.traceWays(description, offsets, ways, changed, ...sizes, derivatives, probabilities);
    }
  }

  private shareRows(kernels: Kernels, rows: number): void {
    const { columns, places, members } = this.packed;
    const { offsets, ways, changed, weights, effects } = places;
    for (const { description, derivatives } of members) {
      const sizes = [rows, columns, this.parts];
      kernels.shareWays(description, offsets, ways, changed, ...sizes, derivatives, weights, effects);
    }
  }

  /** Of each row and part of the way how much steeper than the members' sum what is said rises over it. */
  private weighParts(buffer: ArrayBuffer, rows: number): void {
    const { members, places } = this.packed;
    const points = this.parts + 1;
    const means = new Float64Array(rows * points);
    for (const { probabilities } of members) {
      const own = new Float64Array(buffer, probabilities, means.length);
      for (let at = 0; at < means.length; at += 1) means[at]! += own[at]! / members.length;
    }
    const { calibration } = this.network;
    const said =
      calibration.kind === 'none' ? means : applyCalibration(calibration, Float32Array.from(means));
    const weights = new Float64Array(buffer, places.weights, rows * this.parts);
    for (let row = 0, at = 0; row < rows; row += 1)
      for (let from = row * points; from < (row + 1) * points - 1; from += 1, at += 1) {
        const rise = means[from + 1]! - means[from]!;
        weights[at] = rise === 0 ? 0 : (said[from + 1]! - said[from]!) / rise / members.length;
      }
  }
}
