/** Reads a file of the Open Bandit sample into logged decisions, for the policy that shows every item alike. */

import type { LoggedDecision } from '../../src/statistics/off-policy.ts';
import { columnOf, readTable } from '../tabular/read-table.ts';

/**
 * The log, with the uniform policy in question. The reward model is the click rate of each item and position, drawn to the
 * overall rate as if by 100 more showings (few items have a click), on the other half of the rows: never on its own.
 */
export function readBanditLog(text: string): readonly LoggedDecision[] {
  const table = readTable(text);
  const [items, positions] = [columnOf(table, 'item_id').values, columnOf(table, 'position').values];
  const rewards = columnOf(table, 'click').values.map(Number);
  const logged = columnOf(table, 'propensity_score').values.map(Number);
  const arms = [...new Set(items)];
  const models = [0, 1].map((half) => {
    const rows = [...rewards.keys()].filter((row) => row % 2 !== half);
    return learnClickRates(
      rows.map((row) => ({ cell: `${items[row]}|${positions[row]}`, reward: rewards[row]! })),
    );
  });
  return rewards.map((reward, row) => {
    const rateOf = (item: string) => models[row % 2]!(`${item}|${positions[row]}`);
    return {
      reward,
      assignmentProbability: logged[row]!,
      targetProbability: 1 / arms.length,
      expectedOfTaken: rateOf(items[row]!),
      expectedOfTarget: arms.reduce((sum, item) => sum + rateOf(item), 0) / arms.length,
    };
  });
}

const SHRINKAGE = 100;

function learnClickRates(rows: readonly { cell: string; reward: number }[]): (cell: string) => number {
  const cells = new Map<string, { clicks: number; shown: number }>();
  let clicks = 0;
  for (const { cell, reward } of rows) {
    const sofar = cells.get(cell) ?? { clicks: 0, shown: 0 };
    cells.set(cell, { clicks: sofar.clicks + reward, shown: sofar.shown + 1 });
    clicks += reward;
  }
  const overall = clicks / rows.length;
  return (cell) => {
    const { clicks: own, shown } = cells.get(cell) ?? { clicks: 0, shown: 0 };
    return (own + SHRINKAGE * overall) / (shown + SHRINKAGE);
  };
}
