/** Draws how the kind of model that serves would have done at earlier moments, in the words of whoever plans campaigns by it. */

import type { KnownBlock } from '@slack/types';
import type { OriginEvidence, PooledFigures, RollingEvidence } from '../../domain/rolling-evidence.ts';
import type { Interval } from '../../statistics/interval.ts';
import { context, section } from './card.ts';
import { count, day, escapeText, modelName, percent, plural, range } from './mrkdwn.ts';

const NONE = 'Earlier windows: not measured for this champion yet. The next night looks at them.';

/** What people call windows of so many days, one and many. */
const PERIODS: Readonly<Record<number, readonly [string, string]>> = {
  7: ['week', 'weeks'],
  14: ['fortnight', 'fortnights'],
  28: ['month', 'months'],
  30: ['month', 'months'],
  31: ['month', 'months'],
};

/** A section of `/model`, beside the figures of the test. */
export function drawRolling(rolling: RollingEvidence | null): readonly KnownBlock[] {
  if (rolling === null) return [context(NONE)];
  const { kind, origins, pooled, outcomeWindowDays, missing } = rolling;
  const why = escapeText(missing.join(' '));
  if (pooled === null) return [context(`Earlier windows: not enough data to look back. ${why}`)];
  const when = nameWindows(origins.length, outcomeWindowDays);
  return [
    section(
      [
        '*How it would have done before*',
        `On ${when}, each time learning only from what was known by then, a ${modelName(kind)} like this one would have`,
        ...sayPooled(pooled, origins),
        ...origins.map(sayOrigin),
      ].join('\n'),
    ),
    context(
      `${outcomeWindowDays} days each; none of it is in the test above. Its settings are tonight's, everything else was learnt anew.${why === '' ? '' : ` ${why}`}`,
    ),
  ];
}

/** "three earlier months" */
function nameWindows(windows: number, days: number): string {
  const length = `of ${plural(days, 'day')}`;
  const [one, many] = PERIODS[days] ?? [`stretch ${length}`, `stretches ${length}`];
  return `${['no', 'one', 'two', 'three'][windows] ?? count(windows)} earlier ${windows === 1 ? one : many}`;
}

/** Each figure beside what one gets without a model. */
function sayPooled(pooled: PooledFigures, origins: readonly OriginEvidence[]): readonly string[] {
  const { accuracy, recall, f1, rocAuc, prAuc, logLoss, skill, observedToExpected } = pooled;
  const rows = origins.reduce((sum, one) => sum + one.rows, 0);
  const average = (of: 'baseRateAccuracy' | 'baseRateLogLoss') =>
    origins.reduce((sum, one) => sum + (one[of] * one.rows) / rows, 0);
  const baseRate = origins.reduce((sum, one) => sum + one.baseRate / origins.length, 0);
  return [
    `• said rightly of ${say(accuracy, percent)} of contacts whether they order, where giving everybody the same answer is right for ${percent(average('baseRateAccuracy'))} (accuracy)`,
    `• found ${say(recall, percent)} of those who ordered (recall), with an F1 of ${say(f1, decimals(3))}`,
    `• put who ordered before who did not in ${say(rocAuc, percent)} of pairs, where chance does in 50.0 % (ROC-AUC)`,
    `• had a PR-AUC of ${say(prAuc, decimals(3))}, where chance has ${baseRate.toFixed(3)}, the base rate`,
    `• had a log loss of ${say(logLoss, decimals(4))}, where knowing only how many order has ${average('baseRateLogLoss').toFixed(4)}: a skill of ${say(skill, percent)}, where 0.0 % is no better than that`,
    `• foretold how many: ${say(observedToExpected, decimals(2))} ordered for each it foretold, where 1.00 is right`,
  ];
}

function sayOrigin(origin: OriginEvidence): string {
  const { cutoff, rows, baseRate, logLoss, skill, rocAuc, prAuc, accuracy, recall, f1 } = origin;
  return `_As of ${day(cutoff)}:_ ${plural(rows, 'contact')}, base rate ${percent(baseRate)}; log loss ${logLoss.toFixed(4)} (${sayAgainst(skill)} the base rate's), ROC-AUC ${rocAuc.toFixed(3)}, PR-AUC ${prAuc.toFixed(3)}, accuracy ${percent(accuracy)}, recall ${percent(recall)}, F1 ${f1.toFixed(3)}, ${origin.observedToExpected.toFixed(2)} ordered for each foretold`;
}

function sayAgainst(skill: number): string {
  return skill >= 0 ? `${percent(skill)} below` : `${percent(-skill)} above`;
}

function say({ estimate, low, high }: Interval, write: (value: number) => string): string {
  return `${write(estimate)} (${range(write(low), write(high))})`;
}

function decimals(digits: number): (value: number) => string {
  return (value) => value.toFixed(digits);
}
