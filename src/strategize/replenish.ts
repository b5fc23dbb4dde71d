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
  const dates = firsts.map(({ at }) => at);
  const source = `${sayCount(shop.orderCount, 'order')} of ${sayCount(shop.buyerCount, 'customer')} until ${sayDate(shop.now)}`;
  const late = firsts.filter(({ at }) => at < shop.now).length;
  return {
    title: `Remind ${sayCount(mailable.length, 'customer')} who ${mailable.length === 1 ? 'is' : 'are'} due again`,
    reason: `${sayCount(mailable.length, 'customer')} reorder a product every ${sayDays(median(firsts.map(({ gapDays }) => gapDays)))} (median), and that product is due again between ${sayDate(quantile(dates, 0))} and ${sayDate(quantile(dates, 1))}, for half of them by ${sayDate(median(dates))}.`,
    evidence: [
      { statement: sayBases(all), source },
      {
        statement: `${late.toLocaleString('en-US')} of ${sayCount(mailable.length, 'customer')} passed the expected date already, by less than half a gap; the others are due within ${sayDays(shop.outcomeWindowDays)}.`,
        source,
      },
    ],
  };
}

function sayBases(dues: readonly Due[]): string {
  const count = (basis: Due['basis']) => dues.filter((due) => due.basis === basis).length;
  const say = (basis: Due['basis']) => count(basis).toLocaleString('en-US');
  const own = `${sayCount(dues.length, 'reorder')} expected, ${say('own')} from the contact's own gaps.`;
  const typical =
    count('typical') === 0
      ? ''
      : ` For ${say('typical')} the contact has only one gap: not enough data, using the product's typical gap instead.`;
  const single =
    count('single') === 0
      ? ''
      : ` For ${say('single')} the product has no typical gap either: not enough data, using the contact's only gap instead.`;
  return own + typical + single;
}
