/** A promise with limits, and the coupons that carry it to one contact each. */

export const OFFER_KINDS = ['percent', 'amount', 'free shipping'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly kind: OfferKind;
  /** Percent (1-100), cents, or 0 for free shipping. */
  readonly value: number;
  readonly currency: string | null;
  readonly validFrom: number;
  readonly validTo: number;
  /** How many coupons may be issued in all, or null for no limit. */
  readonly maxCoupons: number | null;
}

export interface OfferUsage {
  readonly issued: number;
  readonly redeemed: number;
}

export interface Coupon {
  readonly code: string;
  readonly offerId: string;
  readonly contactId: string;
  readonly campaignId: string;
  readonly issuedAt: number;
  readonly redeemedAt: number | null;
  readonly orderId: string | null;
}

/** Whether an offer can still be promised at a moment; the reason if not. */
export function offerRefusal(offer: Offer, usage: OfferUsage, at: number): string | null {
  if (at < offer.validFrom) return `the offer "${offer.name}" is not valid yet`;
  if (at >= offer.validTo) return `the offer "${offer.name}" has ended`;
  if (offer.maxCoupons !== null && usage.issued >= offer.maxCoupons)
    return `the offer "${offer.name}" has no coupons left (${offer.maxCoupons} issued)`;
  return null;
}

const PROMISED = ['name', 'kind', 'value', 'currency'] as const;

/** What of a promise another version of the offer would break, in its own words; null if it holds all of it. */
export function brokenPromise(promised: Offer, offer: Offer): string | null {
  const changed = PROMISED.find((term) => offer[term] !== promised[term]);
  if (changed !== undefined) return `its ${changed} would change`;
  if (offer.validFrom > promised.validFrom || offer.validTo < promised.validTo)
    return 'its time would be shorter';
  const hasFewer = (offer.maxCoupons ?? Infinity) < (promised.maxCoupons ?? Infinity);
  return hasFewer ? 'it would have fewer coupons' : null;
}

export interface OfferStore {
  /**
   * Inserts or replaces by id, all or none. Throws `conflict` when that would break what a campaign promises that can
   * still be sent; a longer time and more coupons break nothing. Repeatable.
   */
  put(offers: readonly Offer[]): Promise<void>;
  /** All offers with how many coupons were issued and redeemed. */
  all(): Promise<readonly (Offer & OfferUsage)[]>;
  /**
   * The contact's coupon in this campaign, issued now if there is none yet. Repeatable: the same code again.
   * Throws `conflict` when the offer is used up or out of its time.
   */
  issue(request: CouponRequest): Promise<Coupon>;
}

export interface CouponRequest {
  readonly offerId: string;
  readonly contactId: string;
  readonly campaignId: string;
  /** The code to use if one must be made. */
  readonly code: string;
  readonly at: number;
}
