/** Scores a dense network, or an ensemble on piecewise-linear embeddings of numbers, from raw features on. */

import { enterSpace } from './kernel-space.ts';
import type { Kernels } from './kernels/load-kernels.ts';
import { type PackedMember, packNetwork, type ScoredNetwork } from './pack-network.ts';

/** Rows that a layer takes before the next does: what one hands to the next stays in the second cache. */
const ROWS = 256;

interface Block {
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
  readonly from: number;
  readonly size: number;
  /** The size, made a multiple of 4. */
  readonly whole: number;
}

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

  /** The members' mean probability of each of the rows of raw features, row-major, of a network with one output. */
  predict(x: Float32Array, rows: number): Float32Array {
    const { places, widths, members } = this.network;
    const probabilities = new Float32Array(rows);
    this.eachBlock(x, rows, (block) => {
      const { kernels, buffer, from, size, whole } = block;
      const sums = new Float32Array(buffer, places.sums, ROWS).fill(0);
      for (const member of members) {
        const hidden = this.passOn(member, block);
        const { kernel, bias } = member.last!;
        kernels.addChances(hidden, kernel, bias, places.sums, whole, widths.at(-1)!, 1 / members.length);
      }
      probabilities.set(sums.subarray(0, size), from);
    });
    return probabilities;
  }

  /** What each member's last layer says of each of the rows, row-major, of a network with several outputs. */
  memberOutputs(x: Float32Array, rows: number): readonly Float32Array[] {
    const { outputs, widths, members } = this.network;
    const said = members.map(() => new Float32Array(rows * outputs));
    this.eachBlock(x, rows, (block) => {
      const { buffer, from, size } = block;
      members.forEach((member, at) => {
        const last = new Float32Array(buffer, this.passOn(member, block), size * widths.at(-1)!);
        for (let row = 0; row < size; row += 1)
          said[at]!.set(
            last.subarray(row * widths.at(-1)!, row * widths.at(-1)! + outputs),
            (from + row) * outputs,
          );
      });
    });
    return said;
  }

  /** Reads the rows a block at a time, as columns or pieces. */
  private eachBlock(x: Float32Array, rows: number, take: (block: Block) => void): void {
    const { kernels, buffer } = enterSpace(this.network);
    const { features, columns, hasPieces, places } = this.network;
    const { how, scaled, pieces, starts, scales, offsets, ways, lists } = places;
    const block = new Float32Array(buffer, places.x, ROWS * features);
    for (let from = 0; from < rows; from += ROWS) {
      const size = Math.min(ROWS, rows - from);
      // Some kernels take four rows at a time; what they make of those past the last is left.
      const whole = Math.ceil(size / 4) * 4;
      block.set(x.subarray(from * features, (from + size) * features));
      kernels.scaleColumns(places.x, features, whole, how, columns, scaled, ROWS);
      if (hasPieces) {
        kernels.findPieces(scaled, ROWS, pieces, starts, scales, offsets, ways, whole, columns);
        kernels.listPieces(offsets, ways, pieces, lists, size, columns);
      }
      take({ kernels, buffer, from, size, whole });
    }
  }

  /** Where a member's last layer is that the kernels give out, by rows: the last hidden one, or of several outputs these. */
  private passOn({ first, hidden, last }: PackedMember, { kernels, size, whole }: Block): number {
    const { columns, hasPieces, places, tableBytes, widths } = this.network;
    let [from, to] = [places.hidden, places.other];
    const { kernel, bias } = first;
    if (hasPieces) kernels.addPieces(kernel, tableBytes, bias, places.lists, from, size, columns, widths[0]!);
    else kernels.denseLayer(places.scaled, 4, 4 * ROWS, kernel, bias, from, whole, columns, widths[0]!);
    hidden.forEach(({ kernel, bias }, at) => {
      const least = last === null && at === hidden.length - 1 ? Number.NEGATIVE_INFINITY : 0;
      kernels.openLayer(from, kernel, bias, to, size, widths[at]!, widths[at + 1]!, least, places.open);
      [from, to] = [to, from];
    });
    return from;
  }
}
