/** How well it is foretold who leaves, what is spent and when the next order comes, on the events of a data folder. */

import { DAY } from '../src/domain/clock.ts';
import { CHANCE_OF_LUCK } from '../src/domain/comparison.ts';
import type { HeadVerdict, RungFigures } from '../src/domain/heads-report.ts';
import type { FormerHeads } from '../src/learn/heads/judge-heads.ts';
import { fitHeads } from '../src/learn/heads/learn-heads.ts';
import { foretellBy } from '../src/learn/heads/pack-heads.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { measureSharing } from './heads/measure-sharing.ts';
import { readHeadSets } from './heads/read-head-sets.ts';

export interface BenchHeadsOptions {
  /** Where a shop's events were imported. */
  readonly dataDir: string;
  readonly windowDays: number;
  /** One after the other, as nights with these seeds: who serves after one is judged beside the next. */
  readonly seeds: readonly number[];
  /** With how many seeds it is measured what the other heads do to the forecast of an order; 0: not at all. */
  readonly sharing: number;
  readonly onProgress: (text: string) => void;
}

/** Everything is judged once, on the newest moment that a whole horizon follows, of which training knew nothing. */
export async function benchHeads(options: BenchHeadsOptions) {
  const { dataDir, windowDays, seeds, onProgress } = options;
  const sets = await readHeadSets(dataDir, windowDays);
  const { horizonDays, usualGapDays, training, validation, test } = sets;
  onProgress(
    `leaving: no order within ${horizonDays} days, three usual gaps of ${usualGapDays.toFixed(1)} in whole outcome windows; ` +
      `${training.rows} rows to learn from, ${validation.rows} of other contacts to stop by, ${test.rows} contacts in the test`,
  );
  const nights = [];
  let former: FormerHeads | null = null;
  for (const seed of seeds) {
    const night = await learnNight({ sets, seed, former, onProgress });
    former = night.former;
    nights.push({ seed, seconds: night.seconds, verdicts: night.verdicts });
  }
  const sharing = options.sharing === 0 ? null : await measureSharing({ ...options, horizonDays });
  return { heads: { windowDays, horizonDays, usualGapDays, nights, sharing } };
}

interface Night {
  readonly sets: Awaited<ReturnType<typeof readHeadSets>>;
  readonly seed: number;
  /** Who served after the night before, or null. */
  readonly former: FormerHeads | null;
  readonly onProgress: (text: string) => void;
}

/** The same facts learnt with another seed, compared as for the first time: what then changes hands does so by chance. */
async function learnNight({ sets, seed, former, onProgress }: Night) {
  const startedAt = performance.now();
  const { verdicts, noNetwork, ...learnt } = await fitHeads({
    ...{ sets, seed, former },
    onProgress: ({ epoch, epochs, validationLogLoss }) =>
      onProgress(`epoch ${epoch} of ${epochs}: loss ${validationLogLoss.toFixed(4)}`),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const network = noNetwork === null ? '' : `; no network: ${noNetwork}`;
  onProgress(`seed ${seed}: learnt in ${seconds.toFixed(1)} s${network}`);
  for (const verdict of verdicts) onProgress(drawVerdict(verdict));
  const by = new Map(former?.by);
  const plan = {
    comparisons: { championId: null, count: 1, testCutoff: 0 },
    chance: CHANCE_OF_LUCK / 2,
    nextAt: 0,
  };
  for (const { head, serves: kind, stays } of verdicts) {
    if (kind === null) by.delete(head);
    else if (!stays)
      by.set(head, {
        ...{ kind, foretold: await foretellBy(learnt, kind, sets.test), trainedAt: seed * DAY },
        plan,
      });
  }
  return { seconds, verdicts, former: { by, held: null } };
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
