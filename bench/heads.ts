/** How well it is foretold who leaves, what is spent and when the next order comes, on the events of a data folder. */

import type { HeadVerdict, RungFigures } from '../src/domain/heads-report.ts';
import { fitHeads } from '../src/learn/heads/learn-heads.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { measureSharing } from './heads/measure-sharing.ts';
import { readHeadSets } from './heads/read-head-sets.ts';

export interface BenchHeadsOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  readonly seed: number;
  /** With how many seeds it is measured what the other heads do to the forecast of an order; 0: not at all. */
  readonly sharing: number;
  readonly onProgress: (text: string) => void;
}

/** Everything is judged once, on the newest moment that a whole horizon follows, of which training knew nothing. */
export async function benchHeads(options: BenchHeadsOptions) {
  const { dataDir, windowDays, seed, onProgress } = options;
  const sets = await readHeadSets(dataDir, windowDays);
  const { horizonDays, usualGapDays, training, validation, test } = sets;
  onProgress(
    `leaving: no order within ${horizonDays} days, three usual gaps of ${usualGapDays.toFixed(1)} in whole outcome windows; ` +
      `${training.rows} rows to learn from, ${validation.rows} of other contacts to stop by, ${test.rows} contacts in the test`,
  );
  const startedAt = performance.now();
  const { verdicts, noNetwork } = await fitHeads({
    sets,
    seed,
    onProgress: ({ epoch, epochs, validationLogLoss }) =>
      onProgress(`epoch ${epoch} of ${epochs}: loss ${validationLogLoss.toFixed(4)}`),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  onProgress(`learnt in ${seconds.toFixed(1)} s${noNetwork === null ? '' : `; no network: ${noNetwork}`}`);
  for (const verdict of verdicts) onProgress(drawVerdict(verdict));
  const sharing = options.sharing === 0 ? null : await measureSharing({ ...options, horizonDays });
  return { heads: { windowDays, horizonDays, usualGapDays, seed, seconds, verdicts, sharing } };
}

const COLUMNS = {
  leaves: ['log loss', 'ROC-AUC', 'Brier', 'left/foretold'],
  value: ['Tweedie', 'Gini', 'MAE', 'spent/foretold'],
  'next order': ['int. Brier', 'concordance', 'MAE days', ''],
} as const;

function drawVerdict({
  head,
  rows,
  positives,
  rungs,
  networkAgainstSimple,
  serves,
  why,
}: HeadVerdict): string {
  const [loss, rank, error, came] = COLUMNS[head];
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(22), ...cells.map((cell) => cell.padEnd(13))].join(' ').trimEnd();
  return [
    `\n${head}: ${positives} of ${rows}`,
    line('', [loss, "minus the base rate's".padEnd(30), rank, error, came]),
    ...rungs.map((rung) => line(rung.kind, cellsOf(rung))),
    `the network minus the best of the simple ones: ${networkAgainstSimple === null ? '' : sayInterval(networkAgainstSimple)}`,
    `serves: ${serves ?? 'nobody'}; ${why}`,
  ].join('\n');
}

function cellsOf({ loss, againstBaseRate, rank, error, cameToForetold }: RungFigures): string[] {
  const number = (value: number | null) => (value === null ? '' : value.toPrecision(5));
  return [
    number(loss),
    (againstBaseRate === null ? '' : sayInterval(againstBaseRate)).padEnd(30),
    number(rank),
    number(error),
    cameToForetold === null ? '' : sayInterval(cameToForetold),
  ];
}

function sayInterval({ estimate, low, high }: Interval): string {
  return `${estimate.toPrecision(4)} (${low.toPrecision(3)} to ${high.toPrecision(3)})`;
}
