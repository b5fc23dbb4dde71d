/** Adds up who orders and what it brings, contact by contact, without keeping any of them. */

import type { Estimate } from '../domain/strategy.ts';

/** 97.5 % quantile of the normal distribution. */
const Z = 1.96;

export interface OrderSum {
  /** One contact: the chance of an order, and the mean of the contact's own orders in cents (0 when not known). */
  add(probability: number, orderCents: number): void;
  buyers(): Estimate;
  revenueCents(): Estimate;
}

/**
 * Buyers are a Poisson-binomial count: mean the sum of p, variance the sum of p(1 - p). Each buyer brings the mean of the
 * contact's own orders, or the mean over those known where there is none; one order each. The 95 % intervals hold
 * chance, not the model's error.
 */
export function addUpOrders(): OrderSum {
  const known = { contacts: 0, cents: 0, revenue: 0, revenueVariance: 0 };
  const unknown = { buyers: 0, variance: 0 };
  let buyers = 0;
  let variance = 0;
  return {
    add(probability, orderCents) {
      const own = probability * (1 - probability);
      buyers += probability;
      variance += own;
      if (orderCents > 0) {
        known.contacts += 1;
        known.cents += orderCents;
        known.revenue += probability * orderCents;
        known.revenueVariance += own * orderCents ** 2;
      } else {
        unknown.buyers += probability;
        unknown.variance += own;
      }
    },
    buyers: () => estimate(buyers, variance),
    revenueCents() {
      const usual = known.cents / Math.max(known.contacts, 1);
      return estimate(
        known.revenue + usual * unknown.buyers,
        known.revenueVariance + usual ** 2 * unknown.variance,
      );
    },
  };
}

function estimate(value: number, variance: number): Estimate {
  const margin = Z * Math.sqrt(variance);
  return { value, low: Math.max(0, value - margin), high: value + margin };
}
