/** Features that say the same are found, and others left alone. */

import { expect, it } from 'vitest';
import { groupFeatures } from '../../src/learn/group-features.ts';
import { createRandom } from '../../src/statistics/random.ts';

it('groups what orders contacts alike, whichever way and on whatever scale, and nothing else', () => {
  const random = createRandom(1);
  const rows = Array.from({ length: 2000 }, () => {
    const days = random.exponential(50);
    const orders = random.poisson(2);
    return [days, orders, -Math.exp(days / 100), orders * 100 + random.uniform(), random.normal(), 7, 7];
  });
  const featureNames = ['days', 'orders', 'freshness', 'spent', 'noise', 'constant', 'another'];
  const set = { featureNames, rows: rows.length, x: Float32Array.from(rows.flat()), y: new Uint8Array(2000) };
  expect(groupFeatures(set)).toEqual([
    ['days', 'freshness'],
    ['orders', 'spent'],
  ]);
});

it('does not chain features that are like a third but not like each other', () => {
  const random = createRandom(2);
  const rows = Array.from({ length: 4000 }, () => {
    const [a, b] = [random.normal(), random.normal()];
    // Rank correlations of about 0.92 with the middle one, and 0.7 with each other.
    return [a + 0.42 * b, a, a - 0.42 * b];
  });
  const featureNames = ['left', 'middle', 'right'];
  const set = { featureNames, rows: rows.length, x: Float32Array.from(rows.flat()), y: new Uint8Array(4000) };
  const groups = groupFeatures(set);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toHaveLength(2);
  expect(groups[0]).toContain('middle');
});

it('takes what is unknown as in the middle', () => {
  const values = Array.from({ length: 100 }, (_, at) => [at, at % 10 === 0 ? Number.NaN : at, at]);
  const x = Float32Array.from(values.flat());
  const set = { featureNames: ['a', 'gaps', 'b'], rows: 100, x, y: new Uint8Array(100) };
  expect(groupFeatures(set)).toContainEqual(expect.arrayContaining(['a', 'b']));
});
