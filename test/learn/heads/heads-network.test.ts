/** The network of heads finds what was planted, on every head, from rows that were watched for a while only. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadVerdict } from '../../../src/domain/heads-report.ts';
import type { HeadSet } from '../../../src/learn/heads/heads.ts';
import { HeadsNetwork } from '../../../src/learn/heads/heads-network.ts';
import { judgeHeads } from '../../../src/learn/heads/judge-heads.ts';
import { rowLogLoss } from '../../../src/statistics/log-loss.ts';
import { buildHeadSet, TERMS } from './build-head-set.ts';
import { foretellSimply, optionsFor } from './learn-rungs.ts';

const training = buildHeadSet(5000, 1, { watched: true });
const validation = buildHeadSet(1000, 2, { watched: true });
const test = buildHeadSet(2500, 3);
const options = optionsFor(training);
const meanOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

async function learn(set: HeadSet = training, other: HeadSet = validation) {
  const network = new HeadsNetwork();
  await network.fit(set, other, options);
  return network;
}

/** Who never ordered before does not leave, and is asked for nothing but what it spends. */
const former = [...test.leaves.keys()].filter((row) => !Number.isNaN(test.leaves[row]));
const ofFormer = (values: ArrayLike<number>) => former.map((row) => values[row]!);

/** How many leave by the curves of the next order, less how many do. */
async function leaversTooMany(network: HeadsNetwork): Promise<number> {
  const { nextOrder } = await network.predict(test);
  const last = former.map((row) => nextOrder!.at[(row + 1) * options.edges.length - 1]!);
  return meanOf(last) - meanOf(ofFormer(test.truth.leaves));
}

describe('the network of heads', () => {
  let network: HeadsNetwork;
  let verdicts: readonly HeadVerdict[];

  beforeAll(async () => {
    network = await learn();
    const rungs = await foretellSimply(training, test);
    const own = { kind: 'heads-network' as const, foretold: await network.predict(test) };
    verdicts = judgeHeads(test, { rungs: [...rungs, own], seed: 1, former: null });
  });

  it('beats the base rate and every simple way beyond chance on each head', () => {
    for (const { head, serves, rungs, networkAgainstSimple } of verdicts) {
      expect([head, serves]).toEqual([head, 'heads-network']);
      expect(networkAgainstSimple!.high).toBeLessThan(0);
      expect(rungs.at(-1)!.againstBaseRate!.high).toBeLessThan(0);
    }
  });

  it('says about what is true: who leaves, and how much is spent in all', async () => {
    const { leaves, valueCents } = await network.predict(test);
    const distance = meanOf(former.map((row) => Math.abs(leaves![row]! - test.truth.leaves[row]!)));
    expect(distance).toBeLessThan(0.08);
    expect(Math.abs(meanOf(valueCents!) / meanOf(test.truth.valueCents) - 1)).toBeLessThan(0.12);
  });

  it('tells an order within the window about as well as the truth does', async () => {
    const { buys } = await network.predict(test);
    const truth = test.truth.meanDays.map((days) => 1 - Math.exp(-TERMS.outcomeWindowDays / days));
    const lossOf = (said: ArrayLike<number>) => meanOf(rowLogLoss(test.bought, said));
    const baseRate = lossOf(new Float64Array(test.rows).fill(meanOf(test.bought)));
    expect(lossOf(buys) - lossOf(truth)).toBeLessThan(0.3 * (baseRate - lossOf(truth)));
  });

  it('learns from the censored what dropping them, or taking them for orders, would hide', async () => {
    expect(Math.abs(await leaversTooMany(network))).toBeLessThan(0.03);
    const change = (set: HeadSet, isDropped: boolean): HeadSet => ({
      ...set,
      nextOrderDays: set.nextOrderDays.map((days, row) =>
        isDropped && set.ordered[row] === 0 ? Number.NaN : days,
      ),
      ordered: set.ordered.map((one) => (Number.isNaN(one) ? one : 1)),
    });
    for (const isDropped of [true, false]) {
      const wrong = await learn(change(training, isDropped), change(validation, isDropped));
      expect(await leaversTooMany(wrong)).toBeLessThan(-0.08);
    }
  });

  it('foretells no more to be spent than could be, also of rows unlike any it has seen', async () => {
    const width = training.featureNames.length;
    const x = new Float32Array(4 * width)
      .fill(Number.NaN)
      .fill(1e12, width, 2 * width)
      .fill(-1e12, 2 * width);
    const said = await network.predict({ featureNames: training.featureNames, rows: 4, x });
    const most = Math.max(...training.valueCents.filter((cents) => cents > 0));
    expect(said.valueCents!.every((cents) => cents >= 0 && cents <= 3 * most)).toBe(true);
  });
});
