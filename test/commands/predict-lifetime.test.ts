/** `/predict` of a contact after a night that learnt how contacts come back. */

import { expect, it } from 'vitest';
import { parseMessage } from '../../src/collect/parse-message.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NIGHT = Date.UTC(2026, 4, 1);

describeOnEach((on) => {
  it('says what a contact is expected to bring, with intervals, and how that was checked', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT });
    await flywheel.app.stores.events.ingest(ordersOf(400), []);
    await flywheel.runJob('nightly');
    const ask = async (userId: string) =>
      wordsOf(await type(flywheel, maya, { text: `/predict ${userId}`, expected: 'Value to date' }));
    const words = await ask('u7');
    expect(words).toMatch(
      /Expected within 12 months\*\n\d+\.\d orders \(\d+ to \d+ orders? for 95 of 100 such contacts\)/,
    );
    expect(words).toMatch(
      /Value within 12 months\*\n[^\d]*[\d,.]+ \([^\d]*[\d,.]+ to [^\d]*[\d,.]+ for 95 of/,
    );
    expect(words).toMatch(/Still a customer\*\n\d+\.\d % likely not to have left for good/);
    expect(words).toMatch(/from 400 buyers, \d+ of whom came back/);
    expect(words).toMatch(/which it did not see, it expected \d+ repeat orders, and \d+ came\./);
    expect(await ask('u7')).toBe(words);
    expect(flywheel.refusedCalls).toEqual([]);
  });
});

/** Contacts u0, u1 ... who order at rates of their own, over some 400 days. */
function ordersOf(contacts: number): NewEvent[] {
  const random = createRandom(1);
  const events: NewEvent[] = [];
  for (let contact = 0; contact < contacts; contact += 1) {
    const gapDays = 20 + random.exponential(60);
    let at = NIGHT - (contact === 7 ? 400 : random.uniform() * 400) * DAY;
    for (let order = 0; at < NIGHT; order += 1, at += (1.1 + random.exponential(gapDays)) * DAY) {
      if (order > 1 && random.uniform() < 0.2) break;
      const call = {
        ...{
          type: 'track',
          event: 'Order Completed',
          userId: `u${contact}`,
          messageId: `${contact}-${order}`,
        },
        timestamp: new Date(at).toISOString(),
        properties: { order_id: `${contact}-${order}`, total: 10 + random.exponential(30), currency: 'EUR' },
      };
      events.push(parseMessage(call, { receivedAt: NIGHT, archived: true }) as NewEvent);
    }
  }
  return events;
}
