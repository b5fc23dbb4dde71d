/** Lays a network out in memory as it is scored: scaling, tables of straight pieces, dense layers; widths padded with zeros. */

import { reserveSpace } from './kernel-space.ts';
import { BLOCK, biasAtEdges, type InputColumns, packColumns, writeTables } from './pack-columns.ts';

export interface ScoredNetwork extends InputColumns {
  /** Inputs, of which each column has one for its value and one for each of its bins; hidden layers; outputs, which are logits where there is 1. */
  readonly sizes: readonly number[];
  /** All weights of each member, layer by layer, kernel (inputs x outputs, row-major) before bias. */
  readonly members: readonly Float32Array[];
}

interface Layer {
  readonly kernel: number;
  readonly bias: number;
}

/** Where a member's numbers begin. With pieces the first kernel is their tables. The last bias of one output is itself, and no layer is one of several. */
export interface PackedMember {
  readonly first: Layer;
  readonly hidden: readonly Layer[];
  readonly last: Layer | null;
}

/** Outputs that a panel of a kernel holds, as the kernels have it; widths are multiples of a table's, which are more. */
const PANEL = 8;
const FLOAT = 4;

/** With room for so many rows. */
export function packNetwork(network: ScoredNetwork, rows: number) {
  const { features, edges, sizes, members } = network;
  const dense = sizes.at(-1) === 1 ? sizes.slice(0, -1) : sizes;
  const widths = dense.slice(1).map((width) => Math.ceil(width / BLOCK) * BLOCK);
  const [columns, widest] = [edges.length, Math.max(...widths)];
  const take = reserveSpace();
  const inputs = packColumns(network, take);
  const { tableBytes } = inputs;
  const hasPieces = inputs.pieces.some((own) => own.length > 1);
  const firstBytes = hasPieces ? (tableBytes * widths[0]!) / BLOCK : columns * widths[0]! * FLOAT;
  const packed = members.map((weights) =>
    placeMember({ widths, firstBytes, weights, hasLast: dense !== sizes }, take),
  );
  const image = new Uint8Array(take(0));
  inputs.write(image.buffer);
  const pieces = hasPieces ? inputs.pieces : null;
  for (const [at, weights] of members.entries())
    writeMember(image.buffer, { sizes, widths, pieces, weights }, packed[at]!);
  const room = {
    x: take(rows * features * FLOAT),
    scaled: take(rows * columns * FLOAT),
    offsets: take(rows * columns * FLOAT),
    ways: take(rows * columns * FLOAT),
    lists: take(rows * (columns * 3 + 2) * FLOAT),
    open: take(Math.ceil(widest / 64) * 8),
    hidden: take(rows * widest * FLOAT),
    other: take(rows * widest * FLOAT),
    sums: take(rows * FLOAT),
  };
  return {
    ...{ features, columns, hasPieces, widths, image, tableBytes, members: packed },
    outputs: sizes.at(-1)!,
    places: { ...inputs.places, ...room },
    bytes: take(0),
  };
}

interface Placed {
  readonly widths: readonly number[];
  readonly firstBytes: number;
  readonly weights: Float32Array;
  readonly hasLast: boolean;
}

function placeMember(
  { widths, firstBytes, weights, hasLast }: Placed,
  take: (bytes: number) => number,
): PackedMember {
  return {
    first: { kernel: take(firstBytes), bias: take(widths[0]! * FLOAT) },
    hidden: widths.slice(1).map((width, at) => ({
      kernel: take(widths[at]! * width * FLOAT),
      bias: take(width * FLOAT),
    })),
    last: hasLast ? { kernel: take(widths.at(-1)! * FLOAT), bias: weights.at(-1)! } : null,
  };
}

interface Member {
  readonly sizes: readonly number[];
  readonly widths: readonly number[];
  /** Without them the first layer is one like the others. */
  readonly pieces: Parameters<typeof writeTables>[1]['pieces'] | null;
  readonly weights: Float32Array;
}

function writeMember(
  buffer: ArrayBuffer,
  { sizes, widths, pieces, weights }: Member,
  to: PackedMember,
): void {
  let from = 0;
  [to.first, ...to.hidden].forEach((layer, at) => {
    const [inputs, outputs] = [sizes[at]!, sizes[at + 1]!];
    const [bias, end] = [from + inputs * outputs, from + (inputs + 1) * outputs];
    const [kernel, biases] = [weights.subarray(from, bias), weights.subarray(bias, end)];
    new Float32Array(buffer, layer.bias, outputs).set(
      at === 0 && pieces !== null ? biasAtEdges({ pieces, outputs, kernel }, biases) : biases,
    );
    if (at > 0) writeRows(buffer, { outputs, room: widths[at]!, kernel }, layer.kernel);
    else if (pieces !== null) writeTables(buffer, { pieces, outputs, kernel }, layer.kernel);
    else writePanels(buffer, { outputs, room: inputs, kernel }, layer.kernel);
    from = end;
  });
  if (to.last !== null)
    new Float32Array(buffer, to.last.kernel, sizes.at(-2)!).set(weights.subarray(from, -1));
}

interface Written {
  readonly outputs: number;
  /** For so many; those that are missing are 0. */
  readonly room: number;
  readonly kernel: Float32Array;
}

/** Eight outputs at a time, input after input: with room for inputs. */
function writePanels(buffer: ArrayBuffer, { outputs, room, kernel }: Written, place: number): void {
  const panels = new Float32Array(buffer, place, Math.ceil(outputs / PANEL) * PANEL * room);
  kernel.forEach((weight, at) => {
    const [input, output] = [Math.floor(at / outputs), at % outputs];
    panels[(Math.floor(output / PANEL) * room + input) * PANEL + (output % PANEL)] = weight;
  });
}

/** Input after input: with room for outputs. */
function writeRows(buffer: ArrayBuffer, { outputs, room, kernel }: Written, place: number): void {
  const rows = new Float32Array(buffer, place, (kernel.length / outputs) * room);
  for (let from = 0, to = 0; from < kernel.length; from += outputs, to += room)
    rows.set(kernel.subarray(from, from + outputs), to);
}
