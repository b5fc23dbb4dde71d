/** The feature list is consistent, finite for any contact, and has words for each of its values. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { computeFeatures, describeFeature, featureNames } from '../../src/prepare/compute-features.ts';
import { CUTOFF, history, order, randomHistory } from './build-history.ts';

it('names each feature once, those of the baseline among them', () => {
  expect(new Set(featureNames).size).toBe(featureNames.length);
  expect(featureNames).toEqual(
    expect.arrayContaining([
      'recencyDays',
      'orderCount365Days',
      'productViewed7Days',
      'emailLinkClicked30Days',
    ]),
  );
});

it('writes one row at the offset and nothing around it', () => {
  const out = new Float32Array(featureNames.length + 2).fill(-1);
  computeFeatures(history([order(12)]), CUTOFF, out, 1);
  expect([out[0], out.at(-1)]).toEqual([-1, -1]);
  expect(out[1 + featureNames.indexOf('recencyDays')]).toBe(12);
  expect(out[1 + featureNames.indexOf('neverClicked')]).toBe(1);
});

it('gives finite, non-negative numbers for any history, the empty one included', () => {
  for (let seed = 0; seed < 50; seed++) {
    const out = new Float32Array(featureNames.length);
    const from = CUTOFF - 900 * DAY;
    computeFeatures(randomHistory(seed, { from, to: CUTOFF, events: seed * 3 }), CUTOFF, out, 0);
    expect(featureNames.filter((_, index) => !(out[index]! >= 0 && Number.isFinite(out[index]!)))).toEqual(
      [],
    );
  }
});

it('has words for every feature that change with its value', () => {
  for (const name of featureNames) {
    const words = [0, 1, 5].map((value) => describeFeature(name, value));
    expect(words.every((text) => text !== null && text.length > 3)).toBe(true);
    expect(words[0], name).not.toBe(words[1]);
  }
  expect(describeFeature('recencyDays', 12.9)).toBe('last order 12 days ago');
});

it('has no words for a feature it does not know', () => {
  expect(describeFeature('shoeSize', 43)).toBeNull();
});
