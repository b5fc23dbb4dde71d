/** Draws the forecast for the next outcome window and the model's health in one line. */

import type { KnownBlock } from '@slack/types';
import type { ModelRun } from '../../domain/model-run.ts';
import type { QualityReport } from '../../domain/quality-report.ts';
import type { Estimate } from '../../domain/strategy.ts';
import { type Card, context, fields, header, section } from './card.ts';
import { count, day, escapeText, moment, money, percent, plural } from './mrkdwn.ts';

export interface ForecastView {
  readonly champion: ModelRun;
  readonly cutoff: number;
  readonly contacts: number;
  readonly buyers: Estimate;
  readonly revenueCents: Estimate;
  readonly currency: string;
  /** Contacts who ordered before and are now less likely than usual to order again. */
  readonly atRisk: number;
  /** Contacts whose probability is at least three times the average. */
  readonly aboutToBuy: number;
  readonly likeliest: readonly { readonly label: string; readonly conversionProbability: number }[];
  readonly quality: QualityReport | null;
}

export function drawForecast(view: ForecastView): Card {
  const { champion, buyers, revenueCents, currency } = view;
  const until = view.cutoff + champion.outcomeWindowDays * 86_400_000;
  const buyersText = `${buyers.value.toFixed(0)} (95 % interval ${buyers.low.toFixed(0)} to ${buyers.high.toFixed(0)})`;
  const blocks: KnownBlock[] = [
    header(`The next ${champion.outcomeWindowDays} days`),
    context(`From ${day(view.cutoff)} to ${day(until)}, for ${plural(view.contacts, 'contact')}`),
    fields([
      ['Expected buyers', buyersText],
      [
        'Expected revenue',
        `${money(revenueCents.value, currency)} (95 % interval ${money(revenueCents.low, currency)} to ${money(revenueCents.high, currency)})`,
      ],
      ['About to buy', `${plural(view.aboutToBuy, 'contact')} at three times the average or more`],
      ['At risk', `${plural(view.atRisk, 'former buyer')} below half the average`],
    ]),
    section(
      `*Most likely to order*\n${view.likeliest.map(({ label, conversionProbability }) => `• ${escapeText(label)}: ${percent(conversionProbability)}`).join('\n') || '_nobody yet_'}`,
    ),
    context(modelHealth(champion)),
    ...(view.quality === null ? [] : [context(qualityLine(view.quality))]),
    context('One contact: `/predict <e-mail or user id>`. What to do about it: `/campaign`.'),
  ];
  return { text: `Next ${champion.outcomeWindowDays} days: ${buyersText} buyers expected`, blocks };
}

/** "Model: reference network, ROC-AUC 0.81, log loss 0.31 beside 0.38 for always saying the base rate 12.0 % ..." */
export function modelHealth({ kind, metrics, trainedAt, backend }: ModelRun): string {
  return `Model: *${kind}* on ${backend}, trained ${moment(trainedAt)} · ROC-AUC ${metrics.rocAuc.toFixed(3)} (0.5 is chance) · log loss ${metrics.logLoss.toFixed(3)} beside ${metrics.baseRateLogLoss.toFixed(3)} for always saying the base rate of ${percent(metrics.baseRate)} · ${count(metrics.rows)} test rows`;
}

function qualityLine({ checks, held, at }: QualityReport): string {
  const failed = checks.filter(({ ok }) => !ok).map(({ name, share }) => `${name} ${percent(share)}`);
  if (failed.length === 0) return `Data quality ${moment(at)}: all ${checks.length} checks passed`;
  return `Data quality ${moment(at)}: ${failed.join(', ')}${held ? '; *training is held back*' : ''}`;
}
