/** Nights on data that got worse, and on data that got better. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { EVENT, type NewEvent } from '../src/domain/event.ts';
import { prepareNight } from '../src/prepare/prepare-night.ts';
import { maya } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { NIGHT as FIRST_NIGHT, START } from './support/keep-shop.ts';
import { buildProduct } from './support/marketing-shop.ts';
import { type RunningFlywheel, startFlywheel } from './support/open-flywheel.ts';
import { waitFor } from './support/wait-for.ts';

const BROKEN = 150;

describeOnEach((on) => {
  it('holds training back for a broken week after clean months, tells Slack, and keeps the champion', async () => {
    const flywheel = await startFlywheel({ on, at: FIRST_NIGHT, kept: 'learnt' });
    const { app, slack } = flywheel;
    const champion = await app.stores.modelRuns.champion();
    expect(champion).not.toBeNull();

    const night = FIRST_NIGHT + 30 * DAY;
    flywheel.setTime(night);
    // In between nothing was wrong and a night was turned each day, of which the last stands for all.
    await prepare(flywheel, 'the night before');
    await ingestOrders(flywheel, { at: night - DAY, broken: true });
    // Of all that ever arrived it is too little to be seen.
    const ever = await app.stores.events.counts(0, night + 1);
    expect(ever.missing / ever.stored).toBeLessThan(0.2);
    const heldCards = () =>
      slack.scene(maya.id).messages.filter(({ text }) => text.includes('Training is held back'));
    expect(heldCards()).toEqual([]);
    expect(await flywheel.runJob('nightly')).toMatchObject({ ok: true, trained: 0 });
    await waitFor(() => expect(heldCards()).toHaveLength(1));
    expect(await app.stores.modelRuns.champion()).toEqual(champion);
  });

  it('trains again a week after the source was mended, however bad the start was', async () => {
    const flywheel = await startFlywheel({ on, at: START });
    await ingestOrders(flywheel, { at: START, broken: true });
    expect((await prepare(flywheel, 'first')).outcome).toEqual({ kind: 'held' });
    await ingestOrders(flywheel, { at: START + 2 * DAY, broken: false });
    flywheel.setTime(START + 5 * DAY);
    expect((await prepare(flywheel, 'second')).outcome).toEqual({ kind: 'held' });
    flywheel.setTime(START + 8 * DAY);
    expect((await prepare(flywheel, 'third')).report.held).toBe(false);
  });

  it('counts all since the last report when nights were missed', async () => {
    const flywheel = await startFlywheel({ on, at: START });
    await prepare(flywheel, 'first');
    await ingestOrders(flywheel, { at: START + DAY, broken: true });
    flywheel.setTime(START + 20 * DAY);
    const { report } = await prepare(flywheel, 'second');
    expect(report).toMatchObject({ from: START, to: START + 20 * DAY, held: true });
  });
});

function prepare({ app }: RunningFlywheel, reportId: string) {
  return prepareNight(
    { ...app.stores, histories: app.stores.events, clock: app.clock },
    { outcomeWindowDays: 7, reportId },
  );
}

/** Orders that arrived then; broken ones have neither products nor an amount. */
async function ingestOrders(
  { app }: RunningFlywheel,
  { at, broken }: { readonly at: number; readonly broken: boolean },
): Promise<void> {
  const orders = Array.from({ length: BROKEN }, (_, i): NewEvent => {
    const id = `${broken ? 'broken' : 'whole'}-${i}`;
    return {
      messageId: id,
      type: 'track',
      name: EVENT.orderCompleted,
      identity: { userId: `buyer-${i}` },
      timestamp: at,
      receivedAt: at,
      orderId: id,
      ...(broken ? {} : { amountCents: 1000 }),
      lines: broken ? [] : [{ productId: 'pot', quantity: 1, priceCents: 1000 }],
      consents: [],
      products: broken ? [] : [buildProduct('pot')],
      payload: '{}',
    };
  });
  await app.stores.events.ingest(orders, []);
}
