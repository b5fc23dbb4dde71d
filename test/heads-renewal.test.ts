/** How heads are learnt anew from night to night: not on the same facts, not each night, and never further from who took over than chance. */

import { expect, it } from 'vitest';
import { createHeadsDecisionStore } from '../db/stores/heads-decision-store.ts';
import { listKept } from '../src/domain/heads-decision.ts';
import { AppError } from '../src/errors.ts';
import { describeOnEachDatabase } from './db/open-test-database.ts';
import { openHeadsNights, shopOfOrders } from './support/heads-nights.ts';

const shop = shopOfOrders(300);
const grown = (others: number) => [...shop, ...shopOfOrders(others, { seed: 2 })];

describeOnEachDatabase('heads, night after night', (stage) => {
  const open = () => openHeadsNights(createHeadsDecisionStore(stage.parts()));

  it('decides nothing on the same facts, nor within a week, and then goes back to what was learnt a week before', async () => {
    const nights = open();
    await nights.night({ histories: shop });
    const first = await nights.newest();
    await nights.night({ histories: shop, end: 0, day: 9 });
    expect(await nights.newest()).toEqual(first);
    await nights.night({ histories: grown(2), end: 0, day: 3 });
    expect(await nights.newest()).toEqual(first);
    await nights.night({ histories: grown(30), day: 8 });
    const renewed = await nights.newest();
    expect(renewed.number).toBe(2);
    const heads = Object.values(renewed.serves).filter((one) => one !== null);
    expect(heads.some((one) => one.anchorId === 'night-0')).toBe(true);
    expect(await nights.trail().previous()).toEqual(first);
  });

  it('counts a comparison for each week of new outcomes, and begins anew with whoever takes over', async () => {
    const nights = open();
    const counts = async (day: number) => {
      await nights.night({ histories: grown(day + 1), day });
      const { serves } = await nights.newest();
      return Object.values(serves).flatMap((one) => one?.comparisons?.count ?? []);
    };
    const first = await counts(0);
    expect(first.length).toBeGreaterThan(0);
    expect(first.every((count) => count === 0)).toBe(true);
    expect(await counts(6)).toEqual(first);
    expect((await counts(7)).some((count) => count === 1)).toBe(true);
    const { number } = await nights.newest();
    await counts(13);
    expect((await nights.newest()).number).toBe(number);
    expect((await counts(14)).some((count) => count === 2)).toBe(true);
  });

  it('keeps the files of who serves and of who took over once, and of no night that did not decide', async () => {
    const nights = open();
    await nights.night({ histories: shop });
    await nights.night({ histories: grown(10), day: 2 });
    for (const day of [8, 16]) await nights.night({ histories: grown(day), day });
    const named = () =>
      nights
        .trail()
        .recent(99)
        .then((all) => all.flatMap(({ serves }) => listKept(serves)));
    expect([...nights.artifacts.kept.keys()].toSorted()).toEqual([...new Set(await named())].toSorted());
    // Ended after it had kept what it learnt, before it could decide.
    const before = nights.artifacts.kept.size;
    const broken = new AppError('unavailable', 'gone');
    await expect(
      nights.night({ histories: grown(60), day: 24, onDecide: () => Promise.reject(broken) }),
    ).rejects.toBe(broken);
    expect(nights.artifacts.kept.size).toBe(before + 2);
    await nights.night({ histories: grown(16), day: 25 });
    expect([...nights.artifacts.kept.keys()].toSorted()).toEqual([...new Set(await named())].toSorted());
  });
});
