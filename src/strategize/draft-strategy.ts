/** Makes a strategy of what a rule found, or says why there is none. */

import {
  countAudience,
  describeCounts,
  type Estimate,
  type Strategy,
  type StrategyKind,
} from '../domain/strategy.ts';
import { chooseOffer, type OfferChoice } from './choose-offer.ts';
import { describeBasis, sayEffect } from './describe-basis.ts';
import { type Expectation, expectOutcome, isMeasured } from './expect-outcome.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { Draft } from './rank-drafts.ts';
import { sayCount } from './say.ts';
import type { Finding, Pick, Shop, StrategyInput, StrategyRule } from './strategy-input.ts';

const HOLDOUT_SHARE = 0.1;
/** A tenth of fewer would be one contact or nobody, who could show nothing. */
const MIN_HOLDOUT_AUDIENCE = 20;

/** What a rule found among the contacts that no better fitting kind took. */
export interface Found {
  readonly rule: StrategyRule;
  readonly finding: Finding;
  /** How many fit but were e-mailed too lately. */
  readonly resting: number;
}

/** A kind that is not proposed tonight. */
export interface Skipped {
  readonly kind: StrategyKind;
  readonly why: string;
}

/** Drafts the strategy; skips it when nobody can be mailed or when its e-mails were measured to do harm. */
export function draftStrategy(found: Found, shop: Shop, input: StrategyInput): Draft | Skipped {
  const { kind } = found.rule;
  const mailable = found.finding.picks.filter(({ candidate }) => candidate.reachability === 'mailable');
  const effect = input.effects[kind];
  if (mailable.length === 0) return { kind, why: sayNobody(found) };
  if (isMeasured(effect) && effect.uplift.high < 0)
    return { kind, why: `its e-mails were measured to do harm. ${sayEffect(effect)}` };
  const holdoutShare =
    mailable.length < MIN_HOLDOUT_AUDIENCE ? 0 : (input.settings.holdoutShare ?? HOLDOUT_SHARE);
  const { seed, currency, now } = input.settings;
  const expectation = expectOutcome(mailable, { shop, holdoutShare, seed, effect });
  const choice = chooseOffer(input.offers, {
    kinds: found.rule.offerKinds,
    coupons: mailable.length,
    currency,
    now,
  });
  const strategy = assemble(found, mailable, { shop, input, holdoutShare, expectation, choice });
  return { strategy, expectation, effect };
}

interface Parts {
  readonly shop: Shop;
  readonly input: StrategyInput;
  readonly holdoutShare: number;
  readonly expectation: Expectation;
  readonly choice: OfferChoice;
}

function assemble(found: Found, mailable: readonly Pick[], parts: Parts): Strategy {
  const { rule, finding } = found;
  const { shop, input, holdoutShare, expectation, choice } = parts;
  const { now, currency, outcomeWindowDays } = input.settings;
  const { title, reason, evidence } = finding.describe(mailable);
  return {
    id: `${rule.kind.replaceAll(' ', '-')}-${now}`,
    kind: rule.kind,
    title,
    createdAt: now,
    modelRunId: shop.champion?.id ?? null,
    reason,
    evidence: [...evidence, ...gatherEvidence(mailable, { shop, input, effect: input.effects[rule.kind] })],
    offerId: choice.offer?.id ?? null,
    audience: mailable.map(({ candidate, productIds }) => ({
      contactId: candidate.contactId,
      conversionProbability: candidate.probability,
      productIds,
    })),
    counts: countAudience(finding.picks.map(({ candidate }) => candidate.reachability)),
    expectedOrders: expectation.orders,
    expectedRevenueCents: roundCents(expectation.revenueCents),
    basis: writeBasis(found, mailable.length, parts),
    currency,
    outcomeWindowDays,
    holdoutShare,
    copy: rule.write(choice.offer !== null),
  };
}

function roundCents({ value, low, high }: Estimate): Estimate {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}

function writeBasis({ rule, resting }: Found, audienceSize: number, parts: Parts): string {
  const { shop, input, holdoutShare, expectation, choice } = parts;
  const basis = describeBasis({
    expectation,
    audienceSize,
    holdoutShare,
    minHoldoutAudience: MIN_HOLDOUT_AUDIENCE,
    shop,
    currency: input.settings.currency,
    effect: input.effects[rule.kind],
  });
  const rest = resting === 0 ? '' : ` ${sayCount(resting, 'contact')} more fit, but had an e-mail lately.`;
  const offer = choice.why === null ? '' : ` No offer is made: ${choice.why}.`;
  return basis + rest + offer;
}

function sayNobody({ finding, resting }: Found): string {
  if (finding.picks.length > 0)
    return `${sayCount(finding.picks.length, 'contact')} would fit, but ${describeCounts(
      countAudience(finding.picks.map(({ candidate }) => candidate.reachability)),
    )}`;
  return resting === 0 ? finding.none : `the ${sayCount(resting, 'contact')} who fit had an e-mail lately`;
}
