/** Nights that choose who recommends next products in a shop of steps alone, one after the other, without the rest of a night. */

import { DAY } from '../../src/domain/clock.ts';
import type { ProductStep } from '../../src/domain/product-step.ts';
import type { RecommenderDecisionStore } from '../../src/domain/recommender-decision.ts';
import { judgeNextProduct, learnNextAtNight, recallServing } from '../../src/learn-next-products.ts';
import { createRecommenderTrail } from '../../src/optimize/roll-back-recommender.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { steps } from '../learn/recommend/steps.ts';
import { keepInMemory } from './memory-artifacts.ts';

/** When the first night is. */
export const START = Date.UTC(2026, 2, 2);
type Ways = readonly (readonly ProductStep[])[];

interface ShopSize {
  readonly contacts?: number;
  readonly seed?: number;
}

/** Contacts who take six different teas each, or six different tools, in no order. */
export function shopOfTastes({ contacts = 400, seed = 1 }: ShopSize = {}): Ways {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, (_, contact) => {
    const kind = contact % 2 === 0 ? 'tea' : 'tool';
    const own = random.shuffle(Array.from({ length: 30 }, (__, number) => `${kind}-${number}`));
    return steps(...own.slice(0, 6));
  });
}

/** The same products, of which each leads to one other. */
export function shopOfPaths({ contacts = 400, seed = 1 }: ShopSize = {}): Ways {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, (_, contact) => {
    const kind = contact % 2 === 0 ? 'tea' : 'tool';
    const from = random.integer(30);
    return steps(...Array.from({ length: 6 }, (__, at) => `${kind}-${(from + 7 * at) % 30}`));
  });
}

/** Contacts who take whatever others take as well, some things more often than others. */
export function shopOfHabit({ contacts = 400, seed = 1 }: ShopSize = {}): Ways {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, () =>
    steps(...Array.from({ length: 6 }, () => `tea-${Math.floor(30 * random.uniform() ** 3)}`)),
  );
}

interface Night {
  /** How many days after the first. */
  readonly day?: number;
  readonly onDecide?: RecommenderDecisionStore['add'];
}

export function openRecommenderNights(recommenderDecisions: RecommenderDecisionStore) {
  const artifacts = keepInMemory();
  let now = START;
  const clock = { now: () => now };
  const shopOf = (ways: Ways) => ({
    sequences: new Map(ways.map((way, at) => [`contact-${at}`, way])),
    ordered: new Map<string, ReadonlySet<string>>(),
    ...{ attributes: new Map(), words: new Map(), categoryOf: new Map(), soldOut: new Set<string>() },
  });
  const trail = createRecommenderTrail({ recommenderDecisions, artifacts, clock });
  return {
    artifacts,
    trail,
    newest: async () => (await recommenderDecisions.recent(1))[0]!,
    /** By a person, a second after whatever was last. */
    bringBack() {
      now += 1000;
      return trail.rollBack({ actor: 'U1', reason: 'odd lists' });
    },
    async night(ways: Ways, { day = 0, onDecide }: Night = {}) {
      now = START + day * DAY;
      const shop = shopOf(ways);
      const judged = await judgeNextProduct({ stores: { recommenderDecisions }, artifacts }, shop);
      return learnNextAtNight(
        {
          stores: {
            recommenderDecisions: onDecide
              ? { ...recommenderDecisions, add: onDecide }
              : recommenderDecisions,
          },
          ...{ artifacts, clock },
          newId: () => `night-${day}`,
          settings: { program: 'test' },
        },
        { ...judged, shop, cutoff: now },
      );
    },
    byDay: (ways: Ways) => recallServing({ stores: { recommenderDecisions }, artifacts }, shopOf(ways)),
  };
}
