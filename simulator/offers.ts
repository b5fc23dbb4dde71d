/** What Candle & Co is ready to promise: three offers with limits and validity. */

import { DAY } from '../src/domain/clock.ts';
import type { Offer } from '../src/domain/offer.ts';

/** Offers valid from the shop's first day on, one of them for a short time only. */
export function createOffers(startAt: number, days: number): readonly Offer[] {
  const aYearAfter = startAt + (days + 365) * DAY;
  return [
    {
      id: 'welcome-back-10',
      name: '10 % welcome back',
      kind: 'percent',
      value: 10,
      currency: null,
      validFrom: startAt,
      validTo: aYearAfter,
      maxCoupons: 2000,
    },
    {
      id: 'free-shipping',
      name: 'Free shipping',
      kind: 'free shipping',
      value: 0,
      currency: null,
      validFrom: startAt,
      validTo: aYearAfter,
      maxCoupons: null,
    },
    {
      id: 'five-off',
      name: '5 euros off',
      kind: 'amount',
      value: 500,
      currency: 'EUR',
      validFrom: startAt + Math.floor(days / 2) * DAY,
      validTo: startAt + (days + 60) * DAY,
      maxCoupons: 500,
    },
  ];
}
