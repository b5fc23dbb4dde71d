/** What it does to the forecast of an order that other heads share its trunk: the same network with and without them. */

import { chooseEdges } from '../../src/learn/heads/hazard-bins.ts';
import type { HeadSet } from '../../src/learn/heads/heads.ts';
import { HeadsNetwork } from '../../src/learn/heads/heads-network.ts';
import { rowLogLoss } from '../../src/statistics/log-loss.ts';
import { mean, pairedInterval } from '../../src/statistics/mean-interval.ts';
import { rocAuc } from '../../src/statistics/ranking.ts';
import { readOrderSets } from './read-head-sets.ts';

export interface SharingRequest {
  readonly dataDir: string;
  readonly windowDays: number;
  readonly horizonDays: number;
  /** How many seeds. */
  readonly sharing: number;
  readonly onProgress: (text: string) => void;
}

/** Log loss on the contacts on whom models of an order are tested, mean of the seeds; the interval is over contacts. */
export async function measureSharing({
  dataDir,
  windowDays,
  horizonDays,
  sharing,
  onProgress,
}: SharingRequest) {
  const terms = { outcomeWindowDays: windowDays, horizonDays };
  const { training, validation, test } = await readOrderSets(dataDir, terms);
  const edges = chooseEdges(training, terms);
  const sums = { shared: new Float64Array(test.rows), alone: new Float64Array(test.rows) };
  for (let seed = 1; seed <= sharing; seed += 1)
    for (const kind of ['shared', 'alone'] as const) {
      const network = new HeadsNetwork();
      const seen = kind === 'shared' ? (set: HeadSet) => set : onlyOrders;
      const { bestEpoch } = await network.fit(seen(training), seen(validation), { ...terms, seed, edges });
      const { buys } = await network.predict(test);
      const losses = rowLogLoss(test.bought, buys);
      losses.forEach((loss, row) => {
        sums[kind][row]! += loss / sharing;
      });
      onProgress(
        `seed ${seed}, ${kind}: epoch ${bestEpoch}, log loss ${mean(losses).toFixed(4)}, ROC-AUC ${rocAuc(test.bought, buys)!.toFixed(4)}`,
      );
    }
  const difference = pairedInterval(sums.shared, sums.alone, 1);
  const { estimate, low, high } = difference;
  onProgress(
    `an order, ${test.rows} contacts: shared ${mean(sums.shared).toFixed(4)}, alone ${mean(sums.alone).toFixed(4)}, ` +
      `shared minus alone ${estimate.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`,
  );
  return { seeds: sharing, shared: mean(sums.shared), alone: mean(sums.alone), difference };
}

/** Everything else unknown. */
function onlyOrders(set: HeadSet): HeadSet {
  const unknown = new Float64Array(set.rows).fill(Number.NaN);
  return { ...set, valueCents: unknown, leaves: unknown, nextOrderDays: unknown, ordered: unknown };
}
