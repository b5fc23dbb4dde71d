/** Each head's loss has the slope that it says, hears nothing of what is unknown, and weighs as much as the others. */

import { describe, expect, it } from 'vitest';
import { findBin } from '../../../src/learn/heads/hazard-bins.ts';
import {
  differentiateHeads,
  encodeTargets,
  outputCount,
  readOutputs,
  scaleAmounts,
  weighHeads,
} from '../../../src/learn/heads/head-loss.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { buildHeadSet } from './build-head-set.ts';

const EDGES = [5, 20, 45, 90];
const WIDTH = outputCount(EDGES.length);
const set = buildHeadSet(400, 6, { watched: true });
const amounts = scaleAmounts(set);
const targets = encodeTargets(set, EDGES, amounts);
const weights = weighHeads(targets, EDGES.length);
const OFF = { buys: 0, amount: 0, leaves: 0, hazards: 0 };

describe('the loss of heads', () => {
  it.each(['buys', 'amount', 'leaves', 'hazards'] as const)(
    'has the slope of %s that finite differences have',
    (head) => {
      const random = createRandom(7);
      const outputs = Float32Array.from({ length: set.rows * WIDTH }, () => random.normal());
      const only = { ...OFF, [head]: weights[head] };
      const { errors } = differentiateHeads(outputs, targets, only);
      expect(errors.some((error) => error !== 0)).toBe(true);
      const step = 1e-2;
      for (let i = 0; i < 40 * WIDTH; i += 1) {
        const at = (by: number) => differentiateHeads(outputs.with(i, outputs[i]! + by), targets, only).loss;
        const slope = (at(step) - at(-step)) / (2 * step);
        expect(Math.abs(slope - errors[i]!)).toBeLessThan(1e-5 + 0.01 * Math.abs(slope));
      }
    },
  );

  it('hears nothing of a row of which nothing is known, and of a head that nobody knows', () => {
    const outputs = new Float32Array(2 * WIDTH).fill(0.3);
    const unknown = new Float32Array(10).fill(Number.NaN);
    const { loss, errors } = differentiateHeads(outputs, unknown, weights);
    expect(loss).toBe(0);
    expect(errors.every((error) => error === 0)).toBe(true);
    const silent = { ...set, leaves: new Float64Array(set.rows).fill(Number.NaN) };
    expect(weighHeads(encodeTargets(silent, EDGES, amounts), EDGES.length)).toMatchObject({
      leaves: 0,
      buys: weights.buys,
    });
  });

  it('is 1 a head for whoever says the base rate, though some are known of fewer rows', () => {
    const share = (labels: Float64Array) => {
      const known = labels.filter((label) => !Number.isNaN(label));
      return known.reduce((sum, label) => sum + label, 0) / known.length;
    };
    const logit = (p: number) => Math.log(p / (1 - p));
    const hazards = EDGES.map((_, bin) => {
      const seen = [...set.nextOrderDays.keys()]
        .filter((row) => !Number.isNaN(set.nextOrderDays[row]!))
        .map((row) => findBin(set.nextOrderDays[row]!, set.ordered[row] === 1, EDGES))
        .filter(({ survived, event }) => survived > bin || event === bin);
      return logit(seen.filter(({ event }) => event === bin).length / seen.length);
    });
    const row = [logit(share(set.bought)), 0, 0, logit(share(set.leaves)), ...hazards];
    const outputs = Float32Array.from({ length: set.rows * WIDTH }, (_, i) => row[i % WIDTH]!);
    for (const head of ['buys', 'amount', 'leaves', 'hazards'] as const)
      expect(differentiateHeads(outputs, targets, { ...OFF, [head]: weights[head] }).loss).toBeCloseTo(1, 4);
  });

  it('reads the mean of a lognormal, not its median, and no more than was ever spent', () => {
    const outputs = new Float32Array(WIDTH);
    const { worthCents } = readOutputs(outputs, 0, { mean: 8, deviation: 0.5, mostCents: 1e9 });
    expect(worthCents).toBeCloseTo(Math.exp(8 + 0.125), 6);
    expect(readOutputs(outputs, 0, { mean: 8, deviation: 0.5, mostCents: 3000 }).worthCents).toBe(3000);
  });
});

describe('findBin', () => {
  it('counts bins that were watched to the end, or for half, and the one of the order', () => {
    expect(findBin(20, true, EDGES)).toEqual({ survived: 1, event: 1 });
    expect(findBin(20, false, EDGES)).toEqual({ survived: 2, event: -1 });
    expect(findBin(30, false, EDGES)).toEqual({ survived: 2, event: -1 });
    expect(findBin(40, false, EDGES)).toEqual({ survived: 3, event: -1 });
    expect(findBin(0, true, EDGES)).toEqual({ survived: 0, event: 0 });
    expect(findBin(90, false, EDGES)).toEqual({ survived: 4, event: -1 });
    expect(findBin(91, true, EDGES)).toEqual({ survived: 4, event: -1 });
  });
});
