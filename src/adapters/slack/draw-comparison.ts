/** Draws how the champion and others are compared. */

import type { KnownBlock } from '@slack/types';
import {
  CHANCE_OF_LUCK,
  DAYS_BETWEEN_COMPARISONS,
  nextComparisonAt,
  readComparisons,
} from '../../domain/comparison.ts';
import type { ModelMetrics, ModelRun } from '../../domain/model-run.ts';
import type { SameTest } from '../../domain/same-test.ts';
import type { Interval } from '../../statistics/interval.ts';
import { context, section } from './card.ts';
import { count, day, modelName, percent, plural } from './mrkdwn.ts';

/** All of it measured on the very same contacts: what is known of others only is left out, and said. */
export function drawComparison(same: SameTest): KnownBlock[] {
  return [section(`${drawTable(same)}${drawDifferences(same)}`), context(describeTest(same.champion))];
}

/** How often challengers had their chance, and when the next have; nothing where the newest run, of an older version, does not say. */
export function drawComparisons(champion: ModelRun, newest: ModelRun | undefined): KnownBlock[] {
  const made = newest === undefined ? null : readComparisons(newest);
  if (made === null) return [];
  const times = plural(made.championId === champion.id ? made.count : 0, 'time');
  const next = day(nextComparisonAt(made, champion.outcomeWindowDays));
  return [
    context(
      `Challengers are compared with the champion once ${plural(DAYS_BETWEEN_COMPARISONS, 'day')} of orders are new: ${times} since it took over, next on ${next} at the earliest. Each comparison asks for more certainty than the one before, so that all of them together let one take over that is no better with a chance of about ${percent(CHANCE_OF_LUCK)} at most.`,
    ),
  ];
}

/** "better than it (difference −0.0103, 95 % interval −0.0210 to −0.0004)" */
export function sayAgainstIt({ estimate, low, high }: Interval): string {
  const verdict = high < 0 ? 'better than it' : low > 0 ? 'worse than it' : 'cannot be told from it';
  return `${verdict} (difference ${signed(estimate)}, 95 % interval ${signed(low)} to ${signed(high)})`;
}

function signed(difference: number): string {
  return difference < 0 ? difference.toFixed(4).replace('-', '−') : `+${difference.toFixed(4)}`;
}

function drawDifferences({ others }: SameTest): string {
  if (others.length === 0)
    return '\nNo other model was measured on the same contacts as it is now: the next night does that.';
  const known = others.flatMap(({ run, againstChampion }) =>
    againstChampion === null ? [] : [`• *${modelName(run.kind)}*: ${sayAgainstIt(againstChampion)}`],
  );
  return known.length === 0
    ? ''
    : `\nLog loss less the champion’s, contact by contact (one night at 95 %: to take over, more is asked):\n${known.join('\n')}`;
}

interface Row {
  readonly name: string;
  readonly write: (metrics: ModelMetrics) => string;
  /** What one gets without a model. */
  readonly base: (metrics: ModelMetrics) => string;
}

const ROWS: readonly Row[] = [
  { name: 'Log loss', write: (m) => m.logLoss.toFixed(4), base: (m) => m.baseRateLogLoss.toFixed(4) },
  { name: 'ROC-AUC', write: (m) => m.rocAuc.toFixed(3), base: () => '0.500' },
  { name: 'PR-AUC', write: (m) => m.prAuc.toFixed(3), base: (m) => m.baseRate.toFixed(3) },
  { name: 'Accuracy', write: (m) => percent(m.accuracy), base: (m) => percent(m.baseRateAccuracy) },
  { name: 'Precision', write: (m) => percent(m.precision), base: (m) => percent(m.baseRate) },
  { name: 'Recall', write: (m) => percent(m.recall), base: () => '' },
  { name: 'F1', write: (m) => m.f1.toFixed(3), base: () => '' },
  {
    name: 'Ordered/foretold',
    write: (m) => m.observedToExpected?.estimate.toFixed(2) ?? '',
    base: () => '1.00',
  },
  { name: 'Calibration error', write: (m) => percent(m.calibrationError), base: () => '' },
];

/** A table in fixed width: Slack has tables in messages only, and one a message. */
function drawTable({ champion, others }: SameTest): string {
  const runs = [champion, ...others.map(({ run }) => run)];
  const metrics = runs.map((run) => run.metrics);
  const heads = ['', 'champion', ...others.map(({ run }) => shortName(run.kind)), 'base rate'];
  const lines = ROWS.map(({ name, write, base }) => [name, ...metrics.map(write), base(metrics[0]!)]);
  const table = [heads, ...lines].map(([first = '', ...others]) =>
    [first.padEnd(18), ...others.map((text) => text.padStart(10))].join('').trimEnd(),
  );
  return `\`\`\`\n${table.join('\n')}\n\`\`\``;
}

/** One word a column; "baseline" for the logistic regression, which is what the others have to beat. */
function shortName(kind: string): string {
  if (kind === 'logistic-regression') return 'baseline';
  return kind.replace('-network', '').split('-').at(-1)!.slice(0, 9);
}

function describeTest({ metrics, testCutoff, outcomeWindowDays }: ModelRun): string {
  return `Log loss and calibration error: lower is better; ordered to foretold: near 1; all else: higher. The baseline is a logistic regression on recency and frequency. Test set: ${plural(metrics.rows, 'contact')} as of ${day(testCutoff)}, ${count(metrics.positives)} of whom ordered within ${plural(outcomeWindowDays, 'day')}. Accuracy, precision, recall and F1 are taken at a threshold chosen on the validation set (${metrics.threshold.toFixed(3)} for the champion); accuracy of the base rate is that of always saying no. A reason quotes the test of the night that gave it.`;
}
