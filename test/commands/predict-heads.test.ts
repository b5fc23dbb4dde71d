/** `/predict` and `/model` after a night that learnt who leaves, what is spent and when the next order comes. */

import { expect, it } from 'vitest';
import { parseMessage } from '../../src/collect/parse-message.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { collect } from '../db/builders.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { SHORT_NIGHT, startFlywheel } from '../support/open-flywheel.ts';
import { paragraphOf, wordsOf } from './read-card.ts';

const NIGHT = Date.UTC(2026, 4, 1);

describeOnEach((on) => {
  it('says of contacts what was foretold of them, counts who is likely to leave, and how far to trust that', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT, settings: SHORT_NIGHT });
    const { modelRuns, jobs, contacts } = flywheel.app.stores;
    await flywheel.app.stores.events.ingest(ordersOf(100), []);
    const { heads } = await flywheel.runJob('nightly');
    const report = heads as { horizonDays: number; verdicts: { head: string; serves: string | null }[] };
    const serves = new Map(report.verdicts.map((verdict) => [verdict.head, verdict.serves]));
    expect(serves.get('leaves')).not.toBeNull();

    const scores = await collect(modelRuns.scores());
    const leaving = scores.filter((score) => (score.heads?.leaves ?? 0) > 0.5).length;
    expect(leaving).toBeGreaterThan(0);
    expect(leaving).toBeLessThan(scores.length);
    const forecast = await type(flywheel, maya, { text: '/predict', expected: 'At risk' });
    expect(paragraphOf(forecast, 'At risk')).toContain(
      `${leaving} former buyers, more likely than not to order nothing within ${report.horizonDays} days (in the test `,
    );

    // The same people, by the same definition, whether they are counted or looked for.
    const audience = wordsOf(
      await type(flywheel, maya, { text: '/audience at risk', expected: 'Audience: ' }),
    );
    expect(audience).toContain(`Audience: ${leaving} contacts`);
    expect(audience).toContain(`order nothing within ${report.horizonDays} days`);
    const named = paragraphOf(forecast, 'At risk, those with most orders').split('\n').slice(1);
    expect(named).toHaveLength(5);
    for (const line of named)
      expect(line).toMatch(/\d+ orders?, ([5-9]\d\.\d|100\.0) % likely not to order again/);

    const { contactId, heads: said } = scores.find((score) => (score.heads?.leaves ?? 0) > 0.5)!;
    const { userId } = (await contacts.get(contactId))!.profile;
    const card = wordsOf(
      await type(flywheel, maya, { text: `/predict ${userId}`, expected: 'Risk of leaving' }),
    );
    expect(card).toContain(
      `*Risk of leaving*\n${(100 * said!.leaves!).toFixed(1)} % likely not to order within`,
    );
    expect(card).toContain('saying the same of everybody: who leaves by the');

    const models = wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Besides an order' }));
    expect(models).toContain(`Leaving is: ordered before, and not within ${report.horizonDays} days`);
    for (const name of ['Who leaves', 'What is spent', 'When the next order comes'])
      expect(models).toContain(`*${name}*`);
    expect((await jobs.lastDone('nightly'))!.result).toMatchObject({ heads: { verdicts: report.verdicts } });
    expect(flywheel.refusedCalls).toEqual([]);
  });
});

/** Of contacts who order at rates and for amounts of their own, over some 300 days; a tenth leaves with each order. */
function ordersOf(contacts: number): NewEvent[] {
  const random = createRandom(1);
  return Array.from({ length: contacts }, (_, contact) => {
    const [gapDays, mean] = [4 + random.exponential(25), 10 + random.exponential(50)];
    const times: number[] = [];
    for (
      let at = NIGHT - random.uniform() * 300 * DAY;
      at < NIGHT;
      at += (1.1 + random.exponential(gapDays)) * DAY
    ) {
      times.push(at);
      if (random.uniform() < 0.1) break;
    }
    return times.map((at, order) =>
      orderOf(`u${contact}`, { at, order, price: mean * (0.5 + random.uniform()) }),
    );
  }).flat();
}

function orderOf(userId: string, { at, order, price }: { at: number; order: number; price: number }) {
  const id = `${userId}-${order}`;
  const products = [{ product_id: 'tea', name: 'Tea', quantity: 1, price }];
  const properties = { order_id: id, total: price, currency: 'EUR', products };
  const call = { ...{ type: 'track', event: 'Order Completed', userId, messageId: id }, properties };
  return parseMessage(
    { ...call, timestamp: new Date(at).toISOString() },
    { receivedAt: NIGHT, archived: true },
  ) as NewEvent;
}
