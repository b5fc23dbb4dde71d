/** Nights of a shop that goes on as before, and of one whose tracking broke. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { wordsOf } from './commands/read-card.ts';
import { maya, type } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { NIGHT as FIRST_NIGHT, liveOn } from './support/keep-shop.ts';
import { type RunningFlywheel, startFlywheel } from './support/open-flywheel.ts';
import { sendCalls } from './support/send-calls.ts';
import { waitFor } from './support/wait-for.ts';

describeOnEach((on) => {
  it('says nothing while customers go on as they did; /model shows what it looked at and what forecasts rest on', async () => {
    const { flywheel, nightAfter } = await openShop(on);
    for (const days of [0, 1, 7]) expect((await nightAfter(days)).findings).toEqual([]);
    const card = wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }));
    expect(card).toContain('Nothing moved beyond chance.');
    expect(card).toMatch(
      /Features: 0 of \d+ moved beyond chance and their usual pace; the furthest: “[^”]+” .*was true of [\d.]+ %, now of [\d.]+ % \(PSI 0\.\d\d/,
    );
    expect(card).toContain('Newest event: not enough data');
    expect(card).toMatch(
      /What its forecasts rest on\*\n(• .+: \+0\.\d{4} \(|No feature matters beyond noise)/,
    );
    expect(card).toMatch(/champion makes use of (2 of )?\d+ features/);
    expect(driftCards(flywheel)).toEqual([]);
  });

  it('tells once that views are not tracked any more, in words, and keeps showing it', async () => {
    const { flywheel, nightAfter } = await openShop(on, 'Product Viewed');
    expect((await nightAfter(0)).findings).toEqual([]);
    expect((await nightAfter(2)).findings).toMatchObject([{ keys: ['feature productViewed1Days'] }]);
    await waitFor(() => expect(driftCards(flywheel)).toHaveLength(1));
    expect(driftCards(flywheel)[0]).toMatch(
      /“no product views in the last day” was true of \d\d\.\d %, now of 100\.0 %/,
    );
    expect((await nightAfter(3)).findings).toHaveLength(1);
    const digests = () =>
      flywheel.slack.scene(maya.id).messages.filter(({ text }) => text.includes('Good morning'));
    await waitFor(() => expect(digests()).toHaveLength(3));
    expect(driftCards(flywheel)).toHaveLength(1);
    const card = wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }));
    expect(card).toContain('1 thing moved beyond chance');
  });
});

/** A shop with a past; from now on events of that name are lost on their way. */
async function openShop(on: Parameters<typeof startFlywheel>[0]['on'] & string, lost = '') {
  const flywheel = await startFlywheel({ on, at: FIRST_NIGHT, kept: 'with a past' });
  const shop = liveOn();
  return {
    flywheel,
    async nightAfter(days: number) {
      const now = FIRST_NIGHT + days * DAY;
      flywheel.setTime(now);
      const calls = shop.advanceTo(now).messages.filter(({ event }) => event !== lost);
      for (let from = 0; from < calls.length; from += 100)
        await sendCalls(flywheel, calls.slice(from, from + 100));
      const report = await flywheel.runJob('nightly');
      expect(report.ok).toBe(true);
      return report['drift'] as { readonly findings: readonly object[] };
    },
  };
}

function driftCards({ slack }: RunningFlywheel): readonly string[] {
  const { messages } = slack.scene(maya.id);
  return messages.filter(({ text }) => text.includes('Something moved')).map(wordsOf);
}
