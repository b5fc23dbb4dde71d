/** The WebAssembly kernels give what plain JavaScript on a stock backend gives, at sizes that fill no tile and no vector. */

import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import type { Compute, Floats, Ints, MatMul } from '../../src/tensor/compute.ts';
import { openCompute } from '../../src/tensor/open-compute.ts';
import { PortableCompute } from '../../src/tensor/portable-compute.ts';
import { compileKernels } from './write-kernels.ts';

let kernels: Compute;
const plain = new PortableCompute();
beforeAll(async () => {
  kernels = await openCompute();
  expect(kernels.name).toBe('wasm kernels');
});

/** Floats and numbers that are the same for both, by name. */
interface Given {
  readonly floats: Readonly<Record<string, number>>;
  readonly ints?: Readonly<Record<string, { readonly length: number; readonly below: number }>>;
}
type Places = Record<string, Floats> & { readonly ints: Record<string, Ints> };

/** Runs the same on both and compares everything that it left behind. */
function expectSame(given: Given, run: (compute: Compute, places: Places) => number | undefined): void {
  const [ours, theirs] = [kernels, plain].map((compute) => {
    const random = createRandom(7);
    const places: Record<string, unknown> = { ints: {} };
    for (const [name, length] of Object.entries(given.floats)) {
      const floats = compute.floats(length);
      floats.write(Float32Array.from({ length }, () => random.normal()));
      places[name] = floats;
    }
    for (const [name, { length, below }] of Object.entries(given.ints ?? {})) {
      const ints = compute.ints(length);
      ints.write(Int32Array.from({ length }, () => random.integer(below)));
      (places as Places).ints[name] = ints;
    }
    const told = run(compute, places as Places);
    const left = Object.keys(given.floats).map((name) => [name, (places as Places)[name]!.read()] as const);
    return { told, left: Object.fromEntries(left) };
  });
  if (theirs!.told !== undefined) expect(ours!.told).toBeCloseTo(theirs!.told, 3);
  for (const [name, values] of Object.entries(theirs!.left)) expectClose(name, ours!.left[name]!, values);
  kernels.free();
}

function expectClose(name: string, ours: Float32Array, theirs: Float32Array): void {
  const apart = ours.reduce((most, value, at) => Math.max(most, Math.abs(value - theirs[at]!)), 0);
  expect(ours.every(Number.isFinite), name).toBe(true);
  expect(apart, name).toBeLessThan(1e-4);
}

describe('a product of matrices', () => {
  const shapes = [
    { m: 1, n: 1, k: 1 },
    { m: 4, n: 8, k: 16 },
    { m: 13, n: 7, k: 5 },
    { m: 50, n: 50, k: 32 },
    { m: 33, n: 65, k: 64 },
    { m: 9, n: 12, k: 300 },
  ];
  const ways = [false, true].flatMap((transposeA) =>
    [false, true].flatMap((transposeB) =>
      [false, true].map((accumulate) => ({ transposeA, transposeB, accumulate })),
    ),
  );
  it.each(shapes)('is the same at $m x $k x $n, transposed or not, added or not', ({ m, n, k }) => {
    for (const way of ways)
      expectSame({ floats: { a: m * k, b: k * n, c: m * n } }, (compute, { a, b, c }) => {
        compute.matMul({ a, b, c, m, n, k, ...way } as MatMul);
        return undefined;
      });
  });

  it('reads and writes parts of wider rows, and nothing beside them', () => {
    const [m, n, k] = [10, 6, 12];
    const strides = { a: 20, b: 9, c: 31 };
    expectSame({ floats: { a: m * 20, b: k * 9, c: m * 31 } }, (compute, { a, b, c }) => {
      compute.matMul({ a: a!, b: b!, c: c!.part(3, c!.length - 3), m, n, k, strides });
      return undefined;
    });
  });
});

it('multiplies into more numbers than a set could hold, without the kernels too', () => {
  const [m, n] = [4200, 4000];
  const [a, b, c] = [plain.floats(m), plain.floats(n), plain.floats(m * n)];
  a.write(new Float32Array(m).fill(2));
  b.write(Float32Array.from({ length: n }, (_, at) => at));
  plain.matMul({ a, b, c, m, n, k: 1 });
  expect(c.part(m * n - 2, 2).read()).toEqual(Float32Array.of(2 * (n - 2), 2 * (n - 1)));
});

describe('what a transformer is made of', () => {
  const [rows, width] = [11, 12];

  it('is the same layer norm, and the same gradient', () => {
    const size = rows * width;
    const floats = { x: size, gain: width, bias: width, y: size, stats: rows * 2 };
    const more = { slopes: size, gradient: size, gainGradient: width, biasGradient: width };
    expectSame({ floats: { ...floats, ...more } }, (compute, places) => {
      const { x, gain, bias, y, stats, slopes, gradient, gainGradient, biasGradient } = places as never;
      compute.layerNorm({ x, gain, bias, y, stats, rows, width });
      compute.layerNormGradient({
        x,
        gain,
        stats,
        slopes,
        gradient,
        gainGradient,
        biasGradient,
        rows,
        width,
      });
      return undefined;
    });
  });

  it('sees only what came before and is no padding', () => {
    const [matrices, length, scale] = [5, 9, 0.3];
    const size = matrices * length * length;
    const given = {
      floats: { scores: size, slopes: size },
      ints: { first: { length: matrices, below: length } },
    };
    expectSame(given, (compute, { scores, slopes, ints }) => {
      compute.causalSoftmax({ scores: scores!, first: ints['first']!, matrices, length, scale });
      compute.causalSoftmaxGradient({
        shares: scores!,
        slopes: slopes!,
        rows: matrices * length,
        length,
        scale,
      });
      return undefined;
    });
  });

  it('looks rows up, and adds to rows that are named more than once', () => {
    const given = {
      floats: { table: 5 * width, out: rows * width, values: rows * width },
      ints: { index: { length: rows, below: 5 } },
    };
    expectSame(given, (compute, { table, out, values, ints }) => {
      const shared = { table: table!, index: ints['index']!, rows, width, scale: 1.5 };
      compute.gatherRows({ ...shared, out: out! });
      compute.addRows({ ...shared, values: values! });
      return undefined;
    });
  });

  it.each([{ count: 37 }, { count: 64 }, { count: 192 }, { count: 395 }])(
    'has the same loss and gradients over $count items',
    ({ count }) => {
      const most = 70;
      const floats = { hidden: most * width, items: count * width };
      const gradients = { hiddenGradient: most * width, itemGradient: count * width };
      const given = { floats: { ...floats, ...gradients }, ints: { target: { length: most, below: count } } };
      expectSame(given, (compute, { hidden, items, hiddenGradient, itemGradient, ints }) =>
        compute.catalogueLoss({
          ...{ hidden: hidden!, items: items!, target: ints['target']! },
          ...{ hiddenGradient: hiddenGradient!, itemGradient: itemGradient! },
          ...{ rows: most, width, count, scale: 1 / most },
        }),
      );
    },
  );

  it('adds, cuts off, drops and steps the same', () => {
    const size = rows * width;
    const floats = { a: size, b: size, vector: width, sums: width, means: size, squares: size };
    expectSame({ floats }, (compute, places) => {
      const { a, b, vector, sums, means, squares } = places as never;
      compute.copy(means, a);
      compute.addScaled(a, b, 0.5);
      compute.multiplyEach(b, a, b);
      compute.addToRows(a, vector, rows);
      compute.columnSums(a, sums, rows);
      compute.dropout(a, 0.3, 12345);
      compute.relu(a);
      compute.reluGradient(a, b);
      (squares as Floats).write((squares as Floats).read().map((value) => 0.1 + value * value));
      compute.adam({
        ...{ parameters: a, gradients: b, means, squares },
        ...{ step: 3, rate: 0.01, squareDecay: 0.98, weightDecay: 0.001 },
      });
      return undefined;
    });
  });

  it('drops about as many as it is told to, and others with another seed', () => {
    const drop = (seed: number) => {
      const values = kernels.floats(40_000);
      values.write(new Float32Array(40_000).fill(1));
      kernels.dropout(values, 0.25, seed);
      return values.read();
    };
    const [first, second] = [drop(1), drop(2)];
    const share = first.filter((value) => value === 0).length / first.length;
    expect(share).toBeGreaterThan(0.24);
    expect(share).toBeLessThan(0.26);
    expect(first).not.toEqual(second);
    expect(Math.max(...first)).toBeCloseTo(4 / 3, 5);
    kernels.free();
  });
});

it('ships the kernels that their sources give', async () => {
  const shipped = await readFile(
    new URL('../../src/tensor/kernels/compiled-kernels.ts', import.meta.url),
    'utf8',
  );
  expect(await compileKernels()).toBe(shipped);
});
