/** Says what each feature makes of what a network says of a row, against a typical one: exact integrated gradients, by kernels. */

import { applyCalibration, type Calibration } from '../statistics/apply-calibration.ts';
import { shareThrough } from '../statistics/share-through.ts';
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
/** Bytes of a row's probabilities at both ends of its way. */
const WAY = 16;

export class NetworkExplainer {
  private readonly network: ExplainedNetwork;
  private readonly packed: ReturnType<typeof packWays>;

  constructor(network: ExplainedNetwork) {
    this.network = network;
    this.packed = packWays(network, ROWS);
  }

  /**
   * Each row's integrated gradients of what is said, rows x features, of raw features: the derivative by each input, averaged over
   * the straight way from the typical row's inputs to the row's, times the input's difference, and added up over the inputs
   * that one feature was made into. Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", ICML 2017.
   * Exact rather than in steps (`traceWays`), so a row's add up to the difference of the two probabilities. Through a
   * calibration they are shared on, since that may be steep (`shareThrough`).
   */
  attribute(x: Float32Array, rows: number): Float32Array {
    const { kernels, buffer } = this.enter();
    const { features, columns, places } = this.packed;
    const owners = this.network.scaling.columns;
    const attributions = new Float32Array(rows * features);
    const effects = new Float64Array(buffer, places.effects, ROWS * columns);
    const count = this.packed.members.length;
    for (let from = 0; from < rows; from += ROWS) {
      const size = Math.min(ROWS, rows - from);
      this.readRows(x.subarray(from * features, (from + size) * features), size);
      this.traceRows(kernels, size);
      effects.fill(0);
      this.shareRows(kernels, size);
      for (let at = 0; at < size * columns; at += 1) effects[at]! /= count;
      for (let row = 0; row < size; row += 1)
        this.calibrate(buffer, row, effects.subarray(row * columns, (row + 1) * columns)).forEach(
          (effect, column) => {
            attributions[(from + row) * features + owners[column]!] = effect;
          },
        );
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
      kernels.traceWays(description, offsets, ways, changed, rows, columns, derivatives, probabilities);
    }
  }

  private shareRows(kernels: Kernels, rows: number): void {
    const { columns, places, members } = this.packed;
    const { offsets, ways, changed, effects } = places;
    for (const { description, derivatives } of members)
      kernels.shareWays(description, offsets, ways, changed, rows, columns, derivatives, effects);
  }

  /** A row's effects on the members' mean, as effects on what is said. */
  private calibrate(buffer: ArrayBuffer, row: number, parts: Float64Array): Float64Array {
    const { calibration } = this.network;
    if (calibration.kind === 'none') return parts;
    const { members } = this.packed;
    const ends = members.map(({ probabilities }) => new Float64Array(buffer, probabilities + row * WAY, 2));
    const [from, to] = [0, 1].map((end) => ends.reduce((sum, own) => sum + own[end]! / members.length, 0));
    const say = (at: readonly number[]) => applyCalibration(calibration, Float32Array.from(at))[0]!;
    return shareThrough(say, [{ from: from!, to: to!, parts }])[0]!;
  }
}
