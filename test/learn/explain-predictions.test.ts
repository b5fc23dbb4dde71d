/** Reasons follow the features: change the feature and the reason changes. */

import { beforeAll, describe, expect, it } from 'vitest';
import { EnsembleNetwork } from '../../src/learn/ensemble-network.ts';
import { explainPredictions } from '../../src/learn/explain-predictions.ts';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { ReferenceNetwork } from '../../src/learn/reference-network.ts';
import { buildTrainingSet, FEATURE_NAMES } from './build-training-set.ts';

const training = buildTrainingSet(3000, 1);
const validation = buildTrainingSet(1000, 2);
const network = new ReferenceNetwork();

beforeAll(async () => {
  await network.fit(training, validation, { seed: 5 });
});

it('explains an ensemble as well as a network', { timeout: 60_000 }, async () => {
  const ensemble = new EnsembleNetwork();
  await ensemble.fit(training, validation, { seed: 5 });
  const x = buildRows([{ recencyDays: 300, orderCount: 9, opens: 0 }]);
  const [reasons] = await explainPredictions({ model: ensemble, x, rows: 1, top: 5 });
  const effectOf = (name: string) => reasons!.find(({ feature }) => feature === name)!.effect;
  expect(effectOf('orderCount')).toBeGreaterThan(0);
  expect(effectOf('recencyDays')).toBeLessThan(0);
});

describe('explainPredictions', () => {
  it('names what speaks for an order before what speaks against it', async () => {
    const [all] = await explain({ recencyDays: 300, orderCount: 9, opens: 0 });
    const reasons = all?.filter((reason) => reason.feature !== 'noise');
    expect(reasons!.map((reason) => reason.feature)).toEqual(['orderCount', 'recencyDays', 'opens']);
    expect(reasons![0]).toMatchObject({ value: 9, typical: 3 });
    expect(reasons!.map((reason) => Math.sign(reason.effect))).toEqual([1, -1, -1]);
  });

  it('changes the reason when the feature changes', async () => {
    const [long, fresh] = await explain(
      { recencyDays: 300, orderCount: 3, opens: 1 },
      { recencyDays: 1, orderCount: 3, opens: 1 },
    );
    expect(long![0]).toMatchObject({ feature: 'recencyDays', value: 300 });
    expect(long![0]!.effect).toBeLessThan(0);
    expect(fresh![0]).toMatchObject({ feature: 'recencyDays', value: 1 });
    expect(fresh![0]!.effect).toBeGreaterThan(0);
  });

  it('gives as effect what the probability loses when the value becomes the typical one', async () => {
    const x = buildRows([{ recencyDays: 10, orderCount: 8, opens: 1 }]);
    const typical = x.slice();
    typical[1] = network.inputs.medians[1]!;
    const [[actual], [without]] = [await network.predict(x, 1), await network.predict(typical, 1)];
    const [reasons] = await explainPredictions({ model: network, x, rows: 1, top: 5 });
    const orderCount = reasons!.find((reason) => reason.feature === 'orderCount');
    expect(orderCount!.effect).toBeCloseTo(actual! - without!, 6);
  });

  it('has no reason in features that are typical, unknown, or of no use to the model', async () => {
    const baseline = new LogisticRegression();
    await baseline.fit(training, validation, { seed: 1 });
    const x = buildRows([{ recencyDays: Number.NaN, orderCount: 3, opens: 9 }]);
    expect(await explainPredictions({ model: baseline, x, rows: 1, top: 5 })).toEqual([[]]);
  });

  it('replaces a group together, under the name of its first feature, and keeps to the top', async () => {
    const x = buildRows([{ recencyDays: 300, orderCount: 0, opens: 0 }]);
    const groups = [['orderCount', 'recencyDays', 'gone']];
    const [grouped] = await explainPredictions({ model: network, x, rows: 1, groups, top: 1 });
    const [single] = await explainPredictions({ model: network, x, rows: 1, top: 9 });
    expect(grouped!.map((reason) => reason.feature)).toEqual(['orderCount']);
    const strongest = Math.min(...single!.map((reason) => reason.effect));
    expect(grouped![0]!.effect).toBeLessThan(strongest);
  });

  it('explains more rows than fit into one pass as it explains each alone', async () => {
    const many = buildTrainingSet(5000, 8);
    const all = await explainPredictions({ model: network, x: many.x, rows: 5000, top: 2 });
    const last = many.x.slice(4999 * FEATURE_NAMES.length);
    const [alone] = await explainPredictions({ model: network, x: last, rows: 1, top: 2 });
    expect(all).toHaveLength(5000);
    expect(all[4999]!.map((reason) => reason.feature)).toEqual(alone!.map((reason) => reason.feature));
  });
});

interface Row {
  readonly recencyDays: number;
  readonly orderCount: number;
  readonly opens: number;
}

function buildRows(rows: readonly Row[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => [row.recencyDays, row.orderCount, row.opens, 7, 0]));
}

function explain(...rows: Row[]) {
  return explainPredictions({ model: network, x: buildRows(rows), rows: rows.length, top: 3 });
}
