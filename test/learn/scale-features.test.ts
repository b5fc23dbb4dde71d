/** Scaling is learnt from the training set alone and survives whatever comes later. */

import { describe, expect, it } from 'vitest';
import { columnMedians, learnScaling, scaleFeatures } from '../../src/learn/scale-features.ts';

describe('learnScaling and scaleFeatures', () => {
  it('brings a column to mean 0 and deviation 1 of the training set, not of the rows at hand', () => {
    const scaling = learnScaling(setOf([[-2], [0], [2], [0]]), [0]);
    const deviation = Math.sqrt(2);
    expect([...scaleFeatures(scaling, Float32Array.of(0, deviation, 100), 3)]).toEqual([
      0,
      expect.closeTo(1, 6),
      8,
    ]);
  });

  it('takes logs of skewed amounts, but not of symmetric columns or of ones that go below zero', () => {
    const rows = [1, 1, 2, 1, 2, 1, 1, 500].map((value, at) => [value, at, at < 7 ? value : -500]);
    expect(learnScaling(setOf(rows), [0, 1, 2]).logs).toEqual([true, false, false]);
  });

  it('ignores a column that never varied, even when it varies later', () => {
    const scaling = learnScaling(setOf([[7], [7], [7]]), [0]);
    expect([...scaleFeatures(scaling, Float32Array.of(7, 9000), 2)]).toEqual([0, 0]);
  });

  it('takes what is unknown as the mean of what is known', () => {
    const scaling = learnScaling(setOf([[1], [Number.NaN], [3]]), [0]);
    expect(scaling.means).toEqual([2]);
    expect([...scaleFeatures(scaling, Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, 2), 3)]).toEqual([
      0, 0, 0,
    ]);
  });

  it('picks its columns out of wider rows, in its own order', () => {
    const scaling = learnScaling(
      setOf([
        [0, 9, 10],
        [2, 9, 30],
      ]),
      [2, 0],
    );
    expect([...scaleFeatures(scaling, Float32Array.of(2, 9, 10), 1)]).toEqual([-1, 1]);
  });
});

describe('columnMedians', () => {
  it('are those of the known values, and NaN where nothing is known', () => {
    const medians = columnMedians(
      setOf([
        [1, Number.NaN],
        [5, Number.NaN],
        [Number.NaN, Number.NaN],
        [2, Number.NaN],
      ]),
    );
    expect([...medians]).toEqual([2, Number.NaN]);
  });
});

function setOf(rows: readonly number[][]) {
  const featureNames = rows[0]!.map((_, at) => `feature${at}`);
  return {
    featureNames,
    rows: rows.length,
    x: Float32Array.from(rows.flat()),
    y: new Uint8Array(rows.length),
  };
}
