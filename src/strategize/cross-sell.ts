/** Cross-sell: ordered lately, and what they have points to a product that they do not have. */

import { showable } from './choose-products.ts';
import { PRODUCT_NAMES, writeBody } from './copy-parts.ts';
import { sayCount, sayDate, sayDays } from './say.ts';
import type { Candidate, Finding, Pick, Shop, StrategyRule, Words } from './strategy-input.ts';

export const crossSell: StrategyRule = {
  kind: 'cross-sell',
  offerKinds: [],

  find(candidates, shop): Finding {
    const recentDays = shop.gaps?.medianDays ?? shop.outcomeWindowDays;
    const picks = candidates.flatMap((candidate) => {
      const { daysSinceOrder } = candidate;
      if (daysSinceOrder === null || daysSinceOrder > recentDays) return [];
      const productIds = pointedTo(candidate, shop);
      return productIds.length === 0 ? [] : [{ candidate, productIds }];
    });
    return {
      picks,
      none:
        shop.champion === null
          ? 'not enough data: there is no champion yet that says which product is likely next'
          : `nobody who ordered within ${sayDays(recentDays)} has a likely next product that they do not own and that is in stock`,
      describe: (mailable) => describe(mailable, { shop, recentDays }),
    };
  },

  write: (withOffer) => ({
    subject:
      '{% if products[0] %}{{ products[0].name }}, to go with your order{% else %}To go with your order{% endif %}',
    previewText: 'Chosen from what you ordered at {{ shop.name }}.',
    heading: 'To go with what you have',
    body: writeBody(
      [
        'Thank you for your order with {{ shop.name }}.',
        `{% if products.size > 0 %}Going by what you ordered, this may suit you next: ${PRODUCT_NAMES}.{% endif %}`,
      ],
      withOffer,
    ),
    button: 'Take a look',
  }),

  writeB: (withOffer) => ({
    subject:
      '{% if contact.firstName %}{{ contact.firstName }}, what{% else %}What{% endif %} others went on to',
    previewText: 'Customers who ordered what you did often went on to this.',
    heading: 'What others went on to',
    body: writeBody(
      [
        `{% if products.size > 0 %}Customers who have what you have at home often went on to look at or order this: ${PRODUCT_NAMES}.{% endif %}`,
        'If you have it already, never mind this e-mail.',
      ],
      withOffer,
    ),
    button: 'See what it is',
  }),
};

/**
 * The next products that something in the contact's own history points to; what is merely popular or new, so that
 * nobody went on to it yet, is no reason.
 */
function pointedTo({ orders, score }: Candidate, { products }: Shop): string[] {
  const owned = new Set(orders.flatMap((order) => order.productIds));
  const next = (score?.nextProducts ?? []).filter(
    ({ productId, because, score: worth }) =>
      worth > 0 && because !== null && because !== productId && !owned.has(productId),
  );
  return showable(
    next.map(({ productId }) => productId),
    products,
  );
}

function describe(
  mailable: readonly Pick[],
  { shop, recentDays }: { readonly shop: Shop; readonly recentDays: number },
): Words {
  const [pair, pairCount] = mostFrequent(
    mailable.map(({ candidate, productIds }) => pairOf(candidate, productIds[0]!)),
  );
  const [becauseId, nextId] = pair.split('\n');
  const name = (productId: string | undefined) => shop.products.get(productId ?? '')?.name ?? productId ?? '';
  const distinct = new Set(mailable.flatMap(({ productIds }) => productIds)).size;
  return {
    title: `Cross-sell to ${sayCount(mailable.length, 'recent customer')}`,
    reason: `${sayCount(mailable.length, 'customer')} ordered within the last ${sayDays(recentDays)}, and what each of them ordered points to a product that they do not own, such as ${name(nextId)} after ${name(becauseId)} (${pairCount} of them).`,
    evidence: [
      {
        statement: `${sayCount(distinct, 'product')} in stock would be shown, each contact up to three of its own.`,
        source: 'likely next products, from what customers bought and viewed one after the other',
      },
      {
        statement:
          shop.gaps === null
            ? `"Lately" is one outcome window of ${sayDays(recentDays)}. Not enough data: too few repeat orders to take the shop's usual gap.`
            : `"Lately" is the shop's usual gap: half of all repeat orders come within ${sayDays(recentDays)}.`,
        source: `${sayCount(shop.orderCount, 'order')} of ${sayCount(shop.buyerCount, 'customer')} until ${sayDate(shop.now)}`,
      },
    ],
  };
}

function pairOf({ score }: Candidate, productId: string): string {
  const next = score!.nextProducts.find((product) => product.productId === productId);
  return `${next?.because}\n${productId}`;
}

function mostFrequent(texts: readonly string[]): readonly [string, number] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
}
