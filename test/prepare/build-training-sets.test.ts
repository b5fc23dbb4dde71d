/** One pass over the histories gives three sets of rows, split by time, or a refusal in words. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { buildScoringSet } from '../../src/prepare/build-scoring-set.ts';
import { buildTrainingSets, MIN_PER_CLASS } from '../../src/prepare/build-training-sets.ts';
import type { Cutoffs } from '../../src/prepare/choose-cutoffs.ts';
import { computeFeatures, featureNames } from '../../src/prepare/compute-features.ts';
import type { LabelledRows } from '../../src/prepare/order-rows.ts';
import { ago, CUTOFF, event, history, order, stream } from './build-history.ts';

const WINDOW_DAYS = 30;
/** Test at CUTOFF, training 60 and 90 days before it. */
const cutoffs: Cutoffs = {
  kind: 'cutoffs',
  training: [CUTOFF - 90 * DAY, CUTOFF - 60 * DAY],
  validation: CUTOFF - 30 * DAY,
  test: CUTOFF,
};
const build = (histories: readonly ContactHistory[]) =>
  buildTrainingSets({
    histories: stream(histories),
    cutoffs,
    outcomeWindowDays: WINDOW_DAYS,
    now: CUTOFF + WINDOW_DAYS * DAY,
  });

/** Forty contacts known for long who order every month, and forty who only look. */
const buyers = many('buyer', 40, [order(95), order(75), order(45), order(15), order(-15)]);
const lookers = many('looker', 40, [ago(95, EVENT.productViewed), ago(5, EVENT.productViewed)]);

describe('buildTrainingSets', () => {
  it('gives a row for each contact and cutoff with an event before it, and labels it by what came after', async () => {
    const newcomer = history([ago(10, 'Home'), order(-3)], 'newcomer');
    const sets = await buildReady([...buyers, ...lookers, newcomer]);
    expect(
      [sets.training, sets.validation, sets.test].map(({ rows, positives }) => [rows, positives]),
    ).toEqual([
      [160, 80],
      [80, 40],
      [81, 41],
    ]);
    const row = sets.test.contactIds.indexOf('newcomer');
    expect([sets.test.y[row], sets.training.contactIds.includes('newcomer')]).toEqual([1, false]);
    expect(valueAt(sets.test, row, 'tenureDays')).toBe(10);
    expect([...new Set(sets.training.cutoffs)]).toEqual(cutoffs.training);
    expect(sets.training.x).toHaveLength(160 * featureNames.length);
  });

  it('writes into each row what the features of that contact at that cutoff are', async () => {
    const { training } = await buildReady([...buyers, ...lookers]);
    const expected = new Float32Array(featureNames.length);
    const byId = new Map([...buyers, ...lookers].map((item) => [item.contactId, item]));
    for (let row = 0; row < training.rows; row++) {
      computeFeatures(byId.get(training.contactIds[row]!)!, training.cutoffs[row]!, expected, 0);
      expect(training.x.subarray(row * expected.length, (row + 1) * expected.length)).toEqual(expected);
    }
  });

  it('hashes equal facts equally, and a single click or order anew', async () => {
    const hashOf = async (extra: readonly HistoryEvent[]) => {
      const changed = history([...buyers[0]!.events, ...extra], buyers[0]!.contactId);
      return (await buildReady([changed, ...buyers.slice(1), ...lookers])).hash;
    };
    const plain = await hashOf([]);
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf([])).toBe(plain);
    expect(await hashOf([ago(2, EVENT.emailLinkClicked)])).not.toBe(plain);
    const refund = ago(-16, EVENT.orderRefunded);
    expect(await hashOf([refund])).toBe(plain);
    expect(await hashOf([{ ...refund, name: EVENT.orderCompleted }])).toBe(plain);
    const withoutLast = history(buyers[0]!.events.slice(0, -1), buyers[0]!.contactId);
    expect((await buildReady([withoutLast, ...buyers.slice(1), ...lookers])).hash).not.toBe(plain);
  });

  it('gives the same rows in the same order whatever the contacts are called and in whichever order they come', async () => {
    const renamed = [...lookers, ...buyers]
      .map((item, index) => history(item.events, `${(index * 7919) % 80}`))
      .toReversed();
    const [sets, others] = [await buildReady([...buyers, ...lookers]), await buildReady(renamed)];
    expect(others.hash).toBe(sets.hash);
    expect(others.training.x).toEqual(sets.training.x);
    expect(others.training.y).toEqual(sets.training.y);
    expect(others.test.contactIds).not.toEqual(sets.test.contactIds);
  });

  it('cleans before it computes, and gives the counts', async () => {
    const dirty = history([
      event('Home', 0),
      order(20, -5),
      order(10, 5, { orderId: 'a' }),
      order(9, 5, { orderId: 'a' }),
    ]);
    const sets = await buildReady([...buyers, ...lookers, dirty]);
    const row = sets.test.contactIds.indexOf(dirty.contactId);
    expect(valueAt(sets.test, row, 'orderCount')).toBe(2);
    expect(valueAt(sets.test, row, 'tenureDays')).toBe(20);
    expect(sets.cleaning).toMatchObject({ absurdTimes: 1, duplicateOrders: 1, unusableAmounts: 1 });
  });

  it('refuses too few buyers, and says in which set, how many and what is enough', async () => {
    const few = many('few', 4, [order(95), order(-3)]);
    const steady = many('steady', 40, [order(95), order(75), order(45), order(15)]);
    const result = await build([...few, ...steady, ...lookers]);
    expect(result).toMatchObject({
      kind: 'not-enough-data',
      reason:
        'Between 2026-06-01 and 2026-07-01 (the test set) only 4 of 84 times a contact bought within 30 days.',
      enough: `At least ${MIN_PER_CLASS.test} are needed: import more orders, or wait for them.`,
      cleaning: { events: 4 * 2 + 40 * 4 + 40 * 2 },
    });
  });

  it('refuses a shop in which everybody buys: there is nothing to tell apart', async () => {
    expect(await build(buyers)).toMatchObject({
      kind: 'not-enough-data',
      reason: expect.stringContaining('0 of 80 times a contact did not buy'),
    });
  });
});

describe('buildScoringSet', () => {
  it('gives each contact with an event before the cutoff the row that training would give it', async () => {
    const later = history([ago(-2, 'Home')], 'later');
    const histories = [...buyers, ...lookers, later];
    const scoring = await buildScoringSet({
      histories: stream(histories),
      cutoff: CUTOFF,
      now: CUTOFF + DAY,
    });
    const { test } = await buildReady(histories);
    expect(scoring.contactIds).toEqual(test.contactIds);
    expect(scoring.x).toEqual(test.x);
    expect(scoring.featureNames).toBe(featureNames);
  });
});

async function buildReady(histories: readonly ContactHistory[]) {
  const sets = await build(histories);
  if (sets.kind !== 'training-sets') throw new Error(sets.reason);
  return sets;
}

function many(name: string, count: number, events: readonly HistoryEvent[]): ContactHistory[] {
  return Array.from({ length: count }, (_, index) => history(events, `${name}-${index}`));
}

function valueAt(set: LabelledRows, row: number, name: string): number {
  return set.x[row * featureNames.length + featureNames.indexOf(name)]!;
}
