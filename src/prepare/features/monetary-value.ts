/** Monetary value: what the contact spent. Orders without a known amount are left out of sum and mean. */

import { orderAmountCents } from '../order-amount.ts';
import type { Feature } from './feature.ts';
import { isOrder } from './find-events.ts';
import { sayMoney } from './words.ts';

export const monetaryValue: Feature = {
  columns: [
    {
      name: 'totalSpentCents',
      title: 'money spent in all',
      describe: (cents) => (cents > 0 ? `spent ${sayMoney(cents)} in all` : 'spent nothing yet'),
    },
    {
      name: 'meanOrderCents',
      title: 'mean value of an order',
      describe: (cents) => (cents > 0 ? `${sayMoney(cents)} an order on average` : 'no order with an amount'),
    },
    {
      name: 'lastOrderCents',
      title: 'value of the last order',
      describe: (cents) => (cents > 0 ? `last order of ${sayMoney(cents)}` : 'no amount on the last order'),
    },
  ],
  compute(events) {
    let total = 0;
    let known = 0;
    let last = 0;
    for (const event of events) {
      if (!isOrder(event)) continue;
      const cents = orderAmountCents(event);
      last = cents ?? 0;
      if (cents === null) continue;
      total += cents;
      known++;
    }
    return [total, known === 0 ? 0 : total / known, last];
  },
};
