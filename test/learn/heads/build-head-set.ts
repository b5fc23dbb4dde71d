/** Contacts with a planted truth: how soon they order and what they spend, part of which only an interaction tells. */

import type { HeadSet, HeadTerms } from '../../../src/learn/heads/heads.ts';
import { createRandom } from '../../../src/statistics/random.ts';

export const TERMS: HeadTerms = { outcomeWindowDays: 30, horizonDays: 90 };
const HEAD_FEATURES = [
  'recencyDays',
  'orderCount',
  'customerDays',
  'totalSpentCents',
  'meanOrderCents',
  'hasOrderRhythm',
  'meanOrderGapDays',
  'left',
  'right',
  'noise',
];
const SPREAD = 0.5;

export interface PlantedSet extends HeadSet {
  /** The true chance to leave, the true mean of what is spent, and the true mean of days to the next order. */
  readonly truth: {
    readonly leaves: Float64Array;
    readonly valueCents: Float64Array;
    readonly meanDays: Float64Array;
  };
}

/**
 * Days to the next order are exponential, three times as fast where `left` and `right` have one sign as where they have not; what an
 * order is worth is lognormal. With `watched` rows are watched for a time by lot, as at rolling cutoffs, and what is not
 * over is NaN or censored; a tenth never ordered.
 */
export function buildHeadSet(rows: number, seed: number, { watched = false } = {}): PlantedSet {
  const random = createRandom(seed);
  const x = new Float32Array(rows * HEAD_FEATURES.length);
  const column = () => new Float64Array(rows).fill(Number.NaN);
  const set = {
    bought: column(),
    valueCents: column(),
    leaves: column(),
    nextOrderDays: column(),
    ordered: column(),
  };
  const truth = { leaves: column(), valueCents: column(), meanDays: column() };
  for (let row = 0; row < rows; row += 1) {
    const isNew = random.uniform() < 0.1;
    const [left, right] = [random.normal(), random.normal()];
    const gap = 10 * Math.exp(2.3 * random.uniform());
    const worth = 2000 + 6000 * random.uniform();
    const orders = isNew ? 0 : 1 + random.poisson(120 / gap);
    const recency = isNew ? 730 : random.exponential(gap);
    const age = isNew ? 0 : recency + gap * (orders - 1);
    const features = [
      recency,
      orders,
      age,
      orders * worth,
      orders * worth && worth,
      orders > 1 ? 1 : 0,
      orders > 1 ? gap : 730,
    ];
    x.set([...features, left, right, random.normal()], row * HEAD_FEATURES.length);
    const meanDays = (isNew ? 300 : gap) * (left * right > 0 ? 0.6 : 1.8);
    const days = random.exponential(meanDays);
    const followed = watched ? 15 + 120 * random.uniform() : TERMS.horizonDays;
    const log = Math.log(isNew ? 3000 : worth) - SPREAD ** 2 / 2;
    const spends = Math.exp(log + SPREAD * random.normal());
    write(truth, row, truthOf(meanDays, Math.exp(log + SPREAD ** 2 / 2)));
    if (followed >= TERMS.outcomeWindowDays) {
      set.bought[row] = days < TERMS.outcomeWindowDays ? 1 : 0;
      set.valueCents[row] = set.bought[row]! * spends;
    }
    if (isNew) continue;
    const until = Math.min(followed, TERMS.horizonDays);
    set.nextOrderDays[row] = Math.min(days, until);
    set.ordered[row] = days < until ? 1 : 0;
    if (followed >= TERMS.horizonDays) set.leaves[row] = days < TERMS.horizonDays ? 0 : 1;
  }
  return { featureNames: HEAD_FEATURES, rows, x, ...set, truth };
}

function truthOf(meanDays: number, meanCents: number) {
  const stays = (days: number) => Math.exp(-days / meanDays);
  return {
    meanDays,
    leaves: stays(TERMS.horizonDays),
    valueCents: (1 - stays(TERMS.outcomeWindowDays)) * meanCents,
  };
}

function write<Name extends string>(
  to: Readonly<Record<Name, Float64Array>>,
  row: number,
  values: Readonly<Record<Name, number>>,
): void {
  for (const name of Object.keys(values) as Name[]) to[name][row] = values[name];
}
