/** How well the models of a yes-or-no outcome do on any CSV file, rung by rung, beside what was published. */

import { createModel } from '../src/learn/create-model.ts';
import { LogisticRegression } from '../src/learn/logistic-regression.ts';
import type { ModelKind, TrainingSet } from '../src/learn/model.ts';
import { takeRows } from '../src/learn/take-rows.ts';
import { readDataFile } from './data-file.ts';
import {
  alwaysBaseRate,
  describeFigures,
  describeLead,
  drawTable,
  type Figures,
  leadOf,
  measureOn,
  type Published,
  summarise,
} from './tabular/figures.ts';
import { openXgboost, type Xgboost } from './tabular/open-xgboost.ts';
import { columnOf, encodeColumns, findCodes, readTable } from './tabular/read-table.ts';
import { type Split, splitRows } from './tabular/split-rows.ts';

export interface BenchPropensityOptions {
  readonly data: string;
  readonly label: string;
  readonly drop: readonly string[];
  readonly split: 'random' | 'time';
  readonly seeds: number;
  /**
   * Columns of integers that are taken for categories besides; `auto` finds columns of few integers, and for each model the validation
   * rows choose whether they are.
   */
  readonly categorical: readonly string[] | 'auto';
  /** Whether what is served also learns from a quarter and a half of the training rows. */
  readonly curve: boolean;
  /** Without XGBoost on the same splits. */
  readonly alone: boolean;
  readonly onProgress: (text: string) => void;
}

/** The rungs, the one that is served last. */
const KINDS: readonly ModelKind[] = [
  'logistic-regression',
  'reference-network',
  'gradient-boosting',
  'ensemble-network',
  'ensemble-with-trees',
];
const SERVED = 'ensemble-with-trees';
const BASE_RATE = 'base-rate';
const XGBOOST = 'XGBoost on the same splits, tuned';
/** Shares of the training rows, one of so many each; all of them is the table itself. */
const CURVE = [1 / 4, 1 / 2];

/** By the file's name, and by what was dropped of it. */
const PUBLISHED: Readonly<Record<string, Readonly<Record<string, Published>>>> = {
  'Online Shoppers': {
    'XGBoost on other splits, tuned': [0.9348, 0.7548, 0.9047, 0.2235],
    'the best published': [0.937, 0.754, 0.9065, null],
  },
  'Online Shoppers without PageValues': {
    'logistic regression, as others have it': [0.744, 0.329, null, null],
  },
};

/**
 * Each seed draws its own split, stratified by the label (or, by time, takes the last fifth of the file's rows): a fifth to
 * test, and of the rest an eighth, on which training stops, probabilities are calibrated and the threshold for F1 is
 * chosen. Accuracy is taken at one half. Nothing is sampled over, and nothing that is fitted here sees the test part (of what its
 * builders saw, README tells). Where XGBoost is installed it
 * learns from the same rows (that eighth too, which it does not hold back) and is measured on the same.
 */
export async function benchPropensity(options: BenchPropensityOptions) {
  const file = await readDataFile(options.data, options.onProgress);
  const { sets, codes } = readSets(file.text, options);
  const [set] = sets;
  options.onProgress(`${set.rows} rows, ${sets.map((one) => one.featureNames.length).join(' or ')} features`);
  const xgboost = options.alone ? null : await openXgboost(options.onProgress);
  const { found, chosen, theirs } = await measureSplits(sets, xgboost, options);
  xgboost?.close();
  const learningCurve = options.curve ? await measureCurve(set, options) : null;
  const models = Object.fromEntries(Object.entries(found).map(([kind, all]) => [kind, summarise(all)]));
  const without = options.drop.length === 0 ? '' : ` without ${options.drop.join(', ')}`;
  const rows = xgboost === null ? found : { ...found, [XGBOOST]: theirs };
  options.onProgress(drawTable(rows, PUBLISHED[`${file.name}${without}`] ?? {}));
  const lead = xgboost && leadOf(found[SERVED]!, theirs);
  if (lead !== null) options.onProgress(describeLead(lead));
  const { data, label, drop, split, seeds } = { ...options, data: file.name };
  return {
    propensity: {
      data,
      sha256: file.sha256,
      label,
      drop,
      split,
      seeds,
      codes,
      splitsWithCodes: options.categorical === 'auto' ? chosen : null,
      rows: set.rows,
      served: SERVED,
      ...models[SERVED]!,
      models,
      xgboost: xgboost && { version: xgboost.version, ...summarise(theirs), lead },
      learningCurve,
    },
  };
}

/** Every rung on every split, with how often each took codes for categories, and what XGBoost makes of the same splits. */
async function measureSplits(
  sets: readonly TrainingSet[],
  xgboost: Xgboost | null,
  { split, seeds, onProgress }: BenchPropensityOptions,
) {
  const found: Record<string, Figures[]> = Object.fromEntries(
    [BASE_RATE, ...KINDS].map((kind) => [kind, []]),
  );
  const theirs: Figures[] = [];
  const chosen: Record<string, number> = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  for (let seed = 1; seed <= seeds; seed += 1) {
    const ways = sets.map((one) => splitRows(one, { kind: split, seed }));
    found[BASE_RATE]!.push(await measureOn(ways[0]!, alwaysBaseRate(ways[0]!.training)));
    for (const kind of KINDS) {
      const { parts, model, report, validationLogLoss, way } = await fitBest(kind, ways, seed);
      const figures = await measureOn(parts, (x, rows) => model.predict(x, rows));
      found[kind]!.push(figures);
      chosen[kind]! += way;
      onProgress(
        `seed ${seed}, ${kind}${way > 0 ? ', with codes as categories' : ''}, best epoch ${report.bestEpoch}, validation log loss ${validationLogLoss.toFixed(4)}: ${describeFigures(figures)}`,
      );
    }
    if (xgboost === null) continue;
    const { how, ...figures } = await xgboost.measure(ways[0]!, seed);
    theirs.push(figures);
    onProgress(`seed ${seed}, XGBoost, ${how}: ${describeFigures(figures)}`);
  }
  return { found, chosen, theirs };
}

/** Of the ways to read the file the one with the least log loss on the validation rows. */
async function fitBest(kind: ModelKind, ways: readonly Split[], seed: number) {
  const tried = [];
  for (const [way, parts] of ways.entries()) {
    const { training, validation } = parts;
    const model =
      kind === 'logistic-regression' ? new LogisticRegression(training.featureNames) : createModel(kind);
    const report = await model.fit(training, validation, { seed });
    const { validationLogLoss } = report;
    tried.push({ parts, model, report, validationLogLoss, way });
  }
  return tried.reduce((best, one) => (one.validationLogLoss < best.validationLogLoss ? one : best));
}

/** The file as it is learnt from: one way, or with `auto` another, where codes are categories too. */
function readSets(text: string, { label, drop, categorical }: BenchPropensityOptions) {
  const table = readTable(text);
  for (const name of drop) columnOf(table, name);
  const labels = columnOf(table, label).values;
  const outcomes = [...new Set(labels)].sort();
  if (outcomes.length !== 2)
    throw new Error(`${label} takes ${outcomes.length} values; a yes-or-no outcome takes two.`);
  const inputs = table.columns.filter(({ name }) => name !== label && !drop.includes(name));
  const codes = categorical === 'auto' ? findCodes(inputs) : categorical;
  for (const name of codes) columnOf(table, name);
  const read = (coded: readonly string[]): TrainingSet => ({
    ...encodeColumns(inputs, table.rows, coded),
    rows: table.rows,
    y: Uint8Array.from(labels, (value) => (value === outcomes[1] ? 1 : 0)),
  });
  const first = read(categorical === 'auto' ? [] : codes);
  const sets: [TrainingSet, ...TrainingSet[]] =
    categorical === 'auto' && codes.length > 0 ? [first, read(codes)] : [first];
  return { sets, codes };
}

/**
 * What more rows would still bring: the served model from parts of the training rows, the same splits otherwise. The parts come
 * in the order of the split, in which a part by lot has all positives at its end, so rows are taken evenly.
 */
async function measureCurve(set: TrainingSet, { split, seeds, onProgress }: BenchPropensityOptions) {
  const curve: (Figures & { readonly trainingRows: number })[] = [];
  for (const share of CURVE) {
    const found: Figures[] = [];
    let trainingRows = 0;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const parts = splitRows(set, { kind: split, seed });
      const { training, validation } = parts;
      const part = takeRows(
        training,
        [...training.y.keys()].filter((row) => row % (1 / share) === 0),
      );
      const model = createModel(SERVED);
      await model.fit(part, validation, { seed });
      found.push(await measureOn(parts, (x, rows) => model.predict(x, rows)));
      trainingRows = part.rows;
    }
    curve.push({ trainingRows, ...summarise(found) });
    onProgress(`${SERVED} from ${trainingRows} rows: ${describeFigures(curve.at(-1)!)}`);
  }
  return curve;
}
