/** Rolling origins: each of a shop's last windows foretold from what was known before it, by every kind of model. */

import { trainCandidates } from '../src/learn/train-candidates.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { readSets } from './read-sets.ts';

export interface BenchOriginsOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  /** How many windows are foretold, the newest first. */
  readonly origins: number;
  readonly seed: number;
  readonly onProgress: (text: string) => void;
}

/**
 * Trains and judges as the first night at the end of each window does (Tashman, "Out-of-sample tests of forecasting accuracy",
 * International Journal of Forecasting 16, 2000). Differences to the baseline are of mean log loss on the same contacts,
 * with a 95 % interval by paired bootstrap; the windows share training rows, so the intervals are not independent.
 */
export async function benchOrigins({ origins, seed, onProgress, ...shop }: BenchOriginsOptions) {
  const found = [];
  for (let windowsBack = 0; windowsBack < origins; windowsBack += 1) {
    const { training, validation, test } = await readSets(shop, windowsBack);
    const { candidates } = await trainCandidates({
      ...{ training, validation, test, seed, champion: null },
      outcomeWindowDays: shop.windowDays,
      clock: { now: () => Date.now() },
    });
    const kinds = candidates.map(({ kind, metrics, againstBaseline }) => ({
      kind,
      logLoss: metrics.logLoss,
      againstBaseline,
    }));
    const { rows, baseRate, baseRateLogLoss } = candidates[0]!.metrics;
    found.push({ windowsBack, rows, baseRate, baseRateLogLoss, kinds });
    onProgress(
      `${windowsBack} windows back, ${rows} contacts, base rate ${baseRate.toFixed(3)}, which has a log loss of ${baseRateLogLoss.toFixed(4)}`,
    );
    for (const one of kinds) onProgress(describe(one));
  }
  return { origins: { windowDays: shop.windowDays, seed, found } };
}

interface Found {
  readonly kind: string;
  readonly logLoss: number;
  readonly againstBaseline: Interval | null;
}

function describe({ kind, logLoss, againstBaseline }: Found): string {
  const words = `  ${kind.padEnd(20)} ${logLoss.toFixed(4)}`;
  if (againstBaseline === null) return words;
  const { estimate, low, high } = againstBaseline;
  return `${words}  ${estimate.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)}) to the baseline's`;
}
