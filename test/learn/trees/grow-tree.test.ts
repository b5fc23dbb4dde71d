/** A tree splits where trying every split would, by bins. */

import { describe, expect, it } from 'vitest';
import { binColumns, UNKNOWN } from '../../../src/learn/trees/bin-columns.ts';
import { packForest, unpackForest } from '../../../src/learn/trees/forest.ts';
import { type GrowOptions, growTree } from '../../../src/learn/trees/grow-tree.ts';
import { askTree } from '../../../src/learn/trees/tree.ts';
import { createRandom } from '../../../src/statistics/random.ts';

const ALL: GrowOptions = {
  ...{ depth: 1, leastWeight: 0, l2: 1, rowShare: 1, columnShare: 1, learningRate: 1 },
};
/** Halves say, minus and plus 1, what is to be said of rows; second derivatives are all 1. */
const grow = (x: readonly number[], wanted: readonly number[], width: number, options = ALL) => {
  const rows = wanted.length;
  const names = Array.from({ length: width }, (_, column) => `f${column}`);
  const set = { featureNames: names, rows, x: Float32Array.from(x) };
  const derivatives = {
    first: Float64Array.from(wanted, (one) => -one),
    second: new Float64Array(rows).fill(1),
  };
  return growTree(binColumns(set, new Float32Array(width).fill(3)), derivatives, options, createRandom(1));
};
const ask = (tree: ReturnType<typeof grow>, ...row: readonly number[]) =>
  askTree(tree, Float32Array.from(row), 0);

describe('growTree', () => {
  it('splits where the gain of all splits is largest, and says the mean of each side, held back by l2', () => {
    const random = createRandom(7);
    const x = Array.from({ length: 120 }, () => random.normal());
    const wanted = Array.from({ length: 40 }, (_, row) => x[3 * row + 1]! + random.normal());
    const tree = grow(x, wanted, 3);
    const best = bestSplit(x, wanted, 3);
    expect(tree.columns[0]).toBe(best.column);
    expect([...tree.numbers.slice(1)].sort()).toEqual(
      best.says.toSorted().map((one) => expect.closeTo(one, 9)),
    );
  });

  it('leads what is unknown to where such rows belong, and otherwise to where the typical value goes', () => {
    const known = [1, 2, 3, 4];
    const tree = grow([...known, NaN, NaN], [-1, -1, 1, 1, -1, -1], 1);
    expect(ask(tree, NaN)).toBe(ask(tree, 1));
    const other = grow([...known, NaN, NaN], [-1, -1, 1, 1, 1, 1], 1);
    expect(ask(other, NaN)).toBe(ask(other, 4));
    expect(ask(other, Number.NEGATIVE_INFINITY)).toBe(ask(other, 4));
    const whole = grow(known, [-1, -1, 1, 1], 1);
    expect(ask(whole, NaN)).toBe(ask(whole, 3));
  });

  it('tells what is known from what is not, also where all that is known is alike, and does so after it was saved', () => {
    const tree = grow([5, 5, 5, NaN, NaN, NaN], [1, 1, 1, -1, -1, -1], 1);
    expect([ask(tree, 5), ask(tree, NaN)]).toEqual([0.75, -0.75]);
    expect([ask(tree, 3e38), ask(tree, -9), ask(tree, Number.POSITIVE_INFINITY)]).toEqual([
      0.75, 0.75, -0.75,
    ]);
    const packed = packForest({ base: 0, trees: [tree] });
    for (const saved of [packed, Float64Array.from(Float32Array.from(packed))])
      expect(unpackForest(saved, 1)).toEqual({ base: 0, trees: [tree] });
    const several = grow([1, 2, 3, 4, NaN, NaN], [1, 1, 1, 1, -1, -1], 1);
    expect([1, 4, NaN].map((value) => Math.sign(ask(several, value)))).toEqual([1, 1, -1]);
  });

  it('leaves no leaf with less weight than it may have, and is no deeper', () => {
    const x = Array.from({ length: 32 }, (_, row) => row);
    const wanted = x.map((value) => (value === 0 ? 9 : value % 2));
    expect(grow(x, wanted, 1).numbers[0]).toBe(0.5);
    expect(grow(x, wanted, 1, { ...ALL, leastWeight: 5 }).numbers[0]).toBeGreaterThan(4);
    expect(grow(x, wanted, 1, { ...ALL, depth: 3 }).columns.length).toBeLessThanOrEqual(15);
    expect([...grow(x, wanted, 1, { ...ALL, depth: 0 }).columns]).toEqual([-1]);
  });

  it('asks about the second feature only within the half that the first makes', () => {
    const rows = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b]));
    const many = Array.from({ length: 10 }, () => rows).flat();
    const wanted = many.map(([a, b]) => (a === 1 && b === 1 ? 8 : 0));
    const tree = grow(many.flat(), wanted, 2, { ...ALL, depth: 2 });
    expect(rows.map((row) => ask(tree, ...row) > 1)).toEqual([false, false, false, true]);
  });
});

describe('binColumns', () => {
  it('keeps the order of numbers in at most 255 bins, whose ends are none of them', () => {
    const random = createRandom(3);
    const x = Float32Array.from({ length: 4000 }, (_, row) => (row % 3 === 0 ? 0 : random.normal()));
    x[17] = Number.NaN;
    const [column] = binColumns({ featureNames: ['one'], rows: 4000, x }, new Float32Array(1));
    const { bins, ends } = column!;
    expect(bins[17]).toBe(UNKNOWN);
    const order = [...x.keys()].filter((row) => row !== 17).sort((a, b) => x[a]! - x[b]!);
    expect(order.filter((row, at) => at > 0 && bins[row]! < bins[order[at - 1]!]!)).toEqual([]);
    expect(ends.length).toBeGreaterThan(150);
    expect(Math.max(...order.map((row) => bins[row]!))).toBeLessThan(UNKNOWN);
    expect([...ends].filter((end) => x.includes(end))).toEqual([]);
  });
});

/** By trying all of them. */
function bestSplit(x: readonly number[], wanted: readonly number[], width: number) {
  const tried = [0, 1, 2].flatMap((column) =>
    wanted.map((_, row) => {
      const isLeft = (at: number) => x[at * width + column]! <= x[row * width + column]!;
      const sides = [true, false].map((side) => wanted.filter((_, at) => isLeft(at) === side));
      const sums = sides.map((side) => side.reduce((sum, one) => sum + one, 0));
      return {
        column,
        gain: sums.reduce((sum, one, side) => sum + one ** 2 / (sides[side]!.length + 1), 0),
        says: sums.map((one, side) => one / (sides[side]!.length + 1)),
      };
    }),
  );
  return tried.reduce((best, one) => (one.gain > best.gain ? one : best));
}
