/** What models of the coming months have besides the contract of all models: they are taught and asked whole histories of orders. */

import type { Learner } from '../learner.ts';
import type { Lifetime, LifetimeRequest } from './fit-lifetime.ts';
import type { LifetimeForesight } from './foresee-lifetime.ts';
import type { DatedOrder } from './summarise-orders.ts';

export const LIFETIME_KINDS = ['repeat-purchases'] as const;
export type LifetimeKind = (typeof LIFETIME_KINDS)[number];

export interface LifetimeTerms {
  /** Each contact's orders, oldest first. */
  readonly facts: [orders: readonly (readonly DatedOrder[])[], request: LifetimeRequest];
  /** What it knows from then on; JSON-safe. */
  readonly report: Lifetime;
  readonly question: [
    orders: readonly DatedOrder[],
    asOf: { readonly cutoff: number; readonly seed: number },
  ];
  /** Over twelve months, or over as long as the facts go back where that is less; null without an order before the cutoff. */
  readonly answer: LifetimeForesight | null;
}

export interface LifetimeModel extends Learner<LifetimeTerms> {
  readonly kind: LifetimeKind;
}
