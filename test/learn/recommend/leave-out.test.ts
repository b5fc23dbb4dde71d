/** What is left out to be found is a whole moment, so that lines of one order do not give each other away. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/domain/clock.ts';
import { EVENT } from '../../../src/domain/event.ts';
import type { ProductStep } from '../../../src/domain/product-step.ts';
import { countToFind, evaluateNextProduct } from '../../../src/learn/recommend/evaluate-next-product.ts';
import { beforeLastTwo, leaveOut } from '../../../src/learn/recommend/leave-out.ts';
import { numberById, numberSteps } from '../../../src/learn/recommend/number-products.ts';
import { plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import { createRandom } from '../../../src/statistics/random.ts';

const FAMILIES = 20;
const LINES = 3;

/** Each order a day after the one before; its lines are of one moment. */
function orders(...baskets: readonly (readonly string[])[]): ProductStep[] {
  return baskets.flatMap((basket, day) =>
    basket.map((productId) => ({ productId, name: EVENT.orderCompleted, at: day * DAY })),
  );
}

/** Always the same lines, one after the other. */
function family(number: number): string[] {
  return Array.from({ length: LINES }, (_, line) => `family-${number % FAMILIES}-${line}`);
}

function shop(familiesOf: (contact: number) => readonly number[]): ProductStep[][] {
  return Array.from({ length: 600 }, (_, contact) => orders(...familiesOf(contact).map(family)));
}

function numbered(steps: readonly ProductStep[]) {
  return numberSteps(steps, numberById(['a', 'b', 'c', 'd', 'e', 'f']));
}

describe('evaluateNextProduct', () => {
  it('finds no more than popularity where lines of an order follow each other, and orders do not', async () => {
    const random = createRandom(5);
    const all = Array.from({ length: FAMILIES }, (_, number) => number);
    const { metrics } = await evaluateNextProduct(shop(() => random.shuffle([...all]).slice(0, 4)));
    expect(metrics.contacts).toBe(600);
    expect(metrics.hitRate.low).toBeLessThan(metrics.popularityHitRate.estimate);
    expect(metrics.hitRate.estimate).toBeLessThan(0.3);
  });

  it('finds what the next order holds where orders follow each other', async () => {
    const { metrics } = await evaluateNextProduct(
      shop((contact) => Array.from({ length: 4 }, (_, order) => contact + order)),
    );
    expect(metrics.contacts).toBe(600);
    expect(metrics.hitRate.estimate).toBeGreaterThan(0.9);
    expect(metrics.popularityHitRate.estimate).toBeLessThan(0.4);
  });

  it('chooses the blend by the order before the last, of which no line is known', async () => {
    const random = createRandom(6);
    const draw = () => Math.floor(FAMILIES * random.uniform() ** 3);
    const { weights } = await evaluateNextProduct(
      shop(() => [...new Set(Array.from({ length: 6 }, draw))].slice(0, 4)),
    );
    // A line still tells the next one of its order, but only what is popular comes again.
    expect(Math.max(...Object.values(weights))).toBe(weights.popularity);
  });
});

it('has nothing to find in a shop where everybody ordered once, however much', () => {
  expect(countToFind(shop((contact) => [contact]))).toBe(0);
  expect(countToFind(shop((contact) => (contact < 70 ? [contact, contact + 1] : [contact])))).toBe(70);
});

describe('leaveOut', () => {
  const sequence = numbered(orders(['a', 'b'], ['c', 'a'], ['d', 'e', 'b']));

  it('looks for the last line of the last order that is new, by the orders before it alone', () => {
    const [last] = leaveOut(sequence, 1);
    expect(last!.target).toBe(4);
    expect([...last!.history.products]).toEqual([0, 1, 2, 0]);
  });

  it('does the same of the order before it, of which nothing is learnt either', () => {
    const [before] = leaveOut(sequence, 2);
    expect(before!.target).toBe(2);
    expect([...before!.history.products]).toEqual([0, 1]);
    expect([...beforeLastTwo(sequence).products]).toEqual([0, 1]);
  });

  it('has nothing to look for after an only order, or when nothing in the last is new', () => {
    expect(leaveOut(numbered(orders(['a', 'b', 'c'])), 1)).toEqual([]);
    expect(leaveOut(numbered(orders(['a', 'b'], ['c'])), 2)).toEqual([]);
    expect(leaveOut(numbered(orders(['a', 'b'], ['b', 'a'])), 1)).toEqual([]);
    expect(leaveOut(numbered([]), 1)).toEqual([]);
  });

  it('lets contacts with an order or two teach what comes before their last, or all where nothing is left out', () => {
    expect([...beforeLastTwo(numbered(orders(['a', 'b'], ['c', 'd']))).products]).toEqual([0, 1]);
    expect([...beforeLastTwo(numbered(orders(['a', 'b']))).products]).toEqual([0, 1]);
  });

  it('takes what came within a second of each other for one moment, whatever kind of event it was', () => {
    const steps = ['a', 'b', 'c'].map((productId, at) => ({
      ...{ productId, at: DAY + at * 900 },
      name: at === 2 ? EVENT.orderCompleted : EVENT.productAdded,
    }));
    const [last] = leaveOut(numbered([...orders(['f']), ...steps]), 1);
    expect(last).toMatchObject({ target: 2, history: { products: Int32Array.of(5) } });
  });

  it('takes products of which nothing but the order is known one by one', () => {
    const plain = plainSequence([0, 1, 2, 3]);
    expect(leaveOut(plain, 1)).toMatchObject([{ target: 3, history: { products: Int32Array.of(0, 1, 2) } }]);
    expect(leaveOut(plain, 2)).toMatchObject([{ target: 2, history: { products: Int32Array.of(0, 1) } }]);
    expect([...beforeLastTwo(plain).products]).toEqual([0, 1]);
  });
});
