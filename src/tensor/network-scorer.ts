/** Scores a dense network, or an ensemble on piecewise-linear embeddings of numbers, from raw features on in the nearest cache. */

import { enterSpace } from './kernel-space.ts';
import type { Kernels } from './kernels/load-kernels.ts';
import { type PackedMember, packNetwork, type ScoredNetwork } from './pack-network.ts';

/** Rows between whose layers nothing leaves the nearest cache. */
const ROWS = 64;

/**
 * A column's bins make the first layer a piecewise-linear function of its value: with one look-up of what the earlier
 * pieces add up to, and a product with how far the value has come in its own, 28 columns take 28 steps rather than the 252
 * products of their bins. The same as by the bins to rounding, on whatever backend; scaling is part of it.
 */
export class NetworkScorer {
  private readonly network: ReturnType<typeof packNetwork>;

  constructor(network: ScoredNetwork) {
    this.network = packNetwork(network, ROWS);
  }

  /** The members' mean probability of each of the rows of raw features, row-major. */
  predict(x: Float32Array, rows: number): Float32Array {
    const { kernels, buffer } = enterSpace(this.network);
    const { features, columns, hasPieces, places } = this.network;
    const probabilities = new Float32Array(rows);
    const block = new Float32Array(buffer, places.x, ROWS * features);
    const sums = new Float32Array(buffer, places.sums, ROWS);
    for (let from = 0; from < rows; from += ROWS) {
      const size = Math.min(ROWS, rows - from);
      // The kernels take four rows at a time; what they make of those past the last is left.
      const whole = Math.ceil(size / 4) * 4;
      block.set(x.subarray(from * features, (from + size) * features));
      sums.fill(0);
      const { how, scaled, pieces, starts, scales, offsets, ways } = places;
      kernels.scaleColumns(places.x, features, whole, how, columns, scaled, ROWS);
      if (hasPieces) kernels.findPieces(scaled, ROWS, pieces, starts, scales, offsets, ways, whole, columns);
      for (const member of this.network.members) this.addMember(kernels, member, whole);
      probabilities.set(sums.subarray(0, size), from);
    }
    return probabilities;
  }

  private addMember(kernels: Kernels, member: PackedMember, rows: number): void {
    const { columns, hasPieces, places, tableBytes, widths, members } = this.network;
    const { first, hidden, last } = member;
    let [from, to] = [places.hidden, places.other];
    if (hasPieces) {
      const where = [first.bias, places.offsets, places.ways, from] as const;
      kernels.addPieces(first.kernel, tableBytes, ...where, rows, columns, widths[0]!);
    } else {
      const { kernel, bias } = first;
      kernels.denseLayer(places.scaled, 4, 4 * ROWS, kernel, bias, from, rows, columns, widths[0]!);
    }
    hidden.forEach(({ kernel, bias }, at) => {
      const [inputs, outputs] = [widths[at]!, widths[at + 1]!];
      kernels.denseLayer(from, 4 * inputs, 4, kernel, bias, to, rows, inputs, outputs);
      [from, to] = [to, from];
    });
    kernels.addChances(from, last.kernel, last.bias, places.sums, rows, widths.at(-1)!, 1 / members.length);
  }
}
