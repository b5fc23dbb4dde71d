/** What an offer is expected to cost in a campaign. */

import type { Offer } from '../domain/offer.ts';
import type { Estimate, Strategy } from '../domain/strategy.ts';

/**
 * Cents given away if every expected order uses its coupon: the most that is expected, and not the most that is
 * possible. Null without an offer, and for free shipping, whose price nobody told us.
 */
export function expectDiscount(
  { expectedOrders, expectedRevenueCents }: Pick<Strategy, 'expectedOrders' | 'expectedRevenueCents'>,
  offer: Pick<Offer, 'kind' | 'value'> | null,
): Estimate | null {
  if (offer?.kind === 'percent') return scale(expectedRevenueCents, offer.value / 100);
  if (offer?.kind === 'amount') return scale(expectedOrders, offer.value);
  return null;
}

function scale({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value * by, low: low * by, high: high * by };
}
