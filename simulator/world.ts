/** What all customers share: the seed, the calendar, the shelves. */

import type { Offer } from '../src/domain/offer.ts';
import { DAY_MS } from './days.ts';
import type { Day } from './demand.ts';
import type { ShopProduct } from './products.ts';

export interface World {
  readonly seed: number;
  readonly startAt: number;
  readonly baseUrl: string;
  readonly products: readonly ShopProduct[];
  readonly offers: readonly Offer[];
}

/** The simulated day with this number, counted from the shop's first moment. */
export function dayOf(world: World, number: number): Day {
  return { number, start: world.startAt + number * DAY_MS, products: world.products };
}

/** The number of the simulated day that contains a moment. */
export function dayNumber(world: World, at: number): number {
  return Math.floor((at - world.startAt) / DAY_MS);
}
