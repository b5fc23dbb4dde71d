/** Replenish: orders a product again and again, and is due again within the outcome window. */

import { DAY } from '../domain/clock.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { showable } from './choose-products.ts';
import { PRODUCT_NAMES, writeBody } from './copy-parts.ts';
import { gapsBetween } from './gaps-between.ts';
import { orderTimesByProduct } from './measure-reorders.ts';
import { sayCount, sayDate, sayDays } from './say.ts';
import type { Candidate, Finding, Pick, Shop, StrategyRule, Words } from './strategy-input.ts';

/** Later than half a gap beyond the due date, the contact has most likely bought it elsewhere: no reminder then. */
const LATE_GAPS = 0.5;

/** A product that one contact is due to order again. */
interface Due {
  readonly productId: string;
  readonly at: number;
  readonly gapDays: number;
  /** Whose gap: the contact's own over two or more, the product's typical one, or the contact's only one. */
  readonly basis: 'own' | 'typical' | 'single';
}

export const replenish: StrategyRule = {
  kind: 'replenish',
  offerKinds: [],

  find(candidates, shop): Finding {
    const dues = new Map<string, readonly Due[]>();
    const picks = candidates.flatMap((candidate) => {
      const due = findDue(candidate, shop);
      if (due.length > 0) dues.set(candidate.contactId, due);
      return due.length === 0 ? [] : [{ candidate, productIds: due.map(({ productId }) => productId) }];
    });
    return {
      picks,
      none: `no product that somebody ordered on two occasions is due again within ${sayDays(shop.outcomeWindowDays)}`,
      describe: (mailable) => describe(mailable, { shop, dues }),
    };
  },

  write: (withOffer) => ({
    subject: '{% if products[0] %}Time for more {{ products[0].name }}?{% else %}Time to restock?{% endif %}',
    previewText: 'Going by when you ordered before, it may soon run out.',
    heading: 'Running low?',
    body: writeBody(
      [
        `{% if products.size > 0 %}Going by your earlier orders, this may soon run out: ${PRODUCT_NAMES}.{% endif %}`,
        'If you still have enough, there is nothing to do.',
      ],
      withOffer,
    ),
    button: 'Order again',
  }),

  writeB: (withOffer) => ({
    subject:
      '{% if contact.firstName %}{{ contact.firstName }}, your{% else %}Your{% endif %} usual, before it runs out',
    previewText: 'A reminder from {{ shop.name }}, at about the time of your next order.',
    heading: 'Your usual?',
    body: writeBody(
      [
        `{% if products.size > 0 %}You have ordered this more than once, and by the usual time between two orders it is about due: ${PRODUCT_NAMES}.{% endif %}`,
        'We remind you so that you need not think of it.',
      ],
      withOffer,
    ),
    button: 'Get my usual',
  }),
};

/** The contact's products that are due, soonest first, as far as an e-mail may show them. */
function findDue({ orders }: Candidate, shop: Shop): readonly Due[] {
  const until = shop.now + shop.outcomeWindowDays * DAY;
  const due: Due[] = [];
  for (const [productId, times] of orderTimesByProduct(orders)) {
    const reorder = expectReorder(productId, times, shop);
    if (reorder === null || reorder.at > until) continue;
    if (reorder.at < shop.now - LATE_GAPS * reorder.gapDays * DAY) continue;
    due.push(reorder);
  }
  due.sort((a, b) => a.at - b.at);
  const shown = new Set(
    showable(
      due.map(({ productId }) => productId),
      shop.products,
    ),
  );
  return due.filter(({ productId }) => shown.has(productId));
}

function expectReorder(productId: string, times: readonly number[], shop: Shop): Due | null {
  const gaps = gapsBetween(times);
  if (gaps.length === 0) return null;
  const typical = shop.reorderGaps.get(productId);
  const basis = gaps.length > 1 ? 'own' : typical === undefined ? 'single' : 'typical';
  const gapDays = basis === 'typical' ? typical! : median(gaps);
  return { productId, gapDays, basis, at: times.at(-1)! + gapDays * DAY };
}

function describe(
  mailable: readonly Pick[],
  { shop, dues }: { readonly shop: Shop; readonly dues: ReadonlyMap<string, readonly Due[]> },
): Words {
  const all = mailable.flatMap(({ candidate }) => dues.get(candidate.contactId)!);
  const firsts = mailable.map(({ candidate }) => dues.get(candidate.contactId)![0]!);
  const source = `${sayCount(shop.orderCount, 'order')} of ${sayCount(shop.buyerCount, 'customer')} until ${sayDate(shop.now)}`;
  const late = firsts.filter(({ at }) => at < shop.now).length;
  return {
    title: `Remind ${sayCount(mailable.length, 'customer')} who ${mailable.length === 1 ? 'is' : 'are'} due again`,
    reason: sayDue(firsts),
    evidence: [
      { statement: sayBases(all), source },
      ...(late === 0
        ? []
        : [
            {
              statement: `${late.toLocaleString('en-US')} of ${sayCount(mailable.length, 'customer')} passed the expected date already, by less than half a gap.`,
              source,
            },
          ]),
    ],
  };
}

function sayDue(firsts: readonly Due[]): string {
  const gap = sayDays(median(firsts.map(({ gapDays }) => gapDays)));
  const dates = firsts.map(({ at }) => at);
  if (firsts.length === 1)
    return `1 customer orders a product every ${gap}, and it is due again around ${sayDate(dates[0]!)}.`;
  return `${sayCount(firsts.length, 'customer')} order a product again and again, every ${gap} (median), and it is due again: for half of them by ${sayDate(median(dates))}, between ${sayDate(quantile(dates, 0))} and ${sayDate(quantile(dates, 1))}.`;
}

function sayBases(dues: readonly Due[]): string {
  const count = (basis: Due['basis']) => dues.filter((due) => due.basis === basis).length;
  const parts: readonly (readonly [Due['basis'], string])[] = [
    ['own', "from the contact's own gaps"],
    [
      'typical',
      "where the contact has only one gap: not enough data, using the product's typical gap instead",
    ],
    [
      'single',
      'where neither contact nor product has more than one gap: not enough data, using that one gap instead',
    ],
  ];
  const said = parts.flatMap(([basis, words]) =>
    count(basis) === 0 ? [] : `${count(basis).toLocaleString('en-US')} ${words}`,
  );
  return `${sayCount(dues.length, 'reorder')} expected, of which ${said.join('; ')}.`;
}
