/** What a contact bought, in time order: for the next product, and for what is due again. */

import { type ContactHistory, EVENT } from '../domain/event.ts';
import { countBefore } from './count-before.ts';

/** Products in the order of purchase, one entry for each order line; `at` stands beside it, epoch milliseconds. */
export interface PurchaseSequence {
  readonly contactId: string;
  readonly productIds: readonly string[];
  readonly at: readonly number[];
}

/** The lines of all orders completed strictly before `cutoff`. The history must be sorted, oldest first. */
export function listPurchases(history: ContactHistory, cutoff: number): PurchaseSequence {
  const productIds: string[] = [];
  const at: number[] = [];
  for (const event of history.events.slice(0, countBefore(history.events, cutoff))) {
    if (event.name !== EVENT.orderCompleted) continue;
    for (const line of event.lines) {
      productIds.push(line.productId);
      at.push(event.at);
    }
  }
  return { contactId: history.contactId, productIds, at };
}

/** When each product was bought, oldest first; twice in one order is once. */
export function groupPurchaseTimes(purchases: PurchaseSequence): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  purchases.productIds.forEach((productId, index) => {
    const at = purchases.at[index]!;
    const known = times.get(productId);
    if (known === undefined) times.set(productId, [at]);
    else if (known.at(-1) !== at) known.push(at);
  });
  return times;
}
