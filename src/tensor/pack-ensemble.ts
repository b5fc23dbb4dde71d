/** Lays an ensemble out in memory as its kernels read it: tables of straight pieces, then dense layers, widths padded with zeros. */

export interface ScoredEnsemble {
  /** Inputs, of which each column has one for its value and one for each of its bins; hidden layers; 1. */
  readonly sizes: readonly number[];
  /** All weights of each member, layer by layer, kernel (inputs x outputs, row-major) before bias. */
  readonly members: readonly Float32Array[];
  /** For each column the edges of its bins, rising; none for one without. */
  readonly edges: readonly (readonly number[])[];
}

/** Where a member's numbers begin. The last bias is itself. */
export interface PackedMember {
  readonly tables: number;
  readonly bias: number;
  readonly hidden: readonly { readonly kernel: number; readonly bias: number }[];
  readonly last: { readonly kernel: number; readonly bias: number };
}

/** Outputs that a table holds at a time, as the kernel has it. */
const BLOCK = 16;
const FLOAT = 4;
const DOUBLE = 8;

/** With room for so many rows. */
export function packEnsemble({ sizes, members, edges }: ScoredEnsemble, rows: number) {
  const widths = sizes.slice(1, -1).map((width) => Math.ceil(width / BLOCK) * BLOCK);
  const pieces = edges.map(cutPieces);
  const count = pieces.reduce((sum, own) => sum + own.length, 0);
  const [columns, widest] = [edges.length, Math.max(...widths)];
  const take = reserve();
  const places = {
    pieces: take(columns * 2 * FLOAT),
    starts: take(count * DOUBLE),
    scales: take(count * DOUBLE),
    zeros: take(widest * FLOAT),
  };
  const packed = members.map((weights) => placeMember({ sizes, widths, count, weights }, take));
  const written = take(0);
  const image = new Uint8Array(written);
  writePieces(image.buffer, pieces, places);
  for (const [at, weights] of members.entries())
    writeMember(image.buffer, { sizes, widths, pieces, weights }, packed[at]!);
  const room = {
    x: take(rows * columns * FLOAT),
    offsets: take(rows * columns * FLOAT),
    ways: take(rows * columns * FLOAT),
    hidden: take(rows * widest * FLOAT),
    other: take(rows * widest * FLOAT),
    sums: take(rows * FLOAT),
    scratch: take(0),
  };
  return {
    ...{ columns, widths, image, members: packed },
    places: { ...places, ...room },
    tableBytes: count * 2 * BLOCK * FLOAT,
    bytes: take(0),
  };
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

/** Hands out places for vectors; the first bytes stay free. */
function reserve(): (bytes: number) => number {
  let next = 1024;
  return (bytes) => {
    const place = next;
    next += Math.ceil(bytes / 64) * 64;
    return place;
  };
}

interface Member {
  readonly sizes: readonly number[];
  readonly widths: readonly number[];
  readonly weights: Float32Array;
}

function placeMember(
  { widths, count, weights }: Member & { readonly count: number },
  take: (bytes: number) => number,
): PackedMember {
  return {
    tables: take(count * 2 * widths[0]! * FLOAT),
    bias: take(widths[0]! * FLOAT),
    hidden: widths.slice(1).map((width, at) => ({
      kernel: take(widths[at]! * width * FLOAT),
      bias: take(width * FLOAT),
    })),
    last: { kernel: take(widths.at(-1)! * FLOAT), bias: weights.at(-1)! },
  };
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

function writeMember(
  buffer: ArrayBuffer,
  { sizes, widths, pieces, weights }: Member & { readonly pieces: readonly (readonly Piece[])[] },
  to: PackedMember,
): void {
  writeTables(buffer, { pieces, outputs: sizes[1]!, width: widths[0]!, kernel: weights }, to.tables);
  let from = sizes[0]! * sizes[1]!;
  const takeBias = (outputs: number, place: number) => {
    new Float32Array(buffer, place, outputs).set(weights.subarray(from, from + outputs));
    from += outputs;
  };
  const takeKernel = ([inputs, outputs, width]: readonly [number, number, number], place: number) => {
    const kernel = new Float32Array(buffer, place, inputs * width);
    for (let i = 0; i < inputs; i += 1, from += outputs)
      kernel.set(weights.subarray(from, from + outputs), i * width);
  };
  takeBias(sizes[1]!, to.bias);
  to.hidden.forEach(({ kernel, bias }, at) => {
    takeKernel([sizes[at + 1]!, sizes[at + 2]!, widths[at + 1]!], kernel);
    takeBias(sizes[at + 2]!, bias);
  });
  takeKernel([sizes.at(-2)!, 1, 1], to.last.kernel);
}

interface Tables {
  readonly pieces: readonly (readonly Piece[])[];
  readonly outputs: number;
  readonly width: number;
  /** Of a member's first layer, then its other weights. */
  readonly kernel: Float32Array;
}

/** Of each block of outputs, for each piece, what the column adds at its start and by how much more at its end. */
function writeTables(buffer: ArrayBuffer, { pieces, outputs, width, kernel }: Tables, place: number): void {
  const count = pieces.reduce((sum, own) => sum + own.length, 0);
  const tables = new Float32Array(buffer, place, count * 2 * width);
  let [input, piece] = [0, 0];
  for (const own of pieces) {
    for (let output = 0; output < outputs; output += 1) {
      const weight = (bin: number) => kernel[(input + bin) * outputs + output]!;
      let before = 0;
      own.forEach(({ start, length, passed, isBin }, at) => {
        if (at > 0 && own[at - 1]!.isBin) before += weight(passed);
        const to = (Math.floor(output / BLOCK) * count + piece + at) * 2 * BLOCK + (output % BLOCK);
        tables[to] = start * weight(0) + before;
        tables[to + BLOCK] = length * weight(0) + (isBin ? weight(passed + 1) : 0);
      });
    }
    input += Math.max(1, own.length - 1);
    piece += own.length;
  }
}
