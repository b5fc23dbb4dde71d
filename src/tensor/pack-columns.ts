/** Lays out how raw features become a network's inputs: their scaling, and the straight pieces that bins make of a first layer. */

/** How a network begins. */
export interface InputColumns {
  /** Raw features of a row. */
  readonly features: number;
  readonly scaling: {
    /** Which of them are columns of the inputs, whether by log(1 + x), the mean of each and one over its deviation. */
    readonly columns: readonly number[];
    readonly logs: readonly boolean[];
    readonly means: readonly number[];
    readonly inverseDeviations: readonly number[];
  };
  /** For each column the edges of its bins, rising; none for one without. */
  readonly edges: readonly (readonly number[])[];
}

/** A piece of a column: where it begins, one over its length, and which inputs say what it adds. */
interface Piece {
  readonly start: number;
  readonly scale: number;
  /** By how much the value itself changes along it. */
  readonly length: number;
  /** Bins that are passed before it, and whether another is passed along it. */
  readonly passed: number;
  readonly isBin: boolean;
}

/** Outputs that a table holds at a time, as the kernel has it. */
export const BLOCK = 16;
const FLOAT = 4;
const DOUBLE = 8;
/** Of a column's scaling: two ints and two doubles. */
const SCALING = 24;

/** Places for a network's columns; `write` fills them once there is a buffer. */
export function packColumns({ scaling, edges }: InputColumns, take: (bytes: number) => number) {
  const pieces = edges.map(cutPieces);
  const count = pieces.reduce((sum, own) => sum + own.length, 0);
  const places = {
    how: take(edges.length * SCALING),
    pieces: take(edges.length * 2 * FLOAT),
    starts: take(count * DOUBLE),
    scales: take(count * DOUBLE),
  };
  return {
    places,
    /** For each column its pieces, rising: one where it has no bins. */
    pieces,
    /** Of a block of outputs. */
    tableBytes: count * 2 * BLOCK * FLOAT,
    write(buffer: ArrayBuffer): void {
      writeScaling(buffer, scaling, places.how);
      writePieces(buffer, pieces, places);
    },
  };
}

/** Before the first edge, between each two, and past the last: what lies beyond changes by the value alone. */
function cutPieces(edges: readonly number[]): readonly Piece[] {
  const open = { scale: 1, length: 1, isBin: false };
  if (edges.length < 2) return [{ start: 0, passed: 0, ...open }];
  const bins = edges.slice(1).map((end, at) => {
    const length = end - edges[at]!;
    return { start: edges[at]!, scale: 1 / length, length, passed: at, isBin: true };
  });
  return [
    { start: edges[0]!, passed: 0, ...open },
    ...bins,
    { start: edges.at(-1)!, passed: bins.length, ...open },
  ];
}

function writeScaling(
  buffer: ArrayBuffer,
  { columns, logs, means, inverseDeviations }: InputColumns['scaling'],
  place: number,
): void {
  const bytes = new DataView(buffer, place, columns.length * SCALING);
  columns.forEach((column, at) => {
    bytes.setInt32(at * SCALING, column, true);
    bytes.setInt32(at * SCALING + 4, logs[at] ? 1 : 0, true);
    bytes.setFloat64(at * SCALING + 8, means[at]!, true);
    bytes.setFloat64(at * SCALING + 16, inverseDeviations[at]!, true);
  });
}

function writePieces(
  buffer: ArrayBuffer,
  pieces: readonly (readonly Piece[])[],
  places: { readonly pieces: number; readonly starts: number; readonly scales: number },
): void {
  const all = pieces.flat();
  let first = 0;
  const ranges = pieces.flatMap((own) => {
    first += own.length;
    return [first - own.length, own.length];
  });
  new Int32Array(buffer, places.pieces, ranges.length).set(ranges);
  new Float64Array(buffer, places.starts, all.length).set(all.map(({ start }) => start));
  new Float64Array(buffer, places.scales, all.length).set(all.map(({ scale }) => scale));
}

interface FirstLayer {
  readonly pieces: readonly (readonly Piece[])[];
  readonly outputs: number;
  /** Inputs x outputs. */
  readonly kernel: Float32Array;
}

/**
 * Of each block of outputs, for each piece, what the column adds at its start and by how much more at its end: beside its
 * first edge, where it adds nothing, so that columns that lie there (no order yet, no page seen) are passed over.
 */
export function writeTables(
  buffer: ArrayBuffer,
  { pieces, outputs, kernel }: FirstLayer,
  place: number,
): void {
  const count = pieces.reduce((sum, own) => sum + own.length, 0);
  const tables = new Float32Array(buffer, place, Math.ceil(outputs / BLOCK) * count * 2 * BLOCK);
  let [input, piece] = [0, 0];
  for (const own of pieces) {
    for (let output = 0; output < outputs; output += 1) {
      const weight = (bin: number) => kernel[(input + bin) * outputs + output]!;
      let before = 0;
      own.forEach(({ start, length, passed, isBin }, at) => {
        if (at > 0 && own[at - 1]!.isBin) before += weight(passed);
        const to = (Math.floor(output / BLOCK) * count + piece + at) * 2 * BLOCK + (output % BLOCK);
        tables[to] = (start - own[0]!.start) * weight(0) + before;
        tables[to + BLOCK] = length * weight(0) + (isBin ? weight(passed + 1) : 0);
      });
    }
    input += Math.max(1, own.length - 1);
    piece += own.length;
  }
}

/** The bias with what every column adds at its first edge. */
export function biasAtEdges({ pieces, outputs, kernel }: FirstLayer, bias: Float32Array): Float64Array {
  const sums = Float64Array.from(bias);
  let input = 0;
  for (const own of pieces) {
    for (let output = 0; output < outputs; output += 1)
      sums[output]! += own[0]!.start * kernel[input * outputs + output]!;
    input += Math.max(1, own.length - 1);
  }
  return sums;
}
