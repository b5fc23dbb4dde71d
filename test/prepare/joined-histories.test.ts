/** What a browser did that signed in after the cutoff is no feature as of it, wherever features and rows are made of a history. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import { buildHeadSets } from '../../src/prepare/build-head-sets.ts';
import { buildScoringSet } from '../../src/prepare/build-scoring-set.ts';
import { buildTrainingSets } from '../../src/prepare/build-training-sets.ts';
import { gatherGaps } from '../../src/prepare/choose-horizon.ts';
import { cleanHistory } from '../../src/prepare/clean-history.ts';
import { growTrials } from '../../src/prepare/grow-trials.ts';
import { leaveOutEach } from '../../src/prepare/leave-out-events.ts';
import { listOrdered, listSteps } from '../../src/prepare/list-steps.ts';
import { orderAmountCents } from '../../src/prepare/order-amount.ts';
import { estimateFromRecency } from '../../src/strategize/estimate-from-recency.ts';
import { measurePastWindows } from '../../src/strategize/measure-past-windows.ts';
import { summarisePurchases } from '../../src/strategize/summarise-purchases.ts';
import { ago, CUTOFF, history, line, order, stream } from './build-history.ts';

const WINDOW = 30;
const NOW = CUTOFF + WINDOW * DAY;
/** Signed in on the tenth day of the window after the cutoff. */
const later = { joinedAt: CUTOFF + 10 * DAY };
const browsed = [5, 4, 3].map((days) => ago(days, EVENT.productViewed, { ...later, lines: [line('lamp')] }));
const guestOrder = order(6, 900, { ...later, orderId: 'guest', lines: [line('lamp')] });
const own = [order(95), order(75), order(45), order(15), order(-15)];

describe('training, validation and test set', () => {
  const shop = Array.from({ length: 80 }, (_, n) =>
    history(n % 2 === 0 ? own : [ago(95, 'Home'), ago(5, 'Home')], `contact-${n}`),
  );
  const build = (histories: typeof shop) =>
    buildTrainingSets({
      histories: stream(histories),
      cutoffs: {
        kind: 'cutoffs',
        training: [CUTOFF - 90 * DAY, CUTOFF - 60 * DAY],
        validation: CUTOFF - 30 * DAY,
        test: CUTOFF,
      },
      outcomeWindowDays: WINDOW,
      now: NOW,
    });

  it('are those of a shop in which the browser did nothing', async () => {
    const joined = shop.map(({ contactId, events }) => history([...events, ...browsed], contactId));
    const [before, after] = [await build(shop), await build(joined)];
    if (before.kind !== 'training-sets' || after.kind !== 'training-sets') throw new Error('too little');
    expect(after.hash).toBe(before.hash);
  });

  it('have no row of a contact of whom nothing was known yet, and count an order of the browser after the cutoff', async () => {
    const stranger = history([...browsed, order(-10)], 'stranger');
    const guest = history([ago(95, 'Home'), order(-5, 900, later)], 'guest');
    const sets = await build([...shop, stranger, guest]);
    if (sets.kind !== 'training-sets') throw new Error('too little');
    expect(sets.test.contactIds).not.toContain('stranger');
    expect(sets.test.y[sets.test.contactIds.indexOf('guest')]).toBe(1);
  });

  it('score everybody by all that is known tonight', async () => {
    const rowsOf = (events: typeof browsed, cutoff = NOW) =>
      buildScoringSet({ histories: stream([history(events)]), cutoff, now: NOW });
    const known = browsed.map(({ joinedAt: _, ...rest }) => rest);
    expect((await rowsOf([...own, ...browsed])).x).toEqual((await rowsOf([...own, ...known])).x);
    expect([(await rowsOf(browsed)).rows, (await rowsOf(browsed, CUTOFF)).rows]).toEqual([1, 0]);
  });
});

describe('what else is foretold', () => {
  const span = { start: CUTOFF - 400 * DAY, end: NOW, contacts: 1 };
  /** Everybody orders every twenty days, for a while or until today. */
  const shop = Array.from({ length: 100 }, (_, n) =>
    history(
      Array.from({ length: 20 - (n % 5) }, (_, k) => order(390 + (n % 40) - 20 * k)),
      `contact-${n}`,
    ),
  );
  async function build(histories: typeof shop) {
    const gaps = gatherGaps();
    for (const one of histories) gaps.add(one);
    const options = { histories: () => stream(histories), gaps, span, outcomeWindowDays: WINDOW, now: NOW };
    const sets = await buildHeadSets(options);
    if (sets.kind !== 'head-sets') throw new Error(sets.reason);
    return sets;
  }

  it('learns and is tested on the same, whoever joins after the test cutoff', async () => {
    const before = await build(shop);
    const joinedAt = before.cutoffs.test + DAY;
    const past = Array.from({ length: 40 }, (_, k) => order(399 - k, 100, { joinedAt }));
    const joined = shop.map(({ contactId, events }) => history([...events, ...past], contactId));
    expect(await build(joined)).toEqual(before);
  });

  it('takes nobody for a customer who may leave by an order that was another’s then', async () => {
    const guest = { ...guestOrder, at: CUTOFF - 290 * DAY };
    const looker = history([ago(300, 'Home'), guest], 'looker');
    const { test } = await build([...shop, looker, history([guest], 'stranger')]);
    expect(test.leaves[test.contactIds.indexOf('looker')]).toBeNaN();
    expect(test.contactIds).not.toContain('stranger');
  });
});

it('learns of a draw by what was known when it was made', () => {
  const trials = new Map([
    ['contact-1', [{ campaignId: 'c1', treated: true, at: CUTOFF, outcomeWindowDays: WINDOW }]],
  ]);
  const rowsOf = (events: typeof own) => {
    const rows = growTrials(trials, NOW);
    rows.add(history(events));
    return rows.finish();
  };
  expect(rowsOf([...own, ...browsed, guestOrder]).x).toEqual(rowsOf(own).x);
  expect(rowsOf(browsed).rows).toBe(0);
});

it('lists steps, orders and visits that were known by then', () => {
  const { events } = history([
    ...browsed,
    guestOrder,
    ago(2, EVENT.productViewed, { lines: [line('shade')] }),
  ]);
  const one = { contactId: 'one', events };
  expect(listSteps(one, CUTOFF).map(({ productId }) => productId)).toEqual(['shade']);
  expect(listOrdered(one, CUTOFF)).toEqual(new Set());
  expect(leaveOutEach(one, CUTOFF)).toHaveLength(1);
  expect(listSteps(one, NOW)).toHaveLength(5);
  expect(listOrdered(one, NOW)).toEqual(new Set(['lamp']));
});

it('keeps of two reports of one order the one that was known first', () => {
  const twice = [order(5, 500, { orderId: 'o', ...later }), order(4.9, 510, { orderId: 'o' })];
  const { history: cleaned, counts } = cleanHistory(history([...twice, ...own]), NOW);
  expect(cleaned.events.map(({ amountCents }) => amountCents)).toContain(510);
  expect(cleaned.events.map(({ amountCents }) => amountCents)).not.toContain(500);
  expect(counts.duplicateOrders).toBe(1);
});

describe('what is counted of windows that are over', () => {
  const summarise = (events: typeof own, cutoff = NOW) =>
    summarisePurchases(history(events), orderAmountCents, cutoff)!;

  it('is of contacts that were known when they began', () => {
    const stranger = summarise([...browsed, guestOrder, order(-10)]);
    expect(stranger.firstSeenAt).toBe(CUTOFF - -10 * DAY);
    const [last] = measurePastWindows([stranger, summarise(own)], {
      cutoff: NOW,
      outcomeWindowDays: WINDOW,
    }).slice(-1);
    expect(last).toMatchObject({ contacts: 1, buyers: 1 });
  });

  it('groups contacts by the orders that were known', () => {
    const looker = [ago(90, 'Home')];
    const guests = Array.from({ length: 50 }, () => summarise([...looker, guestOrder, order(-10)]));
    const now = { now: NOW, outcomeWindowDays: WINDOW };
    // As of then all of them are lookers, who all ordered in the window.
    expect(estimateFromRecency(guests, now)!(summarise(looker))).toBeCloseTo(1, 9);
    const others = Array.from({ length: 50 }, () => summarise(looker));
    expect(estimateFromRecency([...guests, ...others], now)!(summarise(looker))).toBeCloseTo(0.5, 9);
  });
});
