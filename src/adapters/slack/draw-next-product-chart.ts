/** Describes the chart of how often the next product was found, beside what naming the most popular ones finds. */

import type { Chart } from '../../domain/chart.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { NextProductView } from './draw-next-products.ts';
import { percent, plural } from './mrkdwn.ts';

export function drawNextProductChart({ contacts, hitRate, popularityHitRate }: NextProductView): Chart {
  const of = (label: string, { estimate, low, high }: Interval) => ({
    label,
    value: 100 * estimate,
    low: 100 * low,
    high: 100 * high,
  });
  const say = ({ estimate, low, high }: Interval) =>
    `${percent(estimate)} (95 % interval ${percent(low)} to ${percent(high)})`;
  return {
    kind: 'bars',
    title: 'The next product, among ten recommended',
    alt: `Of ${plural(contacts, 'contact')}, the share whose next product was among the ten that were recommended: ${say(hitRate)}; among the ten most popular: ${say(popularityHitRate)}.`,
    xLabel: 'Which ten products',
    yLabel: 'Contacts (%)',
    bars: [of('Recommended', hitRate), of('Most popular', popularityHitRate)],
  };
}
