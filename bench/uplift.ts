/** How well uplift learners find whom an e-mail moves, on Hillstrom's randomised test, over repeated splits. */

import { LogisticRegression } from '../src/learn/logistic-regression.ts';
import { ReferenceNetwork } from '../src/learn/reference-network.ts';
import { createUpliftLearner } from '../src/learn/uplift/create-uplift-learner.ts';
import { type OutcomeModels, UPLIFT_KINDS, type UpliftKind } from '../src/learn/uplift/uplift-learner.ts';
import { takeUpliftRows, type UpliftSet } from '../src/learn/uplift/uplift-set.ts';
import { createRandom } from '../src/statistics/random.ts';
import { qiniPerTreated, upliftAt } from '../src/statistics/uplift.ts';
import { readDataFile } from './data-file.ts';
import { meanAndErrors } from './tabular/mean-and-errors.ts';
import { columnOf, encodeColumns, readTable } from './tabular/read-table.ts';

export interface BenchUpliftOptions {
  readonly data: string;
  /** The arm that is set beside none. */
  readonly treatment: string;
  readonly splits: number;
  /** Also the learners on the reference network, which take longer. */
  readonly networks: boolean;
  readonly onProgress: (text: string) => void;
}

interface Figures {
  readonly upliftAt30: number;
  readonly upliftAt30StandardError: number;
  /** Of what other customers would give: see `meanAndErrors`. */
  readonly upliftAt30CorrectedError: number;
  readonly qiniPerTreated: number;
  readonly qiniPerTreatedStandardError: number;
  readonly qiniPerTreatedCorrectedError: number;
}

type Base = 'logistic-regression' | 'reference-network';
interface Learner {
  readonly name: string;
  readonly kind: UpliftKind;
  readonly base: Base;
}

const CONTROL = 'No E-Mail';
/** Of women's e-mail. */
const GOALS = { upliftAt30: 0.072, qiniPerTreated: 0.008 };
/** Halves. */
const TEST_FOR_EACH_TRAINING_ROW = 1;
/** The one by which nights say whom to leave alone. It is a model of its own, on no other. */
const SERVED = 'interactions';
/** What is no feature: the arm, what came of it, and `history_segment`, which is `history` cut into ranges. */
const LEFT_OUT: readonly string[] = ['segment', 'visit', 'conversion', 'spend', 'history_segment'];

/**
 * One e-mail against none, outcome `visit`: repeated random halves, learnt on one, measured on the other. Standard errors
 * are those of the mean over splits; the splits share rows, so they tell how well the mean is known, not how it would
 * vary over other customers, which the corrected ones do.
 */
export async function benchUplift({ data, treatment, splits, networks, onProgress }: BenchUpliftOptions) {
  const file = await readDataFile(data, onProgress);
  const set = readTest(file.text, treatment);
  const learners = listLearners(
    networks ? ['logistic-regression', 'reference-network'] : ['logistic-regression'],
  );
  const found: Record<string, { uplifts: number[]; areas: number[] }> = {};
  for (const { name } of learners) found[name] = { uplifts: [], areas: [] };
  for (let split = 0; split < splits; split += 1) {
    onProgress(`split ${split + 1} of ${splits}`);
    const rows = createRandom(split).shuffle([...set.y.keys()]);
    const half = rows.length >> 1;
    const test = takeUpliftRows(set, rows.slice(half));
    for (const { name, kind, base } of learners) {
      const learner = createUpliftLearner(kind, modelsFor(base, set));
      await learner.fit(takeUpliftRows(set, rows.slice(0, half)), { seed: split });
      const scores = await learner.predict(test.x, test.rows);
      const scored = { scores, treated: test.treated, outcomes: test.y };
      found[name]!.uplifts.push(upliftAt(0.3, scored));
      found[name]!.areas.push(qiniPerTreated(scored));
    }
  }
  const models = Object.fromEntries(Object.entries(found).map(([name, one]) => [name, summarise(one)]));
  onProgress(drawTable(models));
  return {
    uplift: {
      data: file.name,
      sha256: file.sha256,
      treatment,
      splits,
      rows: set.rows,
      served: SERVED,
      ...models[SERVED]!,
      models,
    },
  };
}

function listLearners(bases: readonly Base[]): Learner[] {
  const onOthers = UPLIFT_KINDS.filter((kind) => kind !== SERVED);
  return [
    { name: SERVED, kind: SERVED, base: 'logistic-regression' },
    ...bases.flatMap((base) => onOthers.map((kind) => ({ name: `${kind} on ${base}`, kind, base }))),
  ];
}

function modelsFor(base: Base, { featureNames }: UpliftSet): OutcomeModels {
  return base === 'logistic-regression'
    ? { createModel: () => new LogisticRegression(featureNames), validateEvery: null }
    : { createModel: () => new ReferenceNetwork(), validateEvery: 5 };
}

function readTest(text: string, treatment: string): UpliftSet {
  const whole = readTable(text);
  const arms = columnOf(whole, 'segment').values;
  if (!arms.includes(treatment) || treatment === CONTROL)
    throw new Error(`There is no arm ${treatment}. There are: ${[...new Set(arms)].join(', ')}.`);
  const kept = [...arms.keys()].filter((row) => arms[row] === treatment || arms[row] === CONTROL);
  const columns = whole.columns.map((column) => ({
    ...column,
    values: kept.map((row) => column.values[row]!),
  }));
  const table = { rows: kept.length, columns };
  const inputs = columns.filter(({ name }) => !LEFT_OUT.includes(name));
  return {
    ...encodeColumns(inputs, table.rows),
    rows: table.rows,
    y: Uint8Array.from(columnOf(table, 'visit').values, Number),
    treated: Uint8Array.from(columnOf(table, 'segment').values, (arm) => (arm === treatment ? 1 : 0)),
  };
}

function summarise({ uplifts, areas }: { uplifts: readonly number[]; areas: readonly number[] }): Figures {
  const [uplift, area] = [
    meanAndErrors(uplifts, TEST_FOR_EACH_TRAINING_ROW),
    meanAndErrors(areas, TEST_FOR_EACH_TRAINING_ROW),
  ];
  return {
    upliftAt30: uplift.mean,
    upliftAt30StandardError: uplift.error,
    upliftAt30CorrectedError: uplift.corrected,
    qiniPerTreated: area.mean,
    qiniPerTreatedStandardError: area.error,
    qiniPerTreatedCorrectedError: area.corrected,
  };
}

function drawTable(models: Readonly<Record<string, Figures>>): string {
  const row = (name: string, uplift: string, qini: string) =>
    `${name.padEnd(44)} ${uplift.padEnd(30)} ${qini}`;
  return [
    row('', 'uplift@30% ± error (corrected)', 'Qini area per treated'),
    ...Object.entries(models).map(([name, one]) =>
      row(
        name,
        `${one.upliftAt30.toFixed(4)} ± ${one.upliftAt30StandardError.toFixed(4)} (${one.upliftAt30CorrectedError.toFixed(4)})`,
        `${one.qiniPerTreated.toFixed(5)} ± ${one.qiniPerTreatedStandardError.toFixed(5)} (${one.qiniPerTreatedCorrectedError.toFixed(5)})`,
      ),
    ),
    row('goal for women’s e-mail', GOALS.upliftAt30.toFixed(4), GOALS.qiniPerTreated.toFixed(5)),
  ].join('\n');
}
