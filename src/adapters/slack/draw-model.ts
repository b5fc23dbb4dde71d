/** Draws the champion and the runs beside it, each metric next to its base rate. */

import type { KnownBlock } from '@slack/types';
import type { ModelRun } from '../../domain/model-run.ts';
import { type Card, context, fields, header, section } from './card.ts';
import { modelHealth } from './draw-forecast.ts';
import { count, day, escapeText, moment, percent } from './mrkdwn.ts';

const RUNS_SHOWN = 6;

export function drawModel(champion: ModelRun | null, recent: readonly ModelRun[]): Card {
  const blocks: KnownBlock[] = [header('Models')];
  if (champion === null)
    blocks.push(
      section(
        'There is no champion yet. `npm run job -- nightly` trains one now; the next night does it anyway.',
      ),
    );
  else blocks.push(...drawChampion(champion));
  if (recent.length > 0)
    blocks.push(section(`*Latest training runs*\n${recent.slice(0, RUNS_SHOWN).map(drawRun).join('\n')}`));
  return {
    text:
      champion === null
        ? 'There is no champion yet'
        : `Champion: ${champion.kind}, ROC-AUC ${champion.metrics.rocAuc.toFixed(3)}`,
    blocks,
  };
}

function drawChampion(champion: ModelRun): KnownBlock[] {
  const { metrics } = champion;
  return [
    section(`*Champion: ${champion.kind}*\n${escapeText(champion.reason)}`),
    context(modelHealth(champion)),
    fields([
      ['Log loss', `${metrics.logLoss.toFixed(4)} (base rate ${metrics.baseRateLogLoss.toFixed(4)})`],
      ['ROC-AUC', `${metrics.rocAuc.toFixed(3)} (chance 0.500)`],
      ['PR-AUC', `${metrics.prAuc.toFixed(3)} (chance ${metrics.baseRate.toFixed(3)})`],
      ['Accuracy', `${percent(metrics.accuracy)} (always "no": ${percent(metrics.baseRateAccuracy)})`],
      ['Precision', `${percent(metrics.precision)} (chance ${percent(metrics.baseRate)})`],
      ['Recall', percent(metrics.recall)],
      ['F1', metrics.f1.toFixed(3)],
      ['Calibration error', percent(metrics.calibrationError)],
    ]),
    context(
      `Accuracy, precision, recall and F1 at a threshold of ${metrics.threshold.toFixed(3)}, chosen on the validation set. Test set: ${count(metrics.rows)} contacts as of ${day(champion.testCutoff)}, ${count(metrics.positives)} of whom ordered within ${champion.outcomeWindowDays} days. ${champion.features.length} features, seed ${champion.seed}, backend ${champion.backend}, ${champion.seconds.toFixed(1)} s.`,
    ),
  ];
}

function drawRun({ kind, state, metrics, trainedAt, reason }: ModelRun): string {
  return `• ${moment(trainedAt)} *${kind}*, ${state}: log loss ${metrics.logLoss.toFixed(4)}, ROC-AUC ${metrics.rocAuc.toFixed(3)}. ${escapeText(reason)}`;
}
