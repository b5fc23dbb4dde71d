/** Describes the chart of how often a model's predictions came true on its test set. */

import type { Chart } from '../../domain/chart.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import { wilsonInterval } from '../../statistics/proportion-interval.ts';
import { modelName, percent, plural } from './mrkdwn.ts';

type Bins = NonNullable<ModelRun['metrics']['reliability']>;

/** A share of fewer contacts is anywhere: one order more or less would move it by more than three points. */
const MIN_ROWS = 30;

/** Null when the run was trained before its reliability was kept. */
export function drawReliabilityChart({ kind, metrics }: ModelRun): Chart | null {
  const { reliability, rows } = metrics;
  if (reliability === undefined) return null;
  const points = gather(reliability).map((bin) => {
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
    alt: `The ${modelName(kind)} on ${plural(rows, 'contact')} in a window that it had not seen, in ${plural(points.length, 'group')} by predicted probability: ${groups.join('; ')}. The nearer the two, the better.`,
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

/** Neighbours together until each group is large enough to be spoken of; what is left over joins the last. */
function gather(bins: Bins): Bins {
  const groups: Bins[number][] = [];
  for (const bin of bins) {
    const last = groups.at(-1);
    const isLastSmall = last !== undefined && last.rows < MIN_ROWS;
    if (isLastSmall) groups[groups.length - 1] = join(last, bin);
    else groups.push(bin);
  }
  const [rest, before] = [groups.at(-1), groups.at(-2)];
  if (rest === undefined || before === undefined || rest.rows >= MIN_ROWS) return groups;
  return [...groups.slice(0, -2), join(before, rest)];
}

function join(one: Bins[number], other: Bins[number]): Bins[number] {
  const rows = one.rows + other.rows;
  return {
    rows,
    positives: one.positives + other.positives,
    meanProbability: (one.rows * one.meanProbability + other.rows * other.meanProbability) / rows,
  };
}
