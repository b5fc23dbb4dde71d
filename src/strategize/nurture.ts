/** Nurture: no order or one, active lately, and likelier than most such contacts to order. */

import { quantile } from '../statistics/quantile.ts';
import { showable } from './choose-products.ts';
import { PRODUCT_NAMES, writeBody } from './copy-parts.ts';
import { sayCount, sayDate, sayDays, sayPercent } from './say.ts';
import type { Candidate, Finding, Pick, Shop, StrategyRule, Words } from './strategy-input.ts';

/** The likeliest quarter. */
const LIKELY_FROM = 0.75;

export const nurture: StrategyRule = {
  kind: 'nurture',
  offerKinds: ['free shipping', 'percent', 'amount'],

  find(candidates, shop): Finding {
    const active = candidates.filter((candidate) => isNewAndActive(candidate, shop));
    const threshold = quantile(
      active.map(({ probability }) => probability),
      LIKELY_FROM,
    );
    const picks = active
      .filter(({ probability }) => probability >= threshold)
      .map((candidate) => ({ candidate, productIds: likelyNext(candidate, shop) }));
    return {
      picks,
      none: `nobody with no order or one was active within the last ${sayDays(shop.outcomeWindowDays)}`,
      describe: (mailable) => describe(mailable, { shop, threshold, active: active.length }),
    };
  },

  write: (withOffer) => ({
    subject:
      '{% if contact.firstName %}{{ contact.firstName }}, a{% else %}A{% endif %} few things you may like',
    previewText: 'A short selection from {{ shop.name }}.',
    heading: 'A few things you may like',
    body: writeBody(
      [
        'Thank you for your interest in {{ shop.name }}.',
        `{% if products.size > 0 %}You may like: ${PRODUCT_NAMES}.{% endif %} If you have a question before you order, ask us.`,
      ],
      withOffer,
    ),
    button: 'Have a look',
  }),

  writeB: (withOffer) => ({
    subject:
      '{% if products[0] %}{{ products[0].name }}{% if products.size > 1 %} and more{% endif %}, to start with{% else %}A good place to start{% endif %}',
    previewText: 'A good place to start at {{ shop.name }}.',
    heading: 'A good place to start',
    body: writeBody(
      [
        'You had a look around {{ shop.name }} lately.',
        `{% if products.size > 0 %}If you are not sure where to start, try this: ${PRODUCT_NAMES}.{% endif %}`,
      ],
      withOffer,
    ),
    button: 'Start here',
  }),
};

function isNewAndActive({ orders, daysSinceActive }: Candidate, shop: Shop): boolean {
  return orders.length <= 1 && daysSinceActive !== null && daysSinceActive <= shop.outcomeWindowDays;
}

/** What is popular where nothing is likely; no wording says why it is shown. */
function likelyNext({ orders, score }: Candidate, { products, popular }: Shop): string[] {
  const owned = new Set(orders.flatMap((order) => order.productIds));
  const likely = (score?.nextProducts ?? []).map(({ productId }) => productId);
  const next = likely.length > 0 ? likely : popular;
  return showable(
    next.filter((id) => !owned.has(id)),
    products,
  );
}

function describe(
  mailable: readonly Pick[],
  { shop, threshold, active }: { readonly shop: Shop; readonly threshold: number; readonly active: number },
): Words {
  const people = mailable.map(({ candidate }) => candidate);
  const first = people.filter(({ orders }) => orders.length === 0).length;
  const mean = people.reduce((sum, { probability }) => sum + probability, 0) / people.length;
  const window = sayDays(shop.outcomeWindowDays);
  return {
    title: `Nurture ${sayCount(mailable.length, 'likely buyer')}`,
    reason: `${sayWho(first, people.length - first)} were active in the last ${window}; about ${sayPercent(mean)} of them are expected to order in the next ${window}.`,
    evidence: [
      {
        statement: `Each has a probability of ordering of at least ${sayPercent(threshold)}: they are the likeliest quarter of the ${sayCount(active, 'contact')} with no order or one who were active in the last ${window}.`,
        source:
          shop.champion === null
            ? 'share of similar contacts that ordered, one window ago'
            : "the model's probabilities",
      },
      {
        statement: `${sayCount(shop.buyerCount, 'contact')} ordered so far, ${sayCount(shop.orderCount, 'order')} in all.`,
        source: `orders until ${sayDate(shop.now)}`,
      },
    ],
  };
}

/** "3 contacts who never ordered and 47 who ordered once", without the half that nobody is in. */
function sayWho(first: number, once: number): string {
  if (first === 0) return `${sayCount(once, 'contact')} who ordered once`;
  const never = `${sayCount(first, 'contact')} who never ordered`;
  return once === 0 ? never : `${never} and ${once.toLocaleString('en-US')} who ordered once`;
}
