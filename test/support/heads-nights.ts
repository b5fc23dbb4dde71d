/** Nights that learn heads of a shop made of orders alone, one after the other, without the rest of a night. */

import { DAY } from '../../src/domain/clock.ts';
import type { ContactHistory } from '../../src/domain/event.ts';
import type { HeadsDecisionStore } from '../../src/domain/heads-decision.ts';
import { startBudget } from '../../src/domain/night-budget.ts';
import { learnHeadsAtNight } from '../../src/learn-heads.ts';
import { createHeadsTrail } from '../../src/optimize/roll-back-heads.ts';
import { gatherGaps } from '../../src/prepare/choose-horizon.ts';
import { cleanHistory } from '../../src/prepare/clean-history.ts';
import type { Prepared } from '../../src/prepare/prepare-night.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { CUTOFF, history, order, stream } from '../prepare/build-history.ts';
import { keepInMemory } from './memory-artifacts.ts';

const DAYS = 300;

/** Contacts with gaps and amounts of their own, a tenth of whom leaves with each order. */
export function shopOfOrders(contacts: number, { seed = 1, slowness = 1 } = {}): ContactHistory[] {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, (_, at) => {
    const [gap, mean] = [slowness * (4 + random.exponential(25)), 1000 + random.exponential(5000)];
    const orders = [];
    for (let day = random.uniform() * DAYS; day < DAYS; day += slowness * 1.1 + random.exponential(gap)) {
      orders.push(order(DAYS - day, Math.round(mean * (0.5 + random.uniform()))));
      if (random.uniform() < 0.1) break;
    }
    return history(orders, `contact-${seed}-${at}`);
  });
}

interface Night {
  readonly histories: readonly ContactHistory[];
  /** How many days after the first night. */
  readonly day?: number;
  readonly outcomeWindowDays?: number;
  readonly days?: number;
  /** Until how many days after the first night events are known; until the night, if left out. */
  readonly end?: number;
  /** In place of keeping the decision. */
  readonly onDecide?: HeadsDecisionStore['add'];
}

/** The shop's past is as long as its orders' from the first night on. */
export function openHeadsNights(headsDecisions: HeadsDecisionStore) {
  const artifacts = keepInMemory();
  let now = CUTOFF;
  const clock = { now: () => now };
  const trail = (outcomeWindowDays = 30) =>
    createHeadsTrail({ headsDecisions, artifacts, clock, outcomeWindowDays });
  return {
    artifacts,
    trail,
    newest: async () => (await headsDecisions.recent(1))[0]!,
    /** By a person, a second after whatever was last. */
    async bringBack(reason = 'odd dates') {
      now += 1000;
      return trail().rollBack({ actor: 'U1', reason });
    },
    async night({ histories, day = 0, outcomeWindowDays = 30, days = DAYS, end = day, onDecide }: Night) {
      now = CUTOFF + day * DAY;
      const gaps = gatherGaps();
      for (const raw of histories) gaps.add(cleanHistory(raw, now).history);
      const prepared = {
        span: { start: CUTOFF - days * DAY, end: CUTOFF + end * DAY, contacts: 1 },
        gaps,
        outcome: { kind: 'not-enough-data', reason: '', enough: '' },
      } as unknown as Prepared;
      return learnHeadsAtNight(
        {
          stores: { headsDecisions: onDecide ? { ...headsDecisions, add: onDecide } : headsDecisions },
          ...{ artifacts, clock },
          newId: () => `night-${day}`,
          settings: { outcomeWindowDays, seed: 1, program: 'test' },
          // The network takes long, and these are about who serves, whichever that is.
          budget: startBudget(0, clock),
        },
        { histories: () => stream(histories) },
        prepared,
      );
    },
  };
}
