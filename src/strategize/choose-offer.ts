/** Which offer, if any, a strategy can promise to everyone it mails. */

import { DAY } from '../domain/clock.ts';
import { type Offer, type OfferKind, type OfferUsage, offerRefusal } from '../domain/offer.ts';

/** An offer that ends sooner than this could be over before a person has approved the campaign. */
const MIN_DAYS_LEFT = 7;

export interface OfferNeeds {
  /** The kinds that suit, best first. */
  readonly kinds: readonly OfferKind[];
  /** How many coupons may be needed. */
  readonly coupons: number;
  readonly currency: string;
  readonly now: number;
}

export interface OfferChoice {
  readonly offer: Offer | null;
  /** Why none was chosen although there are some, or null. */
  readonly why: string | null;
}

/** The offer of the best suiting kind that holds for all of them; of two of one kind, the one that gives away less. */
export function chooseOffer(offers: readonly (Offer & OfferUsage)[], needs: OfferNeeds): OfferChoice {
  const suiting = offers.filter(({ kind }) => needs.kinds.includes(kind));
  const refusals = suiting.map((offer) => ({ offer, refusal: refusalOf(offer, needs) }));
  const usable = refusals.filter(({ refusal }) => refusal === null).map(({ offer }) => offer);
  usable.sort((a, b) => needs.kinds.indexOf(a.kind) - needs.kinds.indexOf(b.kind) || a.value - b.value);
  return { offer: usable[0] ?? null, why: usable.length > 0 ? null : (refusals[0]?.refusal ?? null) };
}

function refusalOf(offer: Offer & OfferUsage, { coupons, currency, now }: OfferNeeds): string | null {
  const refusal = offerRefusal(offer, offer, now);
  if (refusal !== null) return refusal;
  if (offer.kind === 'amount' && offer.currency !== currency)
    return `the offer "${offer.name}" is not in ${currency}`;
  if (offer.validTo - now < MIN_DAYS_LEFT * DAY)
    return `the offer "${offer.name}" ends within ${MIN_DAYS_LEFT} days`;
  const left = offer.maxCoupons === null ? Number.POSITIVE_INFINITY : offer.maxCoupons - offer.issued;
  if (left < coupons)
    return `the offer "${offer.name}" has only ${left} of the ${coupons} coupons that it would take`;
  return null;
}
