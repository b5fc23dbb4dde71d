/** Nights look again and again: how often luck alone lets a challenger take over, and how soon one that is better does. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { Comparisons } from '../../src/domain/comparison.ts';
import { planComparison } from '../../src/optimize/plan-comparison.ts';
import { skewedMeanInterval } from '../../src/statistics/mean-interval.ts';
import { createRandom } from '../../src/statistics/random.ts';

const T0 = Date.UTC(2026, 2, 1);
const WINDOW = 28;
const NIGHTS = 30;
/** Each day brings the outcomes of so many contacts, and each test those of a window. */
const A_DAY = 40;
const SHOPS = 400;
const CHALLENGERS = 3;

function plan(last: Comparisons | null, day: number, championId: string | null = 'a') {
  return planComparison({ last, championId, testCutoff: T0 + day * DAY, outcomeWindowDays: WINDOW });
}

describe('challengers', () => {
  it('are compared when a week of orders is new, each time more surely, so that all spend 5 % together', () => {
    let last: Comparisons | null = null;
    const spent: number[] = [];
    for (let day = 0; day < 29; day += 1) {
      const { comparisons, chance, nextAt } = plan(last, day);
      last = comparisons;
      if (chance !== null) spent.push(chance);
      expect(nextAt).toBe(T0 + (7 * Math.floor(day / 7) + 7 + WINDOW) * DAY);
    }
    expect(spent).toEqual([1, 2, 3, 4, 5].map((k) => 0.05 / (k * (k + 1))));
    let all = 0;
    for (let count = 0; count < 10_000; count += 1)
      all += plan({ championId: 'a', count, testCutoff: T0 - 7 * DAY }, 0).chance!;
    expect(all).toBeLessThan(0.05);
  });

  it('of a new champion begin anew, on other orders than it was chosen by', () => {
    const last = { championId: 'a', count: 7, testCutoff: T0 };
    expect(plan(last, 6, 'b')).toMatchObject({ chance: null, comparisons: { championId: 'b', count: 0 } });
    expect(plan(last, 7, 'b')).toMatchObject({ chance: 0.025, comparisons: { count: 1 } });
    const first = plan(null, 0, null);
    expect(first).toMatchObject({ chance: null, comparisons: { championId: null, count: 0 } });
    expect(plan(first.comparisons, 1, 'b').chance).toBeNull();
  });
});

describe('within 30 nights', () => {
  it('challengers that are as good take over in at most 5 % of shops, where one look a night at 95 % lets them in many more', () => {
    const planned = promotions([0, 0, 0], asPlanned);
    expect(planned.length / SHOPS).toBeLessThanOrEqual(0.05);
    const nightly = promotions([0, 0, 0], () => 0.025);
    expect(nightly.length / SHOPS).toBeGreaterThan(0.2);
  });

  it('one that is better takes over all the same, and soon', () => {
    const nights = promotions([-0.008, 0, 0], asPlanned);
    expect(nights.length / SHOPS).toBeGreaterThan(0.9);
    expect(nights.filter((night) => night <= 7).length / SHOPS).toBeGreaterThan(0.8);
  });
});

/** The tail that a challenger is tested at; null where none is. */
type Rule = (night: number, last: Comparisons | null, keep: (kept: Comparisons) => void) => number | null;

function asPlanned(...[night, last, keep]: Parameters<Rule>): number | null {
  const { comparisons, chance } = plan(last, night);
  keep(comparisons);
  return chance === null ? null : chance / CHALLENGERS;
}

/** In which night, of each shop where it did, a challenger took over whose log loss is so much higher. */
function promotions(differences: readonly number[], rule: Rule): number[] {
  return Array.from({ length: SHOPS }, (_, shop) => findPromotion(shop, differences, rule)).flatMap(
    (night) => night ?? [],
  );
}

function findPromotion(shop: number, differences: readonly number[], rule: Rule): number | null {
  const random = createRandom(shop);
  const runs = differences.map((difference) =>
    Array.from({ length: (WINDOW + NIGHTS) * A_DAY }, () => difference + drawLoss(random)),
  );
  let last: Comparisons | null = null;
  for (let night = 0; night < NIGHTS; night += 1) {
    const tail = rule(night, last, (kept) => {
      last = kept;
    });
    if (tail === null) continue;
    const test = (losses: readonly number[]) => losses.slice(night * A_DAY, (night + WINDOW) * A_DAY);
    if (runs.some((losses) => skewedMeanInterval(test(losses), tail).high < 0)) return night;
  }
  return null;
}

/** The challenger's loss less the champion's: a little less of nine contacts, much more of the tenth, who ordered. */
function drawLoss(random: ReturnType<typeof createRandom>): number {
  return random.uniform() < 0.9 ? -0.02 * 2 * random.uniform() : 0.18 * 2 * random.uniform();
}
