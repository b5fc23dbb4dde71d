/** How well the models of a yes-or-no outcome do on any CSV file, rung by rung, beside what was published. */

import { createModel } from '../src/learn/create-model.ts';
import { computeMetrics } from '../src/learn/evaluate-model.ts';
import { LogisticRegression } from '../src/learn/logistic-regression.ts';
import type { Model, ModelKind, TrainingSet } from '../src/learn/model.ts';
import { takeRows } from '../src/learn/take-rows.ts';
import { bestF1Threshold } from '../src/statistics/ranking.ts';
import { readDataFile } from './data-file.ts';
import { columnOf, encodeColumns, readTable } from './tabular/read-table.ts';
import { splitRows } from './tabular/split-rows.ts';

export interface BenchPropensityOptions {
  readonly data: string;
  readonly label: string;
  readonly drop: readonly string[];
  readonly split: 'random' | 'time';
  readonly seeds: number;
  /** Whether what is served also learns from a quarter and a half of the training rows. */
  readonly curve: boolean;
  readonly onProgress: (text: string) => void;
}

interface Figures {
  readonly rocAuc: number;
  readonly prAuc: number;
  readonly accuracy: number;
  readonly logLoss: number;
  readonly f1: number;
  readonly calibrationError: number;
}

/** The rungs, the one that is served last. */
const KINDS: readonly ModelKind[] = ['logistic-regression', 'reference-network', 'ensemble-network'];
const SERVED = 'ensemble-network';
/** Shares of the training rows, one of so many each; all of them is the table itself. */
const CURVE = [1 / 4, 1 / 2];

/** ROC-AUC, PR-AUC, accuracy and log loss, null where it was not told. */
type Published = readonly [number | null, number | null, number | null, number | null];
const PUBLISHED: Readonly<Record<string, Readonly<Record<string, Published>>>> = {
  'Online Shoppers': {
    'XGBoost, tuned inside the training part': [0.9348, 0.7548, 0.9047, 0.2235],
    'the best published': [0.937, 0.754, 0.9065, null],
  },
};

/**
 * Each seed draws its own split, stratified by the label (or, by time, takes the last fifth of the file's rows): a fifth to
 * test, and of the rest an eighth, on which training stops, probabilities are calibrated and the threshold for F1 is
 * chosen. Accuracy is taken at one half. Nothing is sampled over, nothing chosen on the test part.
 */
export async function benchPropensity(options: BenchPropensityOptions) {
  const file = await readDataFile(options.data, options.onProgress);
  const set = readSet(file.text, options);
  options.onProgress(`${set.rows} rows, ${set.featureNames.length} features`);
  const found: Record<string, Figures[]> = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (let seed = 1; seed <= options.seeds; seed += 1) {
    const { training, validation, test } = splitRows(set, { kind: options.split, seed });
    for (const kind of KINDS) {
      const model =
        kind === 'logistic-regression' ? new LogisticRegression(set.featureNames) : createModel(kind);
      const report = await model.fit(training, validation, { seed });
      const figures = await measure(model, validation, test);
      found[kind]!.push(figures);
      options.onProgress(
        `seed ${seed}, ${kind}, best epoch ${report.bestEpoch}, validation log loss ${report.epochs[report.bestEpoch - 1]?.validationLogLoss.toFixed(4)}: ${describe(figures)}`,
      );
    }
  }
  const learningCurve = options.curve ? await measureCurve(set, options) : null;
  const models = Object.fromEntries(KINDS.map((kind) => [kind, meanOf(found[kind]!)]));
  const published = options.drop.length === 0 ? (PUBLISHED[file.name ?? ''] ?? {}) : {};
  options.onProgress(drawTable(found, published));
  const { data, label, drop, split, seeds } = { ...options, data: file.name };
  return {
    propensity: {
      data,
      sha256: file.sha256,
      label,
      drop,
      split,
      seeds,
      rows: set.rows,
      served: SERVED,
      ...models[SERVED]!,
      models,
      learningCurve,
    },
  };
}

function readSet(text: string, { label, drop }: BenchPropensityOptions): TrainingSet {
  const table = readTable(text);
  for (const name of drop) columnOf(table, name);
  const labels = columnOf(table, label).values;
  const outcomes = [...new Set(labels)].sort();
  if (outcomes.length !== 2)
    throw new Error(`${label} takes ${outcomes.length} values; a yes-or-no outcome takes two.`);
  const inputs = table.columns.filter(({ name }) => name !== label && !drop.includes(name));
  return {
    ...encodeColumns(inputs, table.rows),
    rows: table.rows,
    y: Uint8Array.from(labels, (value) => (value === outcomes[1] ? 1 : 0)),
  };
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
      const { training, validation, test } = splitRows(set, { kind: split, seed });
      const part = takeRows(
        training,
        [...training.y.keys()].filter((row) => row % (1 / share) === 0),
      );
      const model = createModel(SERVED);
      await model.fit(part, validation, { seed });
      found.push(await measure(model, validation, test));
      trainingRows = part.rows;
    }
    curve.push({ trainingRows, ...meanOf(found) });
    onProgress(`${SERVED} from ${trainingRows} rows: ${describe(curve.at(-1)!)}`);
  }
  return curve;
}

async function measure(model: Model, validation: TrainingSet, test: TrainingSet): Promise<Figures> {
  const threshold = bestF1Threshold(validation.y, await model.predict(validation.x, validation.rows));
  const probabilities = await model.predict(test.x, test.rows);
  const { f1 } = computeMetrics(test.y, probabilities, threshold);
  const { rocAuc, prAuc, accuracy, logLoss, calibrationError } = computeMetrics(test.y, probabilities, 0.5);
  return { rocAuc, prAuc, accuracy, logLoss, f1, calibrationError };
}

function meanOf(all: readonly Figures[]): Figures {
  const mean = (pick: (one: Figures) => number) => all.reduce((sum, one) => sum + pick(one), 0) / all.length;
  return {
    rocAuc: mean((one) => one.rocAuc),
    prAuc: mean((one) => one.prAuc),
    accuracy: mean((one) => one.accuracy),
    logLoss: mean((one) => one.logLoss),
    f1: mean((one) => one.f1),
    calibrationError: mean((one) => one.calibrationError),
  };
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
  );
}

function describe({ rocAuc, prAuc, accuracy, logLoss, f1 }: Figures): string {
  return `ROC-AUC ${rocAuc.toFixed(4)}, PR-AUC ${prAuc.toFixed(4)}, accuracy ${accuracy.toFixed(4)}, log loss ${logLoss.toFixed(4)}, F1 ${f1.toFixed(4)}`;
}

function drawTable(
  found: Readonly<Record<string, readonly Figures[]>>,
  published: Readonly<Record<string, Published>>,
): string {
  const write = (value: number | null) => (value === null ? '' : value.toFixed(4)).padEnd(9);
  const row = (name: string, cells: readonly string[]) => `${name.padEnd(52)} ${cells.join(' ')}`;
  return [
    row('', ['ROC-AUC  ', '(deviation)', 'PR-AUC   ', 'accuracy ', 'log loss ', 'F1       ']),
    ...Object.entries(found).map(([kind, all]) => {
      const { rocAuc, prAuc, accuracy, logLoss, f1 } = meanOf(all);
      const deviation = `± ${deviationOf(all.map((one) => one.rocAuc)).toFixed(4)}`.padEnd(11);
      return row(kind, [write(rocAuc), deviation, write(prAuc), write(accuracy), write(logLoss), write(f1)]);
    }),
    ...Object.entries(published).map(([name, [rocAuc, prAuc, accuracy, logLoss]]) =>
      row(`to compare: ${name}`, [
        write(rocAuc),
        ''.padEnd(11),
        write(prAuc),
        write(accuracy),
        write(logLoss),
      ]),
    ),
  ].join('\n');
}
