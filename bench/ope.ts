/** Off-policy estimates on logs of real traffic, and whether their intervals hold where the truth is known. */

import type { Interval } from '../src/statistics/interval.ts';
import { estimateDr, estimateIps, estimateSnips, type LoggedDecision } from '../src/statistics/off-policy.ts';
import { readDataFile } from './data-file.ts';
import { readBanditLog } from './ope/read-bandit-log.ts';
import { simulateShop } from './ope/simulate-log.ts';

export interface BenchOpeOptions {
  readonly data: string;
  readonly repetitions: number;
  readonly onProgress: (text: string) => void;
}

const ESTIMATORS = { ips: estimateIps, snips: estimateSnips, dr: estimateDr } as const;
type Estimator = keyof typeof ESTIMATORS;
const NAMES: readonly Estimator[] = ['ips', 'snips', 'dr'];

/** E-mails in each simulated log. */
const DECISIONS = 5000;
const GOAL = [0.93, 0.97] as const;

/**
 * The value of showing every item alike, estimated on the file, beside what was earned in it; then the share of simulated
 * logs whose 95% interval holds the simulator's truth.
 */
export async function benchOpe({ data, repetitions, onProgress }: BenchOpeOptions) {
  const file = await readDataFile(data, onProgress);
  const log = readBanditLog(file.text);
  const logged = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
  const estimates = Object.fromEntries(NAMES.map((name) => [name, ESTIMATORS[name](log)]));
  const simulated = measureCoverage(repetitions, onProgress);
  onProgress(drawTable(estimates, { logged, simulated }));
  return {
    ope: {
      data: file.name,
      sha256: file.sha256,
      decisions: log.length,
      logged,
      estimates,
      simulator: simulated,
    },
  };
}

interface Simulated {
  readonly truth: number;
  readonly repetitions: number;
  readonly decisions: number;
  /** The share of intervals that hold the truth, and the mean of the estimates. */
  readonly coverage: Readonly<Record<string, number>>;
  readonly meanEstimate: Readonly<Record<string, number>>;
}

function measureCoverage(repetitions: number, onProgress: (text: string) => void): Simulated {
  const { truth, draw } = simulateShop();
  const found: Record<Estimator, Interval[]> = { ips: [], snips: [], dr: [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const log: readonly LoggedDecision[] = draw(DECISIONS, repetition + 1);
    for (const name of NAMES) found[name].push(ESTIMATORS[name](log));
    if ((repetition + 1) % 100 === 0) onProgress(`${repetition + 1} of ${repetitions} simulated logs`);
  }
  const holds = ({ low, high }: Interval) => low <= truth && truth <= high;
  const share = (of: readonly Interval[]) => of.filter(holds).length / of.length;
  const mean = (of: readonly Interval[]) => of.reduce((sum, { estimate }) => sum + estimate, 0) / of.length;
  return {
    truth,
    repetitions,
    decisions: DECISIONS,
    coverage: Object.fromEntries(NAMES.map((name) => [name, share(found[name])])),
    meanEstimate: Object.fromEntries(NAMES.map((name) => [name, mean(found[name])])),
  };
}

function drawTable(
  estimates: Readonly<Record<string, Interval>>,
  { logged, simulated }: { readonly logged: number; readonly simulated: Simulated },
): string {
  return [
    `earned in the log: ${logged.toFixed(5)} clicks a showing`,
    `${'estimator'.padEnd(10)} ${'showing all alike would have earned'.padEnd(38)} simulator: mean (truth ${simulated.truth.toFixed(5)})  intervals that hold it`,
    ...NAMES.map((name) => {
      const { estimate, low, high } = estimates[name]!;
      const interval = `${estimate.toFixed(5)} (${low.toFixed(5)} to ${high.toFixed(5)})`;
      return `${name.padEnd(10)} ${interval.padEnd(38)} ${simulated.meanEstimate[name]!.toFixed(5).padEnd(33)} ${(simulated.coverage[name]! * 100).toFixed(1)} %`;
    }),
    `goal for intervals: ${GOAL[0] * 100} to ${GOAL[1] * 100} %`,
  ].join('\n');
}
