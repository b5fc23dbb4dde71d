/** How an expectation was made, in words, with everything that stood in for data that are missing. */

import type { MeasuredEffect } from '../domain/outcome.ts';
import { type Expectation, isMeasured } from './expect-outcome.ts';
import { sayCount, sayDays, sayMoney, sayPercent, sayPoints } from './say.ts';
import type { Shop } from './strategy-input.ts';

export interface BasisFacts {
  readonly expectation: Expectation;
  readonly audienceSize: number;
  readonly holdoutShare: number;
  readonly minHoldoutAudience: number;
  readonly shop: Shop;
  readonly currency: string;
  readonly effect: MeasuredEffect | undefined;
}

/** On the probabilities, the e-mail's own effect, the money, the interval and the holdout: what matters most comes first. */
export function describeBasis(facts: BasisFacts): string {
  return [
    sayOrders(facts),
    sayEffect(facts.effect),
    sayRevenue(facts),
    sayInterval(facts),
    sayHoldout(facts),
  ].join(' ');
}

function sayOrders(facts: BasisFacts): string {
  const { shop } = facts;
  const window = sayDays(shop.outcomeWindowDays);
  const whom = sayWhom(facts);
  return shop.champion === null
    ? `Not enough data: there is no champion yet, using order recency instead. Orders within ${window}: for ${whom}, the share of similar contacts that ordered one window ago.`
    : `Orders within ${window}: the model's probability of ordering, added up over ${whom}, each counted once.`;
}

/** Never how many will be mailed: chance decides that only when the campaign is proposed, and the card then counts them. */
function sayWhom({ expectation, audienceSize, holdoutShare }: BasisFacts): string {
  if (audienceSize === 0)
    return `the ${Math.round(expectation.mailed)} who fit, none of whom can be mailed yet`;
  const all = `the ${sayCount(audienceSize, 'contact')} in the audience`;
  return holdoutShare > 0 ? `${all}, less the ${sayPercent(holdoutShare)} to be held out` : all;
}

function sayRevenue({ shop, expectation, currency }: BasisFacts): string {
  if (shop.orderValues.length === 0)
    return 'Revenue: not enough data, as no order says what it was worth; shown as 0.';
  const own = "Revenue: the mean of each customer's own orders, before any discount.";
  if (expectation.withShopValue === 0) return own;
  return `${own} Not enough data for ${sayCount(expectation.withShopValue, 'customer')} without an order of known worth: using the shop's mean of ${sayMoney(shop.meanOrderCents, currency)} instead.`;
}

function sayInterval({ shop }: BasisFacts): string {
  return shop.champion === null
    ? 'The 95 % intervals come from simulating who orders what; they hold chance only.'
    : `The 95 % intervals come from simulating who orders what; they hold chance only, not the model's own error (its probabilities were off by ${sayPercent(shop.champion.metrics.calibrationError)} on average in the test).`;
}

/** What is known of the e-mail's own effect. */
export function sayEffect(effect: MeasuredEffect | undefined): string {
  if (effect === undefined || effect.treated.contacts === 0)
    return "Not enough data: no campaign of this kind has been measured, so the e-mail's own effect is unknown and is not counted.";
  const arms = `${effect.treated.converted} of ${effect.treated.contacts} treated against ${effect.holdout.converted} of ${effect.holdout.contacts} held out ordered, in ${sayCount(effect.campaigns, 'campaign')} of this kind`;
  if (!isMeasured(effect))
    return `Not enough data: ${arms}; that is too few to measure the e-mail's own effect, so it is not counted.`;
  const { value, low, high } = effect.uplift;
  const certainty = low > 0 ? '' : ', which may still be chance';
  return `The e-mail's own effect is counted as measured: ${arms}: ${sayPoints(value)} (95 % interval ${sayPoints(low)} to ${sayPoints(high)})${certainty}.`;
}

function sayHoldout({ holdoutShare, audienceSize, minHoldoutAudience }: BasisFacts): string {
  if (audienceSize === 0)
    return 'Nothing can be sent before one of them has an address and consents to e-mail.';
  if (holdoutShare > 0)
    return `${sayPercent(holdoutShare)} of the audience is held out, to show what this campaign adds.`;
  return audienceSize < minHoldoutAudience
    ? `With fewer than ${minHoldoutAudience} in the audience nobody is held out, so what this campaign adds cannot be measured.`
    : 'Nobody is held out, so what this campaign adds cannot be measured.';
}
