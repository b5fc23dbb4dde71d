/** Lays a network out in memory as it is explained: what `assembly/trace.ts` reads, and room for what it writes. */

import { reserveSpace } from './kernel-space.ts';
import { BLOCK, biasAtEdges, packColumns, writeTables } from './pack-columns.ts';
import type { ScoredNetwork } from './pack-network.ts';

const FLOAT = 4;
const DOUBLE = 8;
/** Bytes of a member's description before its layers, and of each of them. */
const HEAD = 32;
const LAYER = 24;
/** Vectors of a layer's state, with two that the first alone needs, and of what of it is kept from the start. */
const STATE = 6;
const START = 3;

interface Member {
  readonly description: number;
  readonly tables: number;
  readonly typical: number;
  readonly last: number;
  readonly layers: readonly {
    readonly bytes: number;
    readonly kernel: number;
    readonly transposed: number;
    readonly bias: number;
    readonly state: number;
    readonly start: number;
  }[];
  /** Of each row. */
  readonly derivatives: number;
  readonly probabilities: number;
}

/** With room for so many rows. */
export function packWays(network: ScoredNetwork, rows: number) {
  const { features, edges, sizes, members } = network;
  const widths = sizes.slice(1, -1).map((width) => Math.ceil(width / BLOCK) * BLOCK);
  const columns = edges.length;
  const take = reserveSpace();
  const inputs = packColumns(network, take);
  const shape = { widths, columns, tableBytes: inputs.tableBytes, rows };
  const placed = members.map(() => placeWeights(shape, take));
  const image = new Uint8Array(take(0));
  const packed = placed.map((member) => ({ ...member, ...placeResults(shape, take) }));
  inputs.write(image.buffer);
  packed.forEach((member, at) => {
    describe(image.buffer, shape, member);
    writeWeights(image.buffer, { ...inputs, sizes, weights: members[at]! }, member);
  });
  const room = {
    x: take(rows * features * FLOAT),
    scaled: take(rows * columns * FLOAT),
    offsets: take(rows * columns * FLOAT),
    ways: take(rows * columns * FLOAT),
    typicalOffsets: take(columns * FLOAT),
    typicalWays: take(columns * FLOAT),
    changed: take(rows * (columns + 1) * FLOAT),
    effects: take(rows * columns * DOUBLE),
  };
  return {
    ...{ features, columns, image, members: packed },
    places: { ...inputs.places, ...room },
    bytes: take(0),
  };
}

interface Shape {
  readonly widths: readonly number[];
  readonly columns: number;
  readonly tableBytes: number;
  readonly rows: number;
}

function placeWeights({ widths, tableBytes, columns }: Shape, take: (bytes: number) => number) {
  return {
    description: take(HEAD + widths.length * LAYER),
    tables: take((tableBytes * widths[0]!) / BLOCK),
    last: take(widths.at(-1)! * DOUBLE),
    layers: widths.map((width, at) => {
      const weights = at === 0 ? 0 : widths[at - 1]! * width * DOUBLE;
      return {
        bytes: width * DOUBLE,
        kernel: take(weights),
        transposed: take(weights),
        bias: take(width * DOUBLE),
        state: take(STATE * width * DOUBLE),
        start: take(START * width * DOUBLE),
      };
    }),
    typical: take(columns * widths[0]! * FLOAT),
  };
}

function placeResults({ widths, rows }: Shape, take: (bytes: number) => number) {
  return {
    derivatives: take(rows * widths[0]! * DOUBLE),
    probabilities: take(rows * 2 * DOUBLE),
  };
}

function describe(buffer: ArrayBuffer, { tableBytes }: Shape, member: Member): void {
  const { description, tables, typical, last, layers } = member;
  const head = [tables, tableBytes, typical, layers.length, last];
  new Uint32Array(buffer, description, head.length).set(head);
  const ints = layers.flatMap((layer) => [
    ...[layer.bytes, layer.kernel, layer.transposed, layer.bias, layer.state, layer.start],
  ]);
  new Uint32Array(buffer, description + HEAD, ints.length).set(ints);
}

interface Weights {
  readonly pieces: Parameters<typeof writeTables>[1]['pieces'];
  readonly sizes: readonly number[];
  readonly weights: Float32Array;
}

function writeWeights(buffer: ArrayBuffer, { pieces, sizes, weights }: Weights, to: Member): void {
  let from = 0;
  to.layers.forEach(({ bytes, kernel, transposed, bias }, at) => {
    const [inputs, outputs] = [sizes[at]!, sizes[at + 1]!];
    const [middle, end] = [from + inputs * outputs, from + (inputs + 1) * outputs];
    const own = weights.subarray(from, middle);
    let biases: Float32Array | Float64Array = weights.subarray(middle, end);
    if (at === 0) {
      biases = biasAtEdges({ pieces, outputs, kernel: own }, weights.subarray(middle, end));
      writeTables(buffer, { pieces, outputs, kernel: own }, to.tables);
    } else {
      const [width, before] = [bytes / DOUBLE, to.layers[at - 1]!.bytes / DOUBLE];
      const [byRows, byColumns] = [kernel, transposed].map(
        (place) => new Float64Array(buffer, place, before * width),
      );
      own.forEach((weight, i) => {
        const [input, output] = [Math.floor(i / outputs), i % outputs];
        byRows![input * width + output] = weight;
        byColumns![output * before + input] = weight;
      });
    }
    new Float64Array(buffer, bias, outputs).set(biases);
    from = end;
  });
  new Float64Array(buffer, to.last, sizes.at(-2)!).set(weights.subarray(from, -1));
  // The last bias: what the typical row says is added to it.
  new Float64Array(buffer, to.description + HEAD - DOUBLE, 1)[0] = weights.at(-1)!;
}
