/** Whoever goes on recommending what it learnt long ago is told of once many contacts do what it does not know. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import { measureUnknown } from '../../src/learn/recommend/measure-unknown.ts';
import { judgeRecommenderDrift } from '../../src/optimize/judge-recommender-drift.ts';

const NOW = 100 * DAY;
const KNOWN = new Set(['tea']);

/** So many contacts who met these, one a day, up to yesterday. */
const contacts = (count: number, ...productIds: readonly string[]) =>
  Array.from({ length: count }, () =>
    productIds.map((productId, at) => ({
      ...{ productId, name: EVENT.productViewed },
      at: NOW - (productIds.length - at) * DAY,
    })),
  );

it('counts what contacts did lately with products that it does not know', () => {
  const old = [{ productId: 'gone', name: EVENT.productViewed, at: NOW - 31 * DAY }];
  const found = measureUnknown([...contacts(80, 'tea', 'new'), ...contacts(20, 'new'), old, []], KNOWN, NOW);
  expect(found).toEqual({ days: 30, steps: 180, unknownSteps: 100, contacts: 100, unknownContacts: 20 });
  const { findings, looked } = judgeRecommenderDrift(found);
  expect(findings).toMatchObject([{ keys: ['next products unknown'] }]);
  expect(findings[0]!.what).toContain('100 of 180 times a contact met a product');
  expect(findings[0]!.what).toContain('20 of 100 contacts met no other');
  expect(looked.join()).toContain('100 of 180 times');
});

it('tells no news of a few, and nothing of hardly any', () => {
  const few = measureUnknown([...contacts(91, 'tea'), ...contacts(9, 'new')], KNOWN, NOW);
  expect(judgeRecommenderDrift(few)).toMatchObject({
    findings: [],
    looked: [expect.stringContaining('9 of 100')],
  });
  const nothing = { findings: [], looked: [] };
  expect(judgeRecommenderDrift(measureUnknown(contacts(99, 'new'), KNOWN, NOW))).toEqual(nothing);
  expect(judgeRecommenderDrift(null)).toEqual(nothing);
});
