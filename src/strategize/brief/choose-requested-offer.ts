/** Finds the shop's own offer that a brief wants, or makes a new one with limits. */

import { DAY } from '../../domain/clock.ts';
import { type Offer, type OfferUsage, offerRefusal } from '../../domain/offer.ts';
import { sayDate, sayMoney } from '../say.ts';
import type { WantedOffer } from './read-offer.ts';

/** How long a coupon can be used after the last e-mail may have gone out. */
const USABLE_DAYS = 7;
const WITHOUT_DEADLINE_DAYS = 14;

export interface OfferNeed {
  readonly today: number;
  /** By when the campaign must have been sent, or null. */
  readonly deadline: number | null;
  readonly coupons: number;
  readonly newId: () => string;
}

export interface RequestedOffer {
  readonly offer: Offer;
  /** True when the shop has no such offer yet. */
  readonly isNew: boolean;
  /** For people: which it is, how long it holds and for how many. */
  readonly words: string;
}

/**
 * An offer of the shop with the same promise that holds long enough and has coupons for all, the one that ends first;
 * else a new one that ends a week after the deadline (or in two weeks) and has exactly as many coupons as contacts.
 */
export function chooseRequestedOffer(
  wanted: WantedOffer,
  offers: readonly (Offer & OfferUsage)[],
  need: OfferNeed,
): RequestedOffer {
  const until = need.deadline === null ? need.today + USABLE_DAYS * DAY : need.deadline;
  const fitting = offers.filter((offer) => isWanted(offer, wanted) && holds(offer, until, need));
  const [own] = fitting.toSorted((a, b) => a.validTo - b.validTo);
  if (own !== undefined) {
    const { issued: _, redeemed: __, ...offer } = own;
    return { offer, isNew: false, words: `your offer “${own.name}”, until ${sayDate(own.validTo)}` };
  }
  const offer = makeOffer(wanted, need);
  return {
    offer,
    isNew: true,
    words: `a new offer “${offer.name}”, until ${sayDate(offer.validTo)}, ${need.coupons} coupons at most, one a contact. Your shop must accept its codes: none of its own offers promises this`,
  };
}

function isWanted(offer: Offer, { kind, value, currency, offerId }: WantedOffer): boolean {
  if (offerId !== undefined) return offer.id === offerId;
  return offer.kind === kind && offer.value === value && (kind !== 'amount' || offer.currency === currency);
}

function holds(offer: Offer & OfferUsage, until: number, { today, coupons }: OfferNeed): boolean {
  const left = offer.maxCoupons === null ? Number.POSITIVE_INFINITY : offer.maxCoupons - offer.issued;
  return offerRefusal(offer, offer, today) === null && offer.validTo >= until && left >= coupons;
}

function makeOffer(wanted: WantedOffer, { today, deadline, coupons, newId }: OfferNeed): Offer {
  return {
    id: `requested-${newId()}`,
    name: nameOf(wanted),
    kind: wanted.kind,
    value: wanted.value,
    currency: wanted.kind === 'amount' ? wanted.currency : null,
    validFrom: today,
    validTo: deadline === null ? today + WITHOUT_DEADLINE_DAYS * DAY : deadline + USABLE_DAYS * DAY,
    maxCoupons: coupons,
  };
}

function nameOf({ kind, value, currency }: WantedOffer): string {
  if (kind === 'percent') return `${value} % off`;
  return kind === 'amount' ? `${sayMoney(value, currency!)} off` : 'Free shipping';
}
