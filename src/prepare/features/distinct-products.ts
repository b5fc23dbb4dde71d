/** Distinct products: how wide the contact's interest is. */

import { DAY } from '../../domain/clock.ts';
import { EVENT } from '../../domain/event.ts';
import type { Feature } from './feature.ts';
import { sayCount, sayWindow } from './words.ts';

const LATELY_DAYS = 30;

export const distinctProducts: Feature = {
  columns: [
    {
      name: 'distinctProductsViewed',
      title: 'different products viewed in all',
      describe: (count) => `${sayDistinct(count)} viewed in all`,
    },
    {
      name: `distinctProductsViewed${LATELY_DAYS}Days`,
      title: `different products viewed ${sayWindow(LATELY_DAYS)}`,
      describe: (count) => `${sayDistinct(count)} viewed ${sayWindow(LATELY_DAYS)}`,
    },
    {
      name: 'distinctProductsOrdered',
      title: 'different products ordered in all',
      describe: (count) => `${sayDistinct(count)} ordered in all`,
    },
  ],
  compute(events, cutoff) {
    const viewed = new Set<string>();
    const viewedLately = new Set<string>();
    const ordered = new Set<string>();
    for (const event of events) {
      const isView = event.name === EVENT.productViewed;
      if (!isView && event.name !== EVENT.orderCompleted) continue;
      const isLate = isView && cutoff - event.at <= LATELY_DAYS * DAY;
      for (const { productId } of event.lines) {
        (isView ? viewed : ordered).add(productId);
        if (isLate) viewedLately.add(productId);
      }
    }
    return [viewed.size, viewedLately.size, ordered.size];
  },
};

function sayDistinct(count: number): string {
  return sayCount(count, 'different product');
}
