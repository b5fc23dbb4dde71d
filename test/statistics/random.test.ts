/** Seeded random numbers repeat, and follow the distributions they are named after. */

import { describe, expect, it } from 'vitest';
import { createRandom, type Random, xoshiro128 } from '../../src/statistics/random.ts';

describe('createRandom', () => {
  it('gives the numbers of the reference implementation of xoshiro128**', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    const published = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    expect(published.map(() => next())).toEqual(published);
  });

  it('repeats itself for one seed and differs between seeds, also between neighbouring ones', () => {
    expect(draws(7, (random) => random.uniform())).toEqual(draws(7, (random) => random.uniform()));
    const firsts = Array.from({ length: 1000 }, (_, seed) => createRandom(seed).uniform());
    expect(new Set(firsts).size).toBe(1000);
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
  });

  it('draws each distribution with its own mean and variance', () => {
    expect(momentsOf((random) => random.uniform())).toEqual([near(0.5), near(1 / 12)]);
    expect(momentsOf((random) => random.normal())).toEqual([near(0), near(1)]);
    expect(momentsOf((random) => random.exponential(2) / 2)).toEqual([near(1), near(1, 0.05)]);
    expect(momentsOf((random) => random.poisson(0.7))).toEqual([near(0.7), near(0.7)]);
    expect(momentsOf((random) => random.poisson(900) / 30)).toEqual([near(30), near(1, 0.05)]);
  });

  it('draws whole numbers below the limit, each as often', () => {
    const counts = [0, 0, 0, 0, 0];
    for (const drawn of draws(3, (random) => random.integer(5))) counts[drawn]! += 1;
    for (const count of counts) expect(count / 20_000).toEqual(near(0.2));
  });

  it('draws indexes in proportion to the weights and never one without weight', () => {
    const drawn = draws(5, (random) => random.weightedIndex([0, 1, 0, 3, 0]));
    expect(new Set(drawn)).toEqual(new Set([1, 3]));
    expect(drawn.filter((index) => index === 3).length / drawn.length).toEqual(near(0.75));
    expect(() => createRandom(1).weightedIndex([0, 0])).toThrow(RangeError);
  });

  it('shuffles in place, keeps every item, and puts each item everywhere', () => {
    const random = createRandom(11);
    const firsts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i += 1) {
      const items = random.shuffle([0, 1, 2, 3]);
      expect([...items].sort()).toEqual([0, 1, 2, 3]);
      firsts[items[0]!]! += 1;
    }
    for (const count of firsts) expect(count / 4000).toEqual(near(0.25, 0.03));
  });
});

function draws(seed: number, draw: (random: Random) => number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 20_000 }, () => draw(random));
}

function momentsOf(draw: (random: Random) => number): [number, number] {
  const values = draws(42, draw);
  const centre = mean(values);
  return [centre, mean(values.map((value) => (value - centre) ** 2))];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(expected: number, tolerance = 0.03) {
  return {
    asymmetricMatch: (actual: number) => Math.abs(actual - expected) < tolerance,
    toString: () => `number within ${tolerance} of ${expected}`,
  };
}
