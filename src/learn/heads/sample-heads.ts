/** What is foretold besides an order of a sample of contacts, as far as an outcome window can tell whether it came. */

import type { HeadScores } from '../../domain/model-run.ts';
import type { SampledHeads } from '../../domain/score-sample.ts';

/** Of each contact what it is to spend, and the latest day within the window by which a share of such contacts is to have ordered. */
export function sampleHeads(scores: readonly (HeadScores | null)[], outcomeWindowDays: number): SampledHeads {
  return {
    valueCents: scores.map((one) => (one?.valueCents == null ? null : Math.round(one.valueCents))),
    orderBy: scores.map((one) => findDay(one?.nextOrder ?? null, outcomeWindowDays)),
  };
}

function findDay(next: HeadScores['nextOrder'], windowDays: number): readonly [number, number] | null {
  if (next === null) return null;
  const told = [
    [next.threeQuartersDays, 0.75],
    [next.medianDays, 0.5],
    [next.quarterDays, 0.25],
  ] as const;
  for (const [days, share] of told)
    if (days !== null && days > 0 && days <= windowDays) return [Number(days.toFixed(2)), share];
  return null;
}
