/** Sets of what is foretold besides an order: horizon from the shop's rhythm, no outcome before its time, other contacts to stop by. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { ContactHistory } from '../../src/domain/event.ts';
import { buildHeadSets, type HeadSets } from '../../src/prepare/build-head-sets.ts';
import { gatherGaps, type KeptHorizon } from '../../src/prepare/choose-horizon.ts';
import { cleanHistory } from '../../src/prepare/clean-history.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { CUTOFF, history, order, stream } from './build-history.ts';

const DAYS = 300;
const END = CUTOFF;
const span = { start: END - DAYS * DAY, end: END, contacts: 12 };

/** Each orders every `gap` days from a day of its own on, until it stops. */
function shop(gap: number, contacts = 200): ContactHistory[] {
  const random = createRandom(3);
  return Array.from({ length: contacts }, (_, at) => {
    const first = random.integer(120);
    const stop = random.uniform() < 0.5 ? 150 + random.integer(150) : DAYS;
    const days: number[] = [];
    for (let day = first + random.uniform(); day < stop; day += gap) days.push(DAYS - day);
    return history(
      days.map((day) => order(day)),
      `contact-${at}`,
    );
  });
}

function build(histories: readonly ContactHistory[], of = span, kept: KeptHorizon | null = null) {
  const gaps = gatherGaps();
  for (const raw of histories) gaps.add(cleanHistory(raw, END).history);
  return buildHeadSets({
    histories: () => stream(histories),
    span: of,
    gaps,
    outcomeWindowDays: 30,
    kept,
    now: END,
  });
}

async function buildReady(histories: readonly ContactHistory[]): Promise<HeadSets> {
  const sets = await build(histories);
  if (sets.kind !== 'head-sets') throw new Error(sets.reason);
  return sets;
}

describe('buildHeadSets', () => {
  it('takes three usual gaps, in whole outcome windows, for leaving', async () => {
    expect(await buildReady(shop(12))).toMatchObject({ horizonDays: 60, usualGapDays: 12 });
    expect(await buildReady(shop(9))).toMatchObject({ horizonDays: 30 });
  });

  it('takes none of a gap that ended from the test cutoff on, however many there are', async () => {
    const before = await buildReady(shop(12));
    expect(before.cutoffs.test).toBe(END - 60 * DAY);
    // Each two orders in the last 60 days, with a gap of its own between: were they heard, it would be 50 days.
    const later = (gap: number) =>
      Array.from({ length: 5000 }, (_, at) => history([order(55), order(55 - gap)], `later-${at}`));
    for (const gap of [50, 2])
      expect(await buildReady([...shop(12), ...later(gap)])).toMatchObject({
        horizonDays: 60,
        usualGapDays: before.usualGapDays,
      });
  });

  it('hears of gaps that ended before, and says where contacts came back too late to be heard', async () => {
    const earlier = Array.from({ length: 5000 }, (_, at) => history([order(290), order(251)], `at-${at}`));
    expect(await buildReady([...shop(12), ...earlier])).toMatchObject({ horizonDays: 120, usualGapDays: 39 });
    const late = Array.from({ length: 400 }, (_, at) => history([order(20), order(8)], `late-${at}`));
    expect(await build(late)).toMatchObject({
      reason: 'Too few contacts came back early enough to say after how long without an order one has left.',
    });
  });

  it('keeps a horizon in use while it should be a window longer or shorter, a chosen one however far off, if there is room', async () => {
    const horizon = async (days: number, isChosen: boolean) => {
      const sets = await build(shop(12), span, { days, isChosen });
      return sets.kind === 'head-sets' && [sets.horizonDays, sets.usualGapDays, END - sets.cutoffs.test];
    };
    const of = (days: number) => [days, 12, days * DAY];
    for (const days of [30, 60, 90]) expect(await horizon(days, false)).toEqual(of(days));
    expect(await horizon(120, false)).toEqual(of(60));
    expect(await horizon(120, true)).toEqual(of(120));
    expect(await horizon(150, true)).toEqual(of(60));
  });

  it('tests on the newest moment that a whole horizon follows, and trains only on what was known by then', async () => {
    const { cutoffs, training, validation, test } = await buildReady(shop(12));
    expect(cutoffs.test).toBe(END - 60 * DAY);
    expect(cutoffs.training.at(-1)).toBe(cutoffs.test - 30 * DAY);
    for (const set of [training, validation])
      set.nextOrderDays.forEach((days, row) => {
        if (Number.isNaN(days)) return;
        expect(set.cutoffs[row]! + days * DAY).toBeLessThanOrEqual(cutoffs.test);
        const isOver = set.cutoffs[row]! + 60 * DAY <= cutoffs.test;
        expect(Number.isNaN(set.leaves[row]!)).toBe(!isOver);
      });
    expect(test.leaves.some(Number.isNaN)).toBe(false);
  });

  it('gives the same training set whatever happens from the test cutoff on', async () => {
    // Silent across the last training cutoffs, and back after the test's: 60 days before the data end.
    const back = Array.from({ length: 9 }, (_, at) =>
      history([order(130 + at), order(55 - at)], `back-${at}`),
    );
    const histories = [...shop(12), ...back];
    const { training, cutoffs } = await buildReady(histories);
    const cut = histories.map(({ contactId, events }) =>
      history(
        events.filter(({ at }) => at < cutoffs.test || (!contactId.startsWith('back') && at % 3 === 0)),
        contactId,
      ),
    );
    expect((await buildReady(cut)).training).toEqual(training);
  });

  it('stops the training by contacts that it does not learn from, the same ones under other ids and in another order', async () => {
    const histories = shop(12);
    const sets = await buildReady(histories);
    const learnt = new Set(sets.training.contactIds);
    expect(sets.validation.contactIds.some((id) => learnt.has(id))).toBe(false);
    expect(new Set(sets.validation.contactIds).size).toBeGreaterThan(20);
    const renamed = histories.map(({ events }, at) => history(events, `${(at * 7919) % 200}`)).toReversed();
    const again = await buildReady(renamed);
    expect(again.training.x).toEqual(sets.training.x);
    expect(again.validation.nextOrderDays).toEqual(sets.validation.nextOrderDays);
    expect(again.test.leaves).toEqual(sets.test.leaves);
  });

  it('says that there is not enough data where nobody comes back, or too little follows', async () => {
    expect(await build(shop(400))).toMatchObject({
      kind: 'not-enough-data',
      reason: 'Too few contacts came back to say after how long without an order one has left.',
    });
    expect(await build(shop(12), { ...span, start: END - 140 * DAY })).toMatchObject({
      kind: 'not-enough-data',
      reason: 'The events reach over 140 days only.',
      enough:
        'It takes 150 days to learn and test who leaves, who spends what and when, with 60 days without an order taken for leaving.',
    });
  });
});
