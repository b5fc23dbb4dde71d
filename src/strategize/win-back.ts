/** Win back: ordered repeatedly, and is now clearly overdue. */

import { median } from '../statistics/quantile.ts';
import { showable } from './choose-products.ts';
import { PRODUCT_NAMES, writeBody } from './copy-parts.ts';
import { orderTimesByProduct } from './measure-reorders.ts';
import { sayCount, sayDate, sayDays, sayPercent } from './say.ts';
import type { Candidate, Finding, Pick, Shop, StrategyRule, Words } from './strategy-input.ts';

/** Silent for this many times the own gap is overdue; fewer do beyond what nine of ten repeat orders take. */
const OVERDUE_GAPS = 2;
const OVERDUE_GAPS_IF_LATE = 1.5;

export const winBack: StrategyRule = {
  kind: 'win back',
  offerKinds: ['percent', 'amount', 'free shipping'],

  find(candidates, shop): Finding {
    if (shop.gaps === null)
      return nobody(
        'not enough data: too few customers have ordered on two occasions to say when one is overdue',
      );
    const picks = candidates
      .filter((candidate) => isOverdue(candidate, shop))
      .map((candidate) => ({ candidate, productIds: favourites(candidate, shop) }));
    return {
      picks,
      none: `no repeat customer is overdue: at least ${OVERDUE_GAPS} times the own gap and longer than the shop's usual ${sayDays(shop.gaps.medianDays)}, or longer than ${sayDays(shop.gaps.lateDays)}`,
      describe: (mailable) => describe(mailable, shop),
    };
  },

  write: (withOffer) => ({
    subject: '{% if contact.firstName %}{{ contact.firstName }}, it{% else %}It{% endif %} has been a while',
    previewText: '{{ shop.name }} would be glad to see you again.',
    heading: 'It has been a while',
    body: writeBody(
      [
        'Some time has passed since your last order with {{ shop.name }}. If something was not right, we would like to hear of it.',
        `{% if products.size > 0 %}If you have run out of what you ordered before, it is below: ${PRODUCT_NAMES}.{% else %}We would be glad to see you again.{% endif %}`,
      ],
      withOffer,
    ),
    button: 'Look around again',
  }),

  writeB: (withOffer) => ({
    subject:
      '{% if products[0] %}{{ products[0].name }} is still here for you{% else %}Still here for you{% endif %}',
    previewText: 'What you liked at {{ shop.name }} has not gone anywhere.',
    heading: 'Still here for you',
    body: writeBody(
      [
        `{% if products.size > 0 %}What you ordered before is still here: ${PRODUCT_NAMES}.{% else %}{{ shop.name }} is still here for you.{% endif %}`,
        'There is nothing you have to do. Have a look whenever it suits you.',
      ],
      withOffer,
    ),
    button: 'See it again',
  }),
};

function nobody(none: string): Finding {
  return { picks: [], none, describe: () => ({ title: '', reason: '', evidence: [] }) };
}

/** Overdue against the own gap, or later than nine of ten repeat orders come; and no likelier to order than most. */
function isOverdue({ orders, daysSinceOrder, ownGapDays, probability }: Candidate, shop: Shop): boolean {
  if (orders.length < 2 || daysSinceOrder === null || shop.gaps === null) return false;
  if (probability > shop.medianBuyerProbability) return false;
  const againstOwn = ownGapDays === null ? 0 : daysSinceOrder / ownGapDays;
  if (daysSinceOrder > shop.gaps.lateDays) return ownGapDays === null || againstOwn > OVERDUE_GAPS_IF_LATE;
  return againstOwn > OVERDUE_GAPS && daysSinceOrder > shop.gaps.medianDays;
}

/** What the contact ordered most often, most often first. */
function favourites({ orders }: Candidate, shop: Shop): string[] {
  const times = [...orderTimesByProduct(orders)].sort(([, a], [, b]) => b.length - a.length);
  return showable(
    times.map(([productId]) => productId),
    shop.products,
  );
}

function describe(mailable: readonly Pick[], shop: Shop): Words {
  const people = mailable.map(({ candidate }) => candidate);
  const gaps = people.flatMap(({ ownGapDays }) => (ownGapDays === null ? [] : [ownGapDays]));
  const silent = sayDays(median(people.map(({ daysSinceOrder }) => daysSinceOrder!)));
  const rhythm =
    gaps.length === 0 ? 'ordered at least twice' : `used to order every ${sayDays(median(gaps))}`;
  const mean = people.reduce((sum, { probability }) => sum + probability, 0) / people.length;
  const placed = people.reduce((sum, { orders }) => sum + orders.length, 0);
  const source = `orders until ${sayDate(shop.now)}`;
  return {
    title: `Win back ${sayCount(mailable.length, 'overdue customer')}`,
    reason: `${sayCount(mailable.length, 'customer')} who ${rhythm} ${mailable.length === 1 ? 'has' : 'have'} not ordered for ${silent} (medians); only ${sayPercent(mean)} of them are expected to order by themselves in the next ${sayDays(shop.outcomeWindowDays)}.`,
    evidence: [
      {
        statement: `In this shop half of all repeat orders come within ${sayDays(shop.gaps!.medianDays)} and nine of ten within ${sayDays(shop.gaps!.lateDays)}.`,
        source: `${sayCount(shop.gaps!.count, 'gap')} between ${source}`,
      },
      {
        statement: `They placed ${sayCount(placed, 'order')} so far, half of them ${median(people.map(({ orders }) => orders.length))} or more.`,
        source,
      },
    ],
  };
}
