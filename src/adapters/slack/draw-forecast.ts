/** Draws the forecast for the next outcome window and the model's health in one line. */

import { DAY } from '../../domain/clock.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import { describeUnreadReviews, type QualityReport } from '../../domain/quality-report.ts';
import { isEnough, sayEnough } from '../../statistics/enough.ts';
import { type Card, context, fields, header, section, toCard } from './card.ts';
import { explainNoChart, type ForecastFigures, type PastWindowView } from './draw-forecast-charts.ts';
import { day, escapeText, modelName, moment, money, oneLine, percent, plural, range } from './mrkdwn.ts';

export interface ForecastView extends ForecastFigures {
  readonly champion: ModelRun;
  readonly contacts: number;
  /** Contacts who ordered before and are now less likely than usual to order again. */
  readonly atRisk: number;
  /** Former buyers more likely than not to leave, how that is defined, and which share did in the test; null where nothing foretells it. */
  readonly leaving: {
    readonly contacts: number;
    readonly horizonDays: number;
    readonly baseRate: number;
  } | null;
  /** Contacts whose probability is at least three times the base rate of the champion's test. */
  readonly aboutToBuy: number;
  readonly likeliest: readonly { readonly label: string; readonly conversionProbability: number }[];
  /** A few of those at risk; `leaves` is the risk, null where it is not foretold. */
  readonly mostLost: readonly {
    readonly label: string;
    readonly orders: number;
    readonly conversionProbability: number;
    readonly leaves: number | null;
  }[];
  readonly quality: QualityReport | null;
}

export function drawForecast(view: ForecastView): Card {
  const { champion, buyers, revenueCents, currency } = view;
  const noChart = explainNoChart(view);
  const until = view.cutoff + champion.outcomeWindowDays * DAY;
  const days = plural(champion.outcomeWindowDays, 'day');
  const buyersText = `${buyers.value.toFixed(0)} (${range(buyers.low.toFixed(0), buyers.high.toFixed(0))})`;
  const revenue = range(money(revenueCents.low, currency), money(revenueCents.high, currency));
  return toCard(`Next ${days}: ${buyersText} buyers expected`, [
    header(`The next ${days}`),
    context(`From ${day(view.cutoff)} to ${day(until)}, for ${plural(view.contacts, 'contact')}`),
    fields([
      ['Expected buyers', buyersText],
      ['Expected revenue', `${money(revenueCents.value, currency)} (${revenue})`],
      [
        'About to buy',
        `${plural(view.aboutToBuy, 'contact')}, three times as likely as the base rate or more`,
      ],
      ['At risk', sayAtRisk(view)],
    ]),
    section(`*Most likely to order*\n${view.likeliest.map(drawLikely).join('\n') || 'Nobody yet.'}`),
    ...(view.mostLost.length === 0
      ? []
      : [section(`*At risk, those with most orders*\n${view.mostLost.map(drawLost).join('\n')}`)]),
    context(
      'Who they are: `/audience about to buy`, `/audience at risk`. From there a campaign can be drafted.',
    ),
    section(`*How far to trust this*\n${modelTrust(champion)}`),
    context(
      `The 95 % intervals hold chance only, not the model's own error. Revenue: one order a buyer. Base rate: the ${percent(champion.metrics.baseRate)} who ordered in the model's test.`,
    ),
    ...(view.quality === null ? [] : [context(qualityLine(view.quality))]),
    ...(noChart === null ? [] : [context(noChart)]),
    context(
      'One contact: `/predict jane@example.com` or `/predict` with a user id. What to do about it: `/campaign`.',
    ),
  ]);
}

/** Of a shop that has no model yet. */
export interface NoForecastView {
  /** Why not, and what would be enough. */
  readonly missing: string;
  /** Oldest first. */
  readonly pastWindows: readonly PastWindowView[];
  readonly currency: string;
}

export function drawNoForecast({ missing, pastWindows, currency }: NoForecastView): Card {
  const windows = pastWindows.map(
    ({ from, to, buyers, contacts, revenueCents }) =>
      `• ${day(from)} to ${day(to)}: ${contacts === undefined ? plural(buyers, 'buyer') : `${buyers} of ${plural(contacts, 'contact')} ordered`}, ${money(revenueCents, currency)}`,
  );
  return toCard(`No forecast yet. ${escapeText(missing)}`, [
    header('No forecast yet'),
    section(escapeText(missing)),
    ...(windows.length === 0
      ? []
      : [
          section(`*What the last windows brought*\n${windows.join('\n')}`),
          context('Of contacts who were known when each window began, less what was refunded since.'),
        ]),
    context('What is known of one contact: `/predict jane@example.com` or `/predict` with a user id.'),
  ]);
}

function sayAtRisk({ leaving, atRisk }: ForecastView): string {
  if (leaving === null) return `${plural(atRisk, 'former buyer')}, less than half as likely as the base rate`;
  const { contacts, horizonDays, baseRate } = leaving;
  return `${plural(contacts, 'former buyer')}, more likely than not to order nothing within ${plural(horizonDays, 'day')} (in the test ${percent(baseRate)} did not)`;
}

function drawLikely({ label, conversionProbability }: ForecastView['likeliest'][number]): string {
  return `• ${oneLine(label)}: ${percent(conversionProbability)}`;
}

function drawLost({
  label,
  orders,
  conversionProbability,
  leaves,
}: ForecastView['mostLost'][number]): string {
  const risk =
    leaves === null
      ? `${percent(conversionProbability)} likely to order`
      : `${percent(leaves)} likely not to order again within that time`;
  return `• ${oneLine(label)}: ${plural(orders, 'order')}, ${risk}`;
}

/** How far to trust a forecast, as a marketer reads it; `/model` has the figures behind it. */
export function modelTrust({ kind, metrics, trainedAt, testCutoff }: ModelRun): string {
  const { rocAuc, logLoss, baseRateLogLoss, baseRate, rows } = metrics;
  const few = isEnough(metrics) ? '' : ` That is too few to rely on: ${sayEnough('bought')}.`;
  const care =
    logLoss < baseRateLogLoss
      ? 'Its probabilities say more than that share of everybody does.'
      : 'Its probabilities say *no more* than that share of everybody does: use it to rank customers, and take them with care.';
  return `The *${modelName(kind)}*, trained ${moment(trainedAt)}: in a later window than it learnt from, which began on ${day(testCutoff)}, of a customer who bought and one who did not, it named the buyer ${(100 * rocAuc).toFixed(0)} times in 100 (50 is chance; ${percent(baseRate)} of ${plural(rows, 'customer')} bought).${few} ${care} \`/model\` has its figures.`;
}

/** "The reference network, trained ..., ranks a buyer above a non-buyer in 81 of 100 pairs ...", with a verdict. */
export function modelHealth({ kind, metrics, trainedAt, testCutoff }: ModelRun): string {
  const { rocAuc, logLoss, baseRateLogLoss, baseRate } = metrics;
  const isBetter = logLoss < baseRateLogLoss;
  const care = isBetter ? '' : ' Use it to rank contacts, and take its probabilities with care.';
  return `The *${modelName(kind)}*, trained ${moment(trainedAt)}, ranks a buyer above a non-buyer in ${(100 * rocAuc).toFixed(0)} of 100 pairs (ROC-AUC ${rocAuc.toFixed(3)}; 50 is chance). Its probabilities are ${isBetter ? 'better than' : '*no better than*'} saying the base rate of ${percent(baseRate)} of everybody (log loss ${logLoss.toFixed(3)} against ${baseRateLogLoss.toFixed(3)}; lower is better), on ${plural(metrics.rows, 'contact')} as of ${day(testCutoff)}, in a later window than it learnt from.${care}`;
}

/** What the checks of the data said, in one line. */
export function qualityLine({ checks, held, at }: QualityReport): string {
  const unread = describeUnreadReviews({ checks });
  const also = unread === null ? '' : `. ${unread}`;
  const failed = checks
    .filter(({ ok }) => !ok)
    .map(({ name, share }) => `${oneLine(name)} ${percent(share)}`);
  if (failed.length === 0) return `Data quality ${moment(at)}: all ${checks.length} checks passed${also}`;
  return `Data quality ${moment(at)}: ${failed.join(', ')}${held ? '; *training is held back*' : ''}${also}`;
}
