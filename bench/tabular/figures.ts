/** What foretells a yes-or-no outcome in figures: of one split, over several, and as a table beside what was published. */

import { computeMetrics } from '../../src/learn/evaluate-model.ts';
import type { TrainingSet } from '../../src/learn/model.ts';
import { bestF1Threshold } from '../../src/statistics/ranking.ts';
import { type MeanAndErrors, meanAndErrors } from './mean-and-errors.ts';

export interface Figures {
  readonly rocAuc: number;
  readonly prAuc: number;
  readonly accuracy: number;
  readonly logLoss: number;
  readonly f1: number;
  readonly calibrationError: number;
}

const KEYS = ['rocAuc', 'prAuc', 'accuracy', 'logLoss', 'f1', 'calibrationError'] as const;
/** Those of the table, with their titles. */
const COLUMNS = [
  ['rocAuc', 'ROC-AUC'],
  ['prAuc', 'PR-AUC'],
  ['accuracy', 'accuracy'],
  ['logLoss', 'log loss'],
  ['f1', 'F1'],
] as const;

type Lead = Readonly<Record<(typeof COLUMNS)[number][0], MeanAndErrors>>;

/** A split's fifth to its rest. */
const TEST_FOR_EACH_TRAINING_ROW = 1 / 4;

/** ROC-AUC, PR-AUC, accuracy and log loss, null where it was not told. */
export type Published = readonly [number | null, number | null, number | null, number | null];

type Predict = (x: Float32Array, rows: number) => Promise<Float32Array>;

/** On the test rows. Accuracy is taken at one half, F1 at the threshold that is best on the validation rows. */
export async function measureOn(
  { validation, test }: { readonly validation: TrainingSet; readonly test: TrainingSet },
  predict: Predict,
): Promise<Figures> {
  const threshold = bestF1Threshold(validation.y, await predict(validation.x, validation.rows));
  const probabilities = await predict(test.x, test.rows);
  const { f1 } = computeMetrics(test.y, probabilities, threshold);
  const { rocAuc, prAuc, accuracy, logLoss, calibrationError } = computeMetrics(test.y, probabilities, 0.5);
  return { rocAuc, prAuc, accuracy, logLoss, f1, calibrationError };
}

/** Says of every row the share of positives among the training rows. */
export function alwaysBaseRate({ y }: TrainingSet): Predict {
  const share = meanOf([...y]);
  return async (_, asked) => new Float32Array(asked).fill(share);
}

/** Means over the splits, and standard deviations between them, which tell how much one split's figure would vary. */
export function summarise(all: readonly Figures[]): Figures & { readonly deviations: Figures } {
  const deviations = fill((key) => deviationOf(all.map((one) => one[key])));
  return { ...fill((key) => meanOf(all.map((one) => one[key]))), deviations };
}

/** The first's figures minus the second's, over the same splits. */
export function leadOf(first: readonly Figures[], second: readonly Figures[]) {
  const lead = (key: keyof Figures) =>
    meanAndErrors(
      first.map((one, split) => one[key] - second[split]![key]),
      TEST_FOR_EACH_TRAINING_ROW,
    );
  return Object.fromEntries(COLUMNS.map(([key]) => [key, lead(key)])) as Lead;
}

/** With the standard error over the splits and, in brackets, the corrected one. */
export function describeLead(lead: Lead): string {
  const figures = COLUMNS.map(([key, title]) => {
    const { mean, error, corrected } = lead[key];
    return `${title} ${mean.toFixed(4)} ± ${error.toFixed(4)} (${corrected.toFixed(4)})`;
  });
  return `what is served minus XGBoost, split by split: ${figures.join(', ')}`;
}

function fill(read: (key: keyof Figures) => number): Figures {
  return Object.fromEntries(KEYS.map((key) => [key, read(key)])) as Record<keyof Figures, number>;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number {
  const squares = values.map((value) => (value - meanOf(values)) ** 2);
  return Math.sqrt((meanOf(squares) * values.length) / Math.max(1, values.length - 1));
}

export function describeFigures(figures: Figures): string {
  return COLUMNS.map(([key, title]) => `${title} ${figures[key].toFixed(4)}`).join(', ');
}

/** A row for each way, with the deviation between splits, then what was published. */
export function drawTable(
  found: Readonly<Record<string, readonly Figures[]>>,
  published: Readonly<Record<string, Published>>,
): string {
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(44)} ${cells.map((cell) => cell.padEnd(15)).join(' ')}`.trimEnd();
  return [
    row(
      'mean ± deviation between splits',
      COLUMNS.map(([, title]) => title),
    ),
    ...Object.entries(found).map(([kind, all]) => {
      const { deviations, ...means } = summarise(all);
      return row(
        kind,
        COLUMNS.map(([key]) => `${means[key].toFixed(4)} ± ${deviations[key].toFixed(4)}`),
      );
    }),
    ...Object.entries(published).map(([name, values]) =>
      row(
        `to compare: ${name}`,
        values.map((value) => value?.toFixed(4) ?? ''),
      ),
    ),
  ].join('\n');
}
