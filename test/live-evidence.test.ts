/** Nights whose scores are judged by the orders that came after them. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { EVENT, type EventStore } from '../src/domain/event.ts';
import type { LiveEvidence } from '../src/domain/live-evidence.ts';
import { wordsOf } from './commands/read-card.ts';
import { collect } from './db/builders.ts';
import { maya, type } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { importPast, liveUntil } from './support/live-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

const START = Date.UTC(2026, 2, 2);
const NIGHT = START + 60 * DAY;

describeOnEach((on) => {
  it('keeps what every model says each night, and says a window later who was right', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT });
    const shop = await importPast(flywheel, { seed: 7, customers: 900, startAt: START, until: NIGHT });
    const { modelRuns, events } = flywheel.app.stores;
    expect((await flywheel.runJob('nightly'))['live']).toBeNull();
    const served = new Map(
      (await collect(modelRuns.scores())).map((score) => [score.contactId, score.conversionProbability]),
    );
    const runs = (await modelRuns.recent(9)).map(({ id }) => id).toSorted();
    const card = () => type(flywheel, maya, { text: '/model', expected: 'Champion' });
    expect(wordsOf(await card())).toContain('Live evidence: not enough data.');

    const later = NIGHT + 8 * DAY;
    flywheel.setTime(later);
    await liveUntil(flywheel, shop, later);
    const lists = new Map(
      (await collect(modelRuns.scores())).map(({ contactId, nextProducts }) => [contactId, nextProducts]),
    );
    const { live: told, liveNext } = await flywheel.runJob('nightly');
    const live = told as LiveEvidence;
    const news = await listFirstOrders(events, later);
    const recommended = [...lists].filter(([id, list]) => list.length > 0 && news.has(id));
    const hits = recommended.filter(([id, list]) =>
      list.some(({ productId }) => news.get(id)!.has(productId)),
    );
    expect(recommended.length).toBeGreaterThan(29);
    expect(liveNext).toMatchObject({
      ...{ cutoff: NIGHT, outcomeWindowDays: 7, contacts: recommended.length },
      hitRate: { estimate: hits.length / recommended.length },
    });
    const buyers = new Set<string>();
    for (const { contactId, events: all } of await collect(events.histories(later)))
      if (all.some(({ name, at }) => name === EVENT.orderCompleted && at >= NIGHT && at < NIGHT + 7 * DAY))
        buyers.add(contactId);
    const bought = [...served.keys()].filter((id) => buyers.has(id));
    expect(live).toMatchObject({ cutoff: NIGHT, contacts: served.size, buyers: bought.length });
    expect(live.runs.map(({ runId }) => runId).toSorted()).toEqual(runs);
    const expected = [...served.values()].reduce((sum, probability) => sum + probability, 0);
    expect(live.runs[0]).toMatchObject({ isChampion: true, againstChampion: null });
    expect(live.runs[0]!.observedToExpected.estimate).toBeCloseTo(bought.length / expected, 3);
    const words = wordsOf(await card());
    expect(words).toContain(`of whom ${bought.length} ordered within 7 days (base rate`);
    expect(words).toContain(', which served: log loss');
    expect(words).toMatch(/Calibration: Of the scores of 2026-05-01, \d\.\d\d contacts ordered/);
  });
});

/** Of each contact what it ordered within the seven days after the night, and not before. */
async function listFirstOrders(
  events: Pick<EventStore, 'histories'>,
  until: number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { contactId, events: all } of await collect(events.histories(until))) {
    const orders = all.filter(({ name, at }) => name === EVENT.orderCompleted && at < NIGHT + 7 * DAY);
    const linesOf = (some: typeof orders) => some.flatMap(({ lines }) => lines.map((line) => line.productId));
    const before = linesOf(orders.filter(({ at }) => at < NIGHT));
    const own = new Set(linesOf(orders).filter((id) => !before.includes(id)));
    if (own.size > 0) found.set(contactId, own);
  }
  return found;
}
