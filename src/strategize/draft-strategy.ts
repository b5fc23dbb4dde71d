/** Makes a strategy of what a rule found, or says why there is none. */

import { MIN_ARM_CONTACTS } from '../domain/outcome.ts';
import { countAudience, type Estimate, type Strategy, type StrategyKind } from '../domain/strategy.ts';
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

/** So many to mail that each of two wordings gets an arm of its own that says something. */
const MIN_FOR_TWO_WORDINGS = 2 * MIN_ARM_CONTACTS;

/** What a rule found among the contacts that no better fitting kind took. */
export interface Found {
  readonly rule: StrategyRule;
  readonly finding: Finding;
  /** How many fit but were e-mailed too lately, or are about to be. */
  readonly resting: number;
  /** How many fit but are like those who bought less when they were e-mailed. */
  readonly leftAlone: number;
}

/** A kind that is not proposed tonight. */
export interface Skipped {
  readonly kind: StrategyKind;
  readonly why: string;
}

/**
 * Drafts the strategy; skips it when nobody fits or when its e-mails were measured to do harm. When nobody who fits can
 * be mailed, it is drafted for all who fit, with an empty audience: it shows what an address and a consent would open.
 */
export function draftStrategy(found: Found, shop: Shop, input: StrategyInput): Draft | Skipped {
  const { kind } = found.rule;
  const mailable = found.finding.picks.filter(({ candidate }) => candidate.reachability === 'mailable');
  const effect = input.effects[kind];
  const { picks } = found.finding;
  if (picks.length === 0) return { kind, why: sayNobody(found) };
  if (isMeasured(effect) && effect.uplift.high < 0)
    return { kind, why: `its e-mails were measured to do harm. ${sayEffect(effect)}` };
  const holdoutShare =
    mailable.length < MIN_HOLDOUT_AUDIENCE ? 0 : (input.settings.holdoutShare ?? HOLDOUT_SHARE);
  const { seed, currency, today } = input.settings;
  const spokenOf = mailable.length > 0 ? mailable : picks;
  const expectation = expectOutcome(spokenOf, { shop, holdoutShare, seed, effect });
  const choice = chooseOffer(input.offers, {
    kinds: found.rule.offerKinds,
    coupons: spokenOf.length,
    currency,
    now: today,
  });
  const parts = { shop, input, holdoutShare, expectation, choice };
  const strategy = assemble(found, { mailable, spokenOf }, parts);
  return { strategy, expectation, effect };
}

interface Parts {
  readonly shop: Shop;
  readonly input: StrategyInput;
  readonly holdoutShare: number;
  readonly expectation: Expectation;
  readonly choice: OfferChoice;
}

interface Chosen {
  readonly mailable: readonly Pick[];
  /** Those whom title, evidence and expectation are about: the mailable, or all who fit when there are none. */
  readonly spokenOf: readonly Pick[];
}

function assemble(found: Found, { mailable, spokenOf }: Chosen, parts: Parts): Strategy {
  const { rule, finding } = found;
  const { shop, input, holdoutShare, expectation, choice } = parts;
  const { now, today, currency, outcomeWindowDays } = input.settings;
  const { title, reason, evidence } = finding.describe(spokenOf);
  return {
    id: `${rule.kind.replaceAll(' ', '-')}-${now}`,
    kind: rule.kind,
    title,
    createdAt: today,
    modelRunId: shop.champion?.id ?? null,
    reason,
    evidence: [...evidence, ...gatherEvidence(spokenOf, { shop, input, effect: input.effects[rule.kind] })],
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
    ...(mailable.length * (1 - holdoutShare) < MIN_FOR_TWO_WORDINGS
      ? {}
      : { copyB: rule.writeB(choice.offer !== null) }),
    resting: found.resting,
    ...(found.leftAlone === 0 ? {} : { leftAlone: found.leftAlone }),
    ...(expectation.added === null ? {} : { addedOrders: expectation.added }),
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
  const rest =
    resting === 0
      ? ''
      : ` ${sayCount(resting, 'contact')} more fit, but had an e-mail lately or are about to get one.`;
  const offer = choice.why === null ? '' : ` No offer is made: ${choice.why}.`;
  return basis + rest + offer;
}

function sayNobody({ finding, resting, leftAlone }: Found): string {
  if (leftAlone > 0)
    return `of the ${sayCount(resting + leftAlone, 'contact')} who fit, ${leftAlone} are like those who bought less when e-mailed${resting === 0 ? '' : `, and ${resting} had an e-mail lately or are about to get one`}`;
  return resting === 0
    ? finding.none
    : `the ${sayCount(resting, 'contact')} who fit had an e-mail lately or are about to get one`;
}
