/** Refunds: how often and how much of what it bought the contact sent back. */

import { EVENT } from '../../domain/event.ts';
import { orderAmountCents } from '../order-amount.ts';
import type { Feature } from './feature.ts';
import { sayCount, sayMoney, sayShare } from './words.ts';

export const refunds: Feature = {
  columns: [
    {
      name: 'refundCount',
      title: 'refunds in all',
      describe: (count) => (count > 0 ? sayCount(count, 'refund') : 'never had a refund'),
    },
    {
      name: 'refundedCents',
      title: 'money refunded',
      describe: (cents) => (cents > 0 ? `${sayMoney(cents)} refunded` : 'nothing refunded'),
    },
    {
      name: 'refundedShare',
      title: 'share of the money spent that was refunded',
      describe: (share) =>
        share > 0 ? `${sayShare(share)} of the money spent was refunded` : 'kept all that was bought',
    },
  ],
  /** The share is at most 1: refunds of orders from before the data began would exceed what is known to be spent. */
  compute(events) {
    let count = 0;
    let refunded = 0;
    let spent = 0;
    for (const event of events) {
      if (event.name === EVENT.orderCompleted) spent += orderAmountCents(event) ?? 0;
      if (event.name !== EVENT.orderRefunded) continue;
      count++;
      refunded += orderAmountCents(event) ?? 0;
    }
    return [count, refunded, refunded > 0 ? Math.min(refunded / Math.max(spent, refunded), 1) : 0];
  },
};
