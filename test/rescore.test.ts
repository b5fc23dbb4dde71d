/** Scoring by day, after a change of champion: by the new one, and without what only a night has to do. */

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createArtifactFolder } from '../src/adapters/files/artifact-folder.ts';
import { EVENT, type EventStore, type NewEvent } from '../src/domain/event.ts';
import type { Score } from '../src/domain/model-run.ts';
import { rescore } from '../src/rescore.ts';
import { anEvent, collect } from './db/builders.ts';
import { describeOnEach } from './support/each-database.ts';
import { NIGHT } from './support/keep-shop.ts';
import { keepInMemory } from './support/memory-artifacts.ts';
import { startFlywheel } from './support/open-flywheel.ts';

describeOnEach((on) => {
  it('reads nothing twice, recommends others for what was ordered or sold out since, and samples nothing', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT, kept: 'learnt' });
    const { app } = flywheel;
    const byNight = await collect(app.stores.modelRuns.scores());
    const recommended = new Map(byNight.map(({ contactId, nextProducts }) => [contactId, nextProducts]));
    const sample = await app.stores.scoreSamples.newestEnded(Number.MAX_SAFE_INTEGER);
    const challenger = (await app.stores.modelRuns.recent(9)).find(({ state }) => state === 'challenger')!;
    const change = { action: 'promote', runId: challenger.id, actor: 'U1', reason: 'a try' } as const;
    expect(await app.champions.change(change)).toMatchObject({ kind: 'changed' });

    const [buyer, viewer] = byNight.filter((score) => score.nextProducts.length === 5);
    const news = [act(EVENT.orderCompleted, buyer!), act(EVENT.productViewed, viewer!)];
    await app.stores.events.ingest(news, []);
    const gone = viewer!.nextProducts[1]!.productId;
    const product = (await app.stores.products.all()).find(({ id }) => id === gone)!;
    await app.stores.products.put([{ ...product, stock: 0 }], NIGHT);
    flywheel.setTime(NIGHT + 1000);
    const read: string[] = [];
    const kept = keepInMemory();
    const stores = { ...app.stores, events: noteReading(app.stores.events, read) };
    const said: string[] = [];
    const artifacts = createArtifactFolder(join(app.config.dataDir, 'models'));
    const parts = { stores, artifacts, kept, clock: app.clock };
    const onProgress = (_: string, detail: string) => said.push(detail);
    expect(await rescore({ ...parts, onProgress })).toEqual({
      scored: byNight.length,
      kind: challenger.kind,
    });

    expect(read).toHaveLength(new Set(read).size);
    expect(said.join()).not.toContain('recommender');
    for (const score of await collect(app.stores.modelRuns.scores())) {
      expect(score.modelRunId).toBe(challenger.id);
      const ids = score.nextProducts.map(({ productId }) => productId);
      const before = recommended.get(score.contactId)!.map(({ productId }) => productId);
      expect(ids).toHaveLength(before.length);
      expect(ids).not.toContain(gone);
      if (score.contactId === buyer!.contactId) expect(ids).not.toContain(before[0]);
      else if (score.contactId !== viewer!.contactId && !before.includes(gone)) expect(ids).toEqual(before);
    }
    expect(await app.stores.scoreSamples.newestEnded(Number.MAX_SAFE_INTEGER)).toEqual(sample);
    read.length = 0;
    await app.rescore();
    await rescore(parts);
    expect(read).toEqual([]);
  });
});

/** The contact of the score does something with the product that is recommended first. */
function act(name: string, { contactId, nextProducts: [best] }: Score): NewEvent {
  const lines = [{ productId: best!.productId, quantity: 1, priceCents: 100 }];
  return anEvent(name, { name, at: NIGHT, identity: { contactId }, lines });
}

/** The store, which writes down whose histories it is asked for. */
function noteReading(events: EventStore, read: string[]): EventStore {
  return {
    ...events,
    historiesOf: (ids) => {
      read.push(...ids);
      return events.historiesOf(ids);
    },
  };
}
