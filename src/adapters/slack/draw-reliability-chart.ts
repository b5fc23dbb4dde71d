/** Describes the chart of how often a model's predictions came true on its test set. */

import type { Chart } from '../../domain/chart.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import { wilsonInterval } from '../../statistics/proportion-interval.ts';
import { modelName, percent, plural } from './mrkdwn.ts';

/** Null when the run was trained before its reliability was kept. */
export function drawReliabilityChart({ kind, metrics }: ModelRun): Chart | null {
  const { reliability, rows } = metrics;
  if (reliability === undefined) return null;
  const points = reliability.map((bin) => {
    const { estimate, low, high } = wilsonInterval(bin.positives, bin.rows);
    return { predicted: bin.meanProbability, observed: estimate, low, high };
  });
  const groups = points.map(
    ({ predicted, observed, low, high }) =>
      `predicted ${percent(predicted)}, ordered ${percent(observed)} (95 % interval ${percent(low)} to ${percent(high)})`,
  );
  return {
    kind: 'reliability',
    title: 'What was predicted, and what came true',
    alt: `The ${modelName(kind)} on ${plural(rows, 'contact')} that it had not seen, in ${plural(points.length, 'group')} by predicted probability: ${groups.join('; ')}. The nearer the two, the better.`,
    xLabel: 'Predicted probability (%)',
    yLabel: 'Share who ordered (%)',
    points: points.map(({ predicted, observed, low, high }) => ({
      predicted: 100 * predicted,
      observed: 100 * observed,
      low: 100 * low,
      high: 100 * high,
    })),
  };
}
