/** Whom a person chose to foretell heads goes on until a test begins after that, and where it cannot, that is said. */

import { expect, it } from 'vitest';
import { createHeadsDecisionStore } from '../db/stores/heads-decision-store.ts';
import type { HeadsReport } from '../src/domain/heads-report.ts';
import { describeOnEachDatabase } from './db/open-test-database.ts';
import { openHeadsNights, shopOfOrders } from './support/heads-nights.ts';

const reportOf = (found: Awaited<ReturnType<ReturnType<typeof openHeadsNights>['night']>>) => {
  if (found === null || 'missing' in found) throw new Error(found?.missing ?? 'held');
  return found satisfies HeadsReport;
};
const shop = shopOfOrders(300);
const more = [...shop, ...shopOfOrders(60, { seed: 2 })];

describeOnEachDatabase('a choice of who foretells heads', (stage) => {
  /** Two nights, the first of which a person has brought back. */
  async function chosen() {
    const nights = openHeadsNights(createHeadsDecisionStore(stage.parts()));
    await nights.night({ histories: shop });
    await nights.night({ histories: more, day: 8 });
    const { serves } = await nights.bringBack();
    expect(await nights.newest()).toMatchObject({ number: 3, actor: 'U1', serves });
    return { nights, serves };
  }

  it('outlasts a night whose test is too small to judge it', async () => {
    const { nights, serves } = await chosen();
    const few = shopOfOrders(45);
    const { verdicts } = reportOf(await nights.night({ histories: few, day: 9 }));
    expect(verdicts.some(({ why }) => why.includes('not enough data: of'))).toBe(true);
    for (const { head, stays, serves: kind, why } of verdicts) {
      expect([stays, kind]).toEqual([true, serves[head]?.kind ?? null]);
      expect(why).toContain('a person chose it on 2026-06-09 (“odd dates”)');
    }
    expect(await nights.newest()).toMatchObject({ number: 3, serves });
  });

  it('outlasts a night that can test nothing, and the night after it', async () => {
    const { nights, serves } = await chosen();
    expect(await nights.night({ histories: [], day: 9 })).toMatchObject({
      missing: expect.stringContaining('Who foretold goes on: a person chose it on 2026-06-09'),
    });
    const { verdicts } = reportOf(await nights.night({ histories: more, day: 10 }));
    expect(verdicts.every(({ stays }) => stays)).toBe(true);
    expect(await nights.newest()).toMatchObject({ number: 3, serves });
  });

  it('outlasts another rhythm of the shop, for which the horizon would be another', async () => {
    const { nights, serves } = await chosen();
    const { horizonDays } = await nights.newest();
    const slow = shopOfOrders(300, { slowness: 5 });
    const { verdicts, ...report } = reportOf(await nights.night({ histories: slow, day: 9 }));
    expect(report.horizonDays).toBe(horizonDays);
    expect(3 * report.usualGapDays).toBeGreaterThan(horizonDays + 30);
    expect(verdicts.every(({ stays }) => stays)).toBe(true);
    expect(await nights.newest()).toMatchObject({ number: 3, serves });
  });

  it('ends with the outcome window that it foretells, aloud, whether or not anything can be learnt', async () => {
    const ended =
      'Whom a person chose on 2026-06-09 serves no longer: it foretells 30 days, and the outcome window is 20 days now';
    const { nights } = await chosen();
    reportOf(await nights.night({ histories: more, day: 9, outcomeWindowDays: 20 }));
    expect(await nights.newest()).toMatchObject({
      actor: 'flywheel',
      reason: expect.stringContaining(ended),
    });
  });

  it('says so too where nothing is left to foretell', async () => {
    const { nights } = await chosen();
    const ended = 'serves no longer: it foretells 30 days, and the outcome window is 20 days now.';
    expect(await nights.night({ histories: [], day: 9, outcomeWindowDays: 20 })).toMatchObject({
      missing: expect.stringContaining(ended),
    });
    expect(await nights.newest()).toMatchObject({ serves: {}, reason: expect.stringContaining(ended) });
  });
});
