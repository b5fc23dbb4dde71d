/** Whether an offer can be kept to everybody whom a campaign promises it. */

import type { Campaign } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';
import { type Offer, type OfferUsage, offerRefusal } from '../domain/offer.ts';
import type { PreflightFinding } from '../domain/preflight.ts';

/** An offer that ends sooner is over when some of those who get it open their mail. */
const SHORT_DAYS = 2;

/** Nothing for a campaign that promises nothing. */
export function checkOffer(
  { strategy: { offerId } }: Campaign,
  offer: (Offer & OfferUsage) | null,
  { mailed, now }: { readonly mailed: number; readonly now: number },
): readonly PreflightFinding[] {
  if (offerId === null) return [];
  const find = (verdict: PreflightFinding['verdict'], says: string): readonly PreflightFinding[] => [
    { check: 'coupons', verdict, says },
  ];
  if (offer === null) return find('fails', 'The offer that the e-mail promises is gone. Put it back.');
  const refusal = offerRefusal(offer, offer, now);
  if (refusal !== null)
    return find('fails', `Nothing can be promised: ${refusal}. Extend the offer, or reject this campaign.`);
  const left = offer.maxCoupons === null ? Infinity : offer.maxCoupons - offer.issued;
  if (left < mailed)
    return find(
      'fails',
      `“${offer.name}” has ${left} coupons left for ${mailed} contacts. Raise its number of coupons.`,
    );
  if (offer.validTo - now < SHORT_DAYS * DAY)
    return find(
      'warning',
      `“${offer.name}” ends within ${SHORT_DAYS} days: few will still be able to use it.`,
    );
  return find('ok', `There is a coupon for each of the ${mailed}.`);
}
