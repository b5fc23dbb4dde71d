/** What all customers share: the seed, the calendar, the shelves. */

import { DAY } from '../src/domain/clock.ts';
import type { Offer } from '../src/domain/offer.ts';
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
  const start = world.startAt + number * DAY;
  const date = new Date(start);
  const ofYear = Math.floor((start - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY);
  return { number, start, ofYear, weekday: date.getUTCDay(), products: world.products };
}

/** The number of the simulated day that contains a moment. */
export function dayNumber(world: World, at: number): number {
  return Math.floor((at - world.startAt) / DAY);
}
