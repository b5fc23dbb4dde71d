/** The simple ways to foretell leaving, value and the next order learn what there is, from the censored too, and are judged fairly. */

import { describe, expect, it } from 'vitest';
import type { Foretold, HeadSet } from '../../../src/learn/heads/heads.ts';
import { medianDays } from '../../../src/learn/heads/heads.ts';
import { judgeHeads } from '../../../src/learn/heads/judge-heads.ts';
import { buildHeadSet, TERMS } from './build-head-set.ts';
import { foretellSimply, learnRung } from './learn-rungs.ts';

const training = buildHeadSet(6000, 1, { watched: true });
const test = buildHeadSet(2000, 2);
const rungs = await foretellSimply(training, test);
const { edges } = rungs[0]!.foretold.nextOrder!;
const verdicts = judgeHeads(test, { rungs, seed: 1, former: null });
const meanOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('simple heads', () => {
  it('beat the base rate beyond chance on each head, and serve', () => {
    expect(verdicts.map(({ head }) => head)).toEqual(['leaves', 'value', 'next order']);
    for (const { serves, rungs: figures } of verdicts) {
      expect(serves).toBe(figures.find(({ kind }) => kind === serves)!.kind);
      expect(figures.find(({ kind }) => kind === serves)!.againstBaseRate!.high).toBeLessThan(0);
    }
    const [leaves, value, next] = verdicts;
    expect(leaves!.rungs[0]).toMatchObject({ kind: 'base-rate', rank: 0.5 });
    expect(value!.rungs[0]!.cameToForetold!.low).toBeLessThan(1);
    expect(value!.rungs[0]!.cameToForetold!.high).toBeGreaterThan(1);
    expect(next!.rungs.find(({ kind }) => kind === 'own-rhythm')).toMatchObject({ loss: null });
  });

  it('know how long it takes, to a hair, though a third of the rows were not watched to the end', () => {
    const { nextOrder } = rungs.find(({ kind }) => kind === 'logistic-regression')!.foretold;
    const end = nextOrder!.edges.length - 1;
    const known = [...test.leaves.keys()].filter((row) => !Number.isNaN(test.leaves[row]!));
    const said = meanOf(known.map((row) => nextOrder!.at[row * nextOrder!.edges.length + end]!));
    expect(Math.abs(said - meanOf(known.map((row) => test.truth.leaves[row]!)))).toBeLessThan(0.02);
  });

  it('would not, were censored rows dropped or taken for orders', async () => {
    const off = async (set: HeadSet) => {
      const { nextOrder } = await (await learnRung('logistic-regression', set)).predict(test);
      const last = Array.from(
        { length: test.rows },
        (_, row) => nextOrder!.at[(row + 1) * nextOrder!.edges.length - 1]!,
      );
      return Math.abs(meanOf(last) - meanOf(test.truth.leaves));
    };
    const asEvents = { ...training, ordered: training.ordered.map((one) => (Number.isNaN(one) ? one : 1)) };
    const dropped = {
      ...training,
      nextOrderDays: training.nextOrderDays.map((days, row) =>
        training.ordered[row] === 1 ? days : Number.NaN,
      ),
    };
    expect(await off(asEvents)).toBeGreaterThan(0.05);
    expect(await off(dropped)).toBeGreaterThan(0.05);
  });

  it('say a day for each contact that is no later than the horizon', () => {
    for (const { foretold } of rungs)
      for (const day of medianDays(foretold, test.rows) ?? []) {
        expect(day).toBeGreaterThanOrEqual(0);
        expect(day).toBeLessThanOrEqual(TERMS.horizonDays);
      }
  });
});

describe('judgeHeads', () => {
  const base = rungs[0]!;
  const truth: Foretold = {
    leaves: Float32Array.from(test.truth.leaves),
    valueCents: Float32Array.from(test.truth.valueCents),
    nextOrder: {
      edges,
      at: Float32Array.from({ length: test.rows * edges.length }, (_, i) =>
        Math.exp(-edges[i % edges.length]! / test.truth.meanDays[Math.floor(i / edges.length)]!),
      ),
    },
    nextOrderDays: null,
  };

  it('lets a network serve that is better than every simple rung, and says by how much', () => {
    for (const verdict of judgeHeads(test, {
      rungs: [...rungs, { kind: 'heads-network', foretold: truth }],
      seed: 1,
      former: null,
    })) {
      expect(verdict.serves).toBe('heads-network');
      expect(verdict.networkAgainstSimple!.high).toBeLessThan(0);
    }
  });

  it('lets no network serve that says what a simple rung says', () => {
    const copy = { kind: 'heads-network' as const, foretold: rungs[1]!.foretold };
    for (const verdict of judgeHeads(test, { rungs: [...rungs, copy], seed: 1, former: null }))
      expect(verdict.serves).not.toBe('heads-network');
  });

  it('lets nobody serve where only the base rate is known, or where the test shows too little', () => {
    for (const { serves, why } of judgeHeads(test, { rungs: [base], seed: 1, former: null })) {
      expect(serves).toBeNull();
      expect(why).toBe('nothing is better than the base rate by more than chance explains');
    }
    const few = { ...test, leaves: test.leaves.map((label, row) => (row < 60 ? label : Number.NaN)) };
    const [leaves] = judgeHeads(few, { rungs, seed: 1, former: null });
    expect(leaves).toMatchObject({ serves: null, rungs: [] });
    expect(leaves!.why).toMatch(/^not enough data: of \d+ contacts in the test \d+ did, and it takes 30/);
  });
});
