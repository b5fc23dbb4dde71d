/** Scores an ensemble on piecewise-linear embeddings of numbers by tables, several times as fast as by its bins. */

import { type GrowingMemory, type Kernels, loadKernelsAlone } from './kernels/load-kernels.ts';
import { type PackedMember, packEnsemble, type ScoredEnsemble } from './pack-ensemble.ts';

/** Rows between whose layers nothing leaves the caches. */
const ROWS = 256;
const PAGE = 65_536;

/** Of all scorers of the process: a memory is a reservation of gigabytes of addresses. */
let space:
  | { readonly kernels: Kernels; readonly memory: GrowingMemory; holds: EnsembleScorer | null }
  | undefined;

/**
 * A column's bins make the first layer a piecewise-linear function of its value: with one look-up of what the earlier
 * pieces add up to, and a product with how far the value has come in its own, 28 columns take 28 steps rather than the 252
 * products of their bins. The same as by the bins to rounding, on whatever backend.
 */
export class EnsembleScorer {
  private readonly ensemble: ReturnType<typeof packEnsemble>;

  constructor(ensemble: ScoredEnsemble) {
    this.ensemble = packEnsemble(ensemble, ROWS);
  }

  /** The members' mean probability of each of the rows; `scaled` holds the columns' values, row-major. */
  predict(scaled: Float32Array, rows: number): Float32Array {
    const { kernels, memory } = this.enter();
    const { columns, places } = this.ensemble;
    const probabilities = new Float32Array(rows);
    const x = new Float32Array(memory.buffer, places.x, ROWS * columns);
    const sums = new Float32Array(memory.buffer, places.sums, ROWS);
    for (let from = 0; from < rows; from += ROWS) {
      const size = Math.min(ROWS, rows - from);
      x.set(scaled.subarray(from * columns, (from + size) * columns));
      sums.fill(0);
      const { pieces, starts, scales, offsets, ways } = places;
      kernels.findPieces(places.x, pieces, starts, scales, offsets, ways, size, columns);
      for (const member of this.ensemble.members) this.addMember(kernels, member, size);
      probabilities.set(sums.subarray(0, size), from);
    }
    return probabilities;
  }

  private addMember(kernels: Kernels, member: PackedMember, rows: number): void {
    const { columns, places, tableBytes, widths, members } = this.ensemble;
    const { tables, bias, hidden, last } = member;
    const { offsets, ways } = places;
    let [from, to] = [places.hidden, places.other];
    kernels.addPieces(tables, tableBytes, bias, offsets, ways, from, rows, columns, widths[0]!);
    hidden.forEach((layer, at) => {
      const [inputs, outputs] = [widths[at]!, widths[at + 1]!];
      const sizes = [rows, outputs, inputs, inputs, outputs, outputs];
      kernels.matMul(from, layer.kernel, to, ...sizes, 0, places.scratch);
      [from, to] = [to, from];
      if (at === hidden.length - 1) return;
      kernels.addToRows(from, layer.bias, rows, outputs);
      kernels.relu(from, rows * outputs);
    });
    // The last hidden layer's bias and ReLU; where the first is the last it has had them.
    const open = hidden.at(-1)?.bias ?? places.zeros;
    const width = widths.at(-1)!;
    kernels.addChances(from, open, last.kernel, last.bias, places.sums, rows, width, 1 / members.length);
  }

  /** Its tables are written when another scorer's were there. */
  private enter(): { readonly kernels: Kernels; readonly memory: GrowingMemory } {
    space ??= { ...loadKernelsAlone(), holds: null };
    const { memory } = space;
    const { image, bytes } = this.ensemble;
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    if (space.holds !== this) {
      new Uint8Array(memory.buffer).set(image);
      space.holds = this;
    }
    return space;
  }
}
