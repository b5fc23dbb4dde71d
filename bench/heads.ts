/** How well it is foretold who leaves, what is spent and when the next order comes, on the events of a data folder. */

import { RUNGS } from '../src/learn/heads/heads.ts';
import { type HeadVerdict, judgeHeads, type RungFigures } from '../src/learn/heads/judge-heads.ts';
import { fitSimpleHeads, foretellSimply } from '../src/learn/heads/simple-heads.ts';
import { buildHeadSets } from '../src/prepare/build-head-sets.ts';
import { measureDataSpan } from '../src/prepare/measure-data-span.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { readShop } from './read-shop.ts';

export interface BenchHeadsOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  readonly seed: number;
  readonly onProgress: (text: string) => void;
}

/** Everything is judged once, on the newest moment that a whole horizon follows, of which training knew nothing. */
export async function benchHeads({ dataDir, windowDays, seed, onProgress }: BenchHeadsOptions) {
  const sets = await readSets(dataDir, windowDays);
  const { horizonDays, usualGapDays, training, validation, test } = sets;
  onProgress(
    `leaving: no order within ${horizonDays} days, three usual gaps of ${usualGapDays.toFixed(1)} in whole outcome windows; ` +
      `${training.rows} rows to learn from, ${validation.rows} of other contacts to stop by, ${test.rows} contacts in the test`,
  );
  const simple = fitSimpleHeads(training, { outcomeWindowDays: windowDays, horizonDays });
  const rungs = RUNGS.filter((kind) => kind !== 'heads-network').map((kind) => ({
    kind,
    foretold: foretellSimply(simple, kind, test),
  }));
  const verdicts = judgeHeads(test, rungs, seed);
  for (const verdict of verdicts) onProgress(drawVerdict(verdict));
  return { heads: { windowDays, horizonDays, usualGapDays, seed, verdicts } };
}

function readSets(dataDir: string, outcomeWindowDays: number) {
  return readShop(dataDir, async ({ stores: { events } }, now) => {
    const histories = () => events.histories(Number.MAX_SAFE_INTEGER);
    const span = await measureDataSpan(histories(), now);
    if (span === null) throw new Error('There are no customer events in this folder.');
    const sets = await buildHeadSets({ histories, span, outcomeWindowDays, now });
    if (sets.kind !== 'head-sets') throw new Error(`${sets.reason} ${sets.enough}`);
    return sets;
  });
}

const COLUMNS = {
  leaves: ['log loss', 'ROC-AUC', 'Brier', 'left/foretold'],
  value: ['Tweedie', 'Gini', 'MAE', 'spent/foretold'],
  'next order': ['int. Brier', 'concordance', 'MAE days', ''],
} as const;

function drawVerdict({ head, rows, positives, rungs, serves, why }: HeadVerdict): string {
  const [loss, rank, error, came] = COLUMNS[head];
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(22), ...cells.map((cell) => cell.padEnd(13))].join(' ').trimEnd();
  return [
    `\n${head}: ${positives} of ${rows}`,
    line('', [loss, "minus the base rate's".padEnd(30), rank, error, came]),
    ...rungs.map((rung) => line(rung.kind, cellsOf(rung))),
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
