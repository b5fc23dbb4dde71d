/** In which order strategies are looked at: by what their e-mails add, as far as anybody knows. */

import type { MeasuredEffect } from '../domain/outcome.ts';
import type { Strategy } from '../domain/strategy.ts';
import { type Expectation, isMeasured } from './expect-outcome.ts';
import { sayMoney } from './say.ts';

/** A strategy with what it is ranked by. */
export interface Draft {
  readonly strategy: Strategy;
  readonly expectation: Expectation;
  readonly effect: MeasuredEffect | undefined;
}

/**
 * The strategies, best first, each basis saying what it was ranked by. While no kind has been measured: expected
 * revenue. Then: the revenue that the kind's uplift adds; a kind without a measurement of its own is ranked with the
 * mean uplift of the others, since expected revenue and added revenue cannot be compared. What can be sent to nobody
 * yet comes last.
 */
export function rankDrafts(drafts: readonly Draft[], currency: string): Strategy[] {
  const usual = meanUplift(drafts);
  const ranked = drafts.map((draft) => ({ draft, ...rankOf(draft, usual, currency) }));
  ranked.sort((a, b) => Number(canBeSent(b)) - Number(canBeSent(a)) || b.cents - a.cents);
  return ranked.map(({ draft: { strategy }, words }) => ({
    ...strategy,
    basis: `${strategy.basis} ${words}`,
  }));
}

function canBeSent({ draft }: { readonly draft: Draft }): boolean {
  return draft.strategy.audience.length > 0;
}

interface Rank {
  readonly cents: number;
  readonly words: string;
}

function rankOf({ strategy, expectation, effect }: Draft, usual: number | null, currency: string): Rank {
  if (usual === null)
    return {
      cents: strategy.expectedRevenueCents.value,
      words: 'Ranked by expected revenue, as no kind has been measured.',
    };
  const uplift = isMeasured(effect) ? effect.uplift.value : usual;
  const cents = uplift * expectation.mailed * expectation.orderValueCents;
  const added = `Ranked by what its e-mails are expected to add: ${sayMoney(cents, currency)}`;
  return {
    cents,
    words: isMeasured(effect)
      ? `${added}.`
      : `${added}. Not enough data on this kind: using the mean uplift of the measured kinds instead.`,
  };
}

/** Of tonight's measured kinds, each weighed by the contacts it treated; null when there is none. */
function meanUplift(drafts: readonly Draft[]): number | null {
  let contacts = 0;
  let sum = 0;
  for (const { effect } of drafts) {
    if (!isMeasured(effect)) continue;
    contacts += effect.treated.contacts;
    sum += effect.treated.contacts * effect.uplift.value;
  }
  return contacts === 0 ? null : sum / contacts;
}
