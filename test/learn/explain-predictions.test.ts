/** Reasons follow the features: change the feature and the reason changes. */

import { beforeAll, describe, expect, it } from 'vitest';
import { type ExplainOptions, explainPredictions } from '../../src/learn/explain-predictions.ts';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import type { Model } from '../../src/learn/model.ts';
import { ReferenceNetwork } from '../../src/learn/reference-network.ts';
import { buildTrainingSet, FEATURE_NAMES } from './build-training-set.ts';

const training = buildTrainingSet(3000, 1);
const validation = buildTrainingSet(1000, 2);
const network = new ReferenceNetwork();

beforeAll(async () => {
  await network.fit(training, validation, { seed: 5 });
});

describe('explainPredictions', () => {
  it('names what speaks for an order before what speaks against it', async () => {
    const [all] = await explain(network, [{ recencyDays: 300, orderCount: 9, opens: 0 }]);
    const reasons = all!.filter((reason) => reason.feature !== 'noise');
    expect(reasons.map((reason) => reason.feature)).toEqual(['orderCount', 'recencyDays', 'opens']);
    expect(reasons[0]).toMatchObject({ value: 9, typical: 3 });
    expect(reasons.map((reason) => Math.sign(reason.effect))).toEqual([1, -1, -1]);
  });

  it('changes the reason when the feature changes', async () => {
    const [long, fresh] = await explain(network, [
      { recencyDays: 300, orderCount: 3, opens: 1 },
      { recencyDays: 1, orderCount: 3, opens: 1 },
    ]);
    expect(long![0]).toMatchObject({ feature: 'recencyDays', value: 300 });
    expect(long![0]!.effect).toBeLessThan(0);
    expect(fresh![0]).toMatchObject({ feature: 'recencyDays', value: 1 });
    expect(fresh![0]!.effect).toBeGreaterThan(0);
  });

  it('gives as effect all of the difference to a typical contact where one feature alone differs', async () => {
    const x = network.inputs.medians.slice();
    x[1] = 8;
    const [[actual], [typical]] = [
      await network.predict(x, 1),
      await network.predict(network.inputs.medians, 1),
    ];
    const { reasons } = await explainRows(network, x);
    expect(reasons[0]!.map(({ feature }) => feature)).toEqual(['orderCount']);
    expect(Math.abs(reasons[0]![0]!.effect - (actual! - typical!))).toBeLessThan(1e-4);
  });

  it('has no reason in features that are typical, unknown, or of no use to the model', async () => {
    const baseline = new LogisticRegression();
    await baseline.fit(training, validation, { seed: 1 });
    expect(await explain(baseline, [{ recencyDays: Number.NaN, orderCount: 3, opens: 9 }])).toEqual([[]]);
  });

  it('adds up a group, under the name of the feature that says most of it', async () => {
    const rows = [{ recencyDays: 300, orderCount: 9, opens: 0 }];
    const groups = [['orderCount', 'recencyDays', 'gone']];
    const [grouped] = await explain(network, rows, { groups, top: 1 });
    const [single] = await explain(network, rows, { top: 9 });
    const effectOf = (name: string) => single!.find(({ feature }) => feature === name)!.effect;
    const sum = effectOf('orderCount') + effectOf('recencyDays');
    const said = grouped!.find(({ feature }) => feature === (sum > 0 ? 'orderCount' : 'recencyDays'));
    expect(said!.effect).toBeCloseTo(sum, 6);
    expect(grouped!.length).toBeLessThanOrEqual(2);
  });

  it('gives no reasons rather than some that do not add up, and counts who has none', async () => {
    const rows = [{ recencyDays: 300, orderCount: 9, opens: 0 }];
    for (const wrong of [2, Number.NaN]) {
      const astray = standIn(async (x, many) =>
        (await network.attribute(x, many)).map((effect) => effect * wrong),
      );
      const { reasons, unexplained } = await explainRows(astray, buildRows(rows));
      expect(reasons).toEqual([[]]);
      expect(unexplained).toBe(1);
    }
  });

  it('explains many rows as it explains each alone', async () => {
    const { x } = buildTrainingSet(500, 8);
    const { reasons } = await explainRows(network, x, { top: 2 });
    const last = await explainRows(network, x.slice(499 * FEATURE_NAMES.length), { top: 2 });
    expect(reasons).toHaveLength(500);
    expect(reasons[499]!.map((reason) => reason.feature)).toEqual(
      last.reasons[0]!.map((reason) => reason.feature),
    );
  });
});

interface Row {
  readonly recencyDays: number;
  readonly orderCount: number;
  readonly opens: number;
}

type Choice = Partial<Pick<ExplainOptions, 'groups' | 'top'>>;

/** The network, but for how it attributes. */
function standIn(attribute: Model['attribute']): Model {
  return Object.assign(Object.create(network) as Model, { attribute });
}

function buildRows(rows: readonly Row[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => [row.recencyDays, row.orderCount, row.opens, 7, 0]));
}

async function explain(model: Model, rows: readonly Row[], choice: Choice = {}) {
  return (await explainRows(model, buildRows(rows), choice)).reasons;
}

async function explainRows(model: Model, x: Float32Array, choice: Choice = {}) {
  const probabilities = await model.predict(x, x.length / FEATURE_NAMES.length);
  return explainPredictions({ model, x, probabilities, top: 3, ...choice });
}
