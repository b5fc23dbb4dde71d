/** The night's strategies: who fits which kind, what is expected of it, and in which order to look at them. */

import { REST_DAYS } from '../domain/message.ts';
import type { Strategy } from '../domain/strategy.ts';
import { crossSell } from './cross-sell.ts';
import { draftStrategy, type Found, type Skipped } from './draft-strategy.ts';
import { nurture } from './nurture.ts';
import { type Draft, rankDrafts } from './rank-drafts.ts';
import { replenish } from './replenish.ts';
import { sayDays } from './say.ts';
import type { Candidate, Shop, StrategyInput, StrategyRule } from './strategy-input.ts';
import { viewContacts, viewShop } from './view-contacts.ts';
import { winBack } from './win-back.ts';

/** A contact goes to the first kind that fits: from what is most particular to the contact to what is least. */
const RULES: readonly StrategyRule[] = [replenish, winBack, crossSell, nurture];

export interface Proposals {
  /** Best first: by what the e-mail is expected to add where that was measured, else by expected revenue. */
  readonly strategies: readonly Strategy[];
  readonly skipped: readonly Skipped[];
}

/**
 * Proposes at most one strategy of each kind. A contact is in at most one audience; the order in which kinds choose is
 * replenish, win back, cross-sell, nurture. Contacts who cannot be mailed are counted by reason and left out, as are
 * those e-mailed within the rest days, about to be by an approved campaign, or whom e-mails put off. Pure: the same input gives the same strategies.
 */
export function proposeStrategies(input: StrategyInput): Proposals {
  const candidates = viewContacts(input);
  if (candidates === null) {
    const why = `not enough data: there is no champion yet, and no contact was known ${sayDays(input.settings.outcomeWindowDays)} ago to go by recency`;
    return { strategies: [], skipped: RULES.map(({ kind }) => ({ kind, why })) };
  }
  const shop = viewShop(candidates, input);
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [];
  for (const found of findAll(candidates, shop, input)) {
    const outcome = draftStrategy(found, shop, input);
    if ('why' in outcome) skipped.push(outcome);
    else drafts.push(outcome);
  }
  return { strategies: rankDrafts(drafts, input.settings.currency), skipped };
}

/** Lets each kind choose among those whom no kind before it took, and sets aside who was e-mailed lately, is about to be, or is left alone. */
function findAll(
  candidates: readonly Candidate[],
  shop: Shop,
  { leftAlone, settings: { restDays = REST_DAYS } }: StrategyInput,
): readonly Found[] {
  const taken = new Set<string>();
  return RULES.map((rule) => {
    const finding = rule.find(
      candidates.filter(({ contactId }) => !taken.has(contactId)),
      shop,
    );
    for (const { candidate } of finding.picks) taken.add(candidate.contactId);
    const open = finding.picks.filter(({ candidate }) => !leftAlone.has(candidate.contactId));
    const picks = open.filter(
      ({ candidate: { daysSinceMailed, awaitsEmail } }) =>
        !awaitsEmail && (daysSinceMailed === null || daysSinceMailed >= restDays),
    );
    return {
      rule,
      finding: { ...finding, picks },
      resting: open.length - picks.length,
      leftAlone: finding.picks.length - open.length,
    };
  });
}
