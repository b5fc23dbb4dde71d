/** Made-up contacts whose features look like a shop's: skewed counts and amounts, many of them zero, and a few shares. */

import type { HeadSet } from '../../src/learn/heads/heads.ts';
import type { TrainingSet } from '../../src/learn/model.ts';
import { createRandom, type Random } from '../../src/statistics/random.ts';

const KNOWN = [
  'recencyDays',
  'orderCount',
  'customerDays',
  'totalSpentCents',
  'meanOrderCents',
  'hasOrderRhythm',
  'meanOrderGapDays',
];
const OTHERS = 21;
const NAMES = [...KNOWN, ...Array.from({ length: OTHERS }, (_, at) => `other${at}`)];
export const WINDOW_DAYS = 30;
export const HORIZON_DAYS = 90;

export type Contacts = TrainingSet & HeadSet;

/** Days to the next order are exponential by a gap of each contact's own; the other features say nothing, which takes as long to score. */
export function makeContacts(rows: number, seed: number): Contacts {
  const random = createRandom(seed);
  const x = new Float32Array(rows * NAMES.length);
  const column = () => new Float64Array(rows).fill(Number.NaN);
  const [bought, valueCents, leaves, nextOrderDays, ordered] = [0, 1, 2, 3, 4].map(column) as Columns;
  for (let row = 0; row < rows; row += 1) {
    const isNew = random.uniform() < 0.1;
    const gap = 10 * Math.exp(2.3 * random.uniform());
    const worth = 2000 + 6000 * random.uniform();
    const known = isNew ? [730, 0, 0, 0, 0, 0, 730] : describeBuyer(gap, worth, random);
    x.set([...known, ...drawOthers(random)], row * NAMES.length);
    const days = random.exponential(isNew ? 300 : gap);
    bought[row] = days < WINDOW_DAYS ? 1 : 0;
    valueCents[row] = bought[row]! * worth * (0.5 + random.uniform());
    if (isNew) continue;
    nextOrderDays[row] = Math.min(days, HORIZON_DAYS);
    ordered[row] = days < HORIZON_DAYS ? 1 : 0;
    leaves[row] = 1 - ordered[row]!;
  }
  const y = Uint8Array.from(bought);
  return { featureNames: NAMES, rows, x, y, bought, valueCents, leaves, nextOrderDays, ordered };
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

/** In the order of `KNOWN`. */
function describeBuyer(gap: number, worth: number, random: Random): readonly number[] {
  const orders = 1 + random.poisson(120 / gap);
  const recency = random.exponential(gap);
  const isRhythmic = orders > 1;
  return [
    recency,
    orders,
    recency + gap * (orders - 1),
    orders * worth,
    worth,
    ...[Number(isRhythmic), isRhythmic ? gap : 730],
  ];
}

/** A third counts, most of them 0; a third amounts; a third shares. */
function drawOthers(random: Random): readonly number[] {
  return Array.from({ length: OTHERS }, (_, at) => {
    if (at % 3 === 0) return random.poisson(random.exponential(1));
    return at % 3 === 1 ? Math.exp(6 + 1.5 * random.normal()) : random.uniform();
  });
}
