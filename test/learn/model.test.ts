/** What every model of a yes-or-no outcome promises besides the contract of all models. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createModel } from '../../src/learn/create-model.ts';
import {
  type FitProgress,
  type FitReport,
  MODEL_KINDS,
  type Model,
  type TrainingSet,
} from '../../src/learn/model.ts';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { median } from '../../src/statistics/quantile.ts';
import { BUYER_FEATURES, BUYER_WINDOW_DAYS, buildBuyerSet } from './build-buyer-set.ts';
import { buildTrainingSet, FEATURE_NAMES } from './build-training-set.ts';
import { joinRows, strangeRows } from './contract/trial.ts';

const WIDTH = FEATURE_NAMES.length;

/** What tries it: a column with a low and a high value, which makes an order likelier. */
const GENERAL = { build: buildTrainingSet, features: FEATURE_NAMES, raising: [2, 0, 6] } as const;
const BUYERS = { build: buildBuyerSet, features: BUYER_FEATURES, raising: [0, 350, 1] } as const;

describe.each(MODEL_KINDS)('%s', (kind) => {
  const { build, features, raising } = kind === 'purchase-rhythm' ? BUYERS : GENERAL;
  const [training, validation, test] = [build(3000, 1), build(1000, 2), build(2000, 3)];
  const options = { seed: 5, outcomeWindowDays: BUYER_WINDOW_DAYS };
  let model: Model;
  let report: FitReport;
  const progress: FitProgress[] = [];

  beforeAll(async () => {
    model = createModel(kind);
    report = await model.fit(training, validation, { ...options, onProgress: (step) => progress.push(step) });
  });

  // One that learns from histories has not looked at them.
  if (kind !== 'purchase-rhythm')
    it('learns nothing from labels that have nothing to do with the features', async () => {
      const shuffled = { ...training, y: build(3000, 99).y };
      const chance = createModel(kind);
      await chance.fit(shuffled, { ...validation, y: build(1000, 98).y }, options);
      const baseRate = mean(test.y);
      const loss = logLoss(test.y, await chance.predict(test.x, test.rows));
      expect(loss).toBeGreaterThan(logLoss(test.y, new Array(test.rows).fill(baseRate)) - 0.02);
    });

  it('takes a missing value as the typical one', async () => {
    const [column, low, high] = raising;
    const known = oldestBuyer(test);
    const unknown = known.with(column, Number.NaN);
    const [p] = await model.predict(unknown, 1);
    const [few] = await model.predict(known.with(column, low), 1);
    const [many] = await model.predict(known.with(column, high), 1);
    expect(p).toBeGreaterThanOrEqual(few!);
    expect(p).toBeLessThanOrEqual(many!);
  });

  it('says of a few rows at once what it says of many', async () => {
    const x = addStrange(test.x);
    const rows = x.length / WIDTH;
    const [few, many] = [model.predictFew(x, rows), await model.predict(x, rows)];
    expect(Math.max(...few.map((p, row) => Math.abs(p - many[row]!)))).toBeLessThan(1e-5);
  });

  it('attributes to features all of the difference to a typical contact', async () => {
    const x = addStrange(test.x.subarray(0, 300 * WIDTH));
    const rows = x.length / WIDTH;
    const [typical] = await model.predict(model.inputs.medians, 1);
    const differences = (await model.predict(x, rows)).map((p) => p - typical!);
    const attributions = await model.attribute(x, rows);
    expect(Math.max(...differences.map((d, row) => Math.abs(d - sumRow(attributions, row))))).toBeLessThan(
      1e-5,
    );
    expect(Math.max(...differences)).toBeGreaterThan(0.1);
  });

  it('attributes nothing to what is typical, nor to what it makes no use of', async () => {
    const row = oldestBuyer(test);
    row[1] = model.inputs.medians[1]!;
    const attributed = await model.attribute(row, 1);
    expect(attributed[1]).toBe(0);
    expect(attributed[3]).toBe(0);
    expect(attributed[0]).not.toBe(0);
  });

  it('knows its inputs, and attributes the same, after it was saved and loaded', async () => {
    const copy = createModel(kind);
    copy.load(model.save());
    expect(copy.inputs).toEqual(model.inputs);
    const few = test.x.subarray(0, 9 * WIDTH);
    expect(await copy.attribute(few, 9)).toEqual(await model.attribute(few, 9));
  });

  it('reports its progress and keeps the epoch with the lowest validation loss', () => {
    expect(report.epochs).toEqual(progress);
    const best = progress.reduce((a, b) => (b.validationLogLoss < a.validationLogLoss ? b : a));
    expect(report.bestEpoch).toBe(best.epoch);
    expect(report.rows).toBe(3000);
    expect(report.positives).toBe(training.y.filter((label) => label === 1).length);
  });

  it('says how it calibrated itself on rows that others stopped the training for, where it does', () => {
    const { calibration } = report;
    const calibrates = ['reference-network', 'ensemble-network', 'gradient-boosting'].includes(kind);
    if (!calibrates) return expect(calibration).toBeUndefined();
    expect(calibration!.rows).toBe(validation.rows);
    expect(calibration!.kind).toBe('temperature');
  });

  it('knows the typical value of each feature', () => {
    expect(model.inputs.featureNames).toEqual(features);
    const orders = Array.from({ length: training.rows }, (_, row) => training.x[row * WIDTH + 1]!);
    expect(model.inputs.medians[1]).toBe(median(Float32Array.from(orders)));
    expect(model.inputs.medians[3]).toBe(7);
  });

  it('refuses rows with another number of features', async () => {
    await expect(model.predict(new Float32Array(8), 2)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(`needs ${WIDTH} features`),
    });
  });

  it('refuses to say what it has not learnt', async () => {
    const invalid = expect.objectContaining({ code: 'invalid' });
    expect(() => createModel(kind).inputs).toThrow(invalid);
    expect(() => createModel(kind).predictFew(test.x, test.rows)).toThrow(invalid);
    await expect(createModel(kind).attribute(test.x, test.rows)).rejects.toEqual(invalid);
  });
});

it('refuses a kind that there is not, and says which there are', () => {
  const clear = { code: 'invalid', message: expect.stringContaining(MODEL_KINDS.join(', ')) };
  expect(() => createModel('oracle')).toThrow(expect.objectContaining(clear));
});

/** Of those who came back the one with the most of the third column: opens, or days since the first order. */
function oldestBuyer({ x, rows }: TrainingSet): Float32Array {
  const buyers = [...new Array(rows).keys()].filter((row) => x[row * WIDTH + 1]! > 2);
  const most = buyers.reduce((a, b) => (x[b * WIDTH + 2]! > x[a * WIDTH + 2]! ? b : a));
  return x.slice(most * WIDTH, (most + 1) * WIDTH);
}

/** Rows unlike any that a model has met, then the others. */
function addStrange(others: Float32Array): Float32Array {
  return joinRows([...strangeRows(others.slice(0, WIDTH)), others]);
}

function sumRow(values: Float32Array, row: number): number {
  return values.subarray(row * WIDTH, (row + 1) * WIDTH).reduce((sum, value) => sum + value, 0);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
