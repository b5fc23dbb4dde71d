/** The charts that follow `/predict` and `/model` in the local Slack, on figures that were measured here. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import type { NextProductView } from '../../src/adapters/slack/draw-next-products.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { HistoryEvent } from '../../src/domain/event.ts';
import { maya, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

describeOnEach((on) => {
  describe('below the answer', () => {
    let flywheel: RunningFlywheel;

    beforeAll(async () => {
      flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt' });
    });
    afterAll(() => flywheel.stop());

    it('shows the reliability curve of the champion below the answer, from its test set', async () => {
      const { reliability } = (await flywheel.app.stores.modelRuns.champion())!.metrics;
      const { chart } = await withChart(flywheel, '/model', 'Champion');
      expect(chart.only_for).toBe(maya.id);
      expect(reliability!.length).toBeGreaterThan(1);
      const [image] = chart.blocks ?? [];
      const large = reliability!.findIndex(({ rows }) => rows >= 30);
      const { meanProbability, positives, rows } = reliability![large]!;
      expect(image?.['alt_text']).toContain(
        `predicted ${(100 * meanProbability).toFixed(1)} %, ordered ${((100 * positives) / rows).toFixed(1)} %`,
      );
      expect(readPicture(flywheel, chart)).toBeGreaterThan(5_000);
    });

    it('says that there is no chart before a night has measured what it is compared with', async () => {
      expect(
        wordsOf(await type(flywheel, maya, { text: '/predict', expected: 'The next 7 days' })),
      ).toContain('No chart yet: the next night measures');
    });

    it('shows after a night what the windows before really were beside the forecast, counted from the events', async () => {
      await flywheel.runJob('nightly');
      const now = flywheel.app.clock.now();
      const { answer, chart } = await withChart(flywheel, '/predict', 'The next 7 days');
      expect(wordsOf(answer)).not.toContain('No chart');
      expect(chart.blocks).toHaveLength(2);
      const before = await buyersBefore(flywheel, now, 8);
      expect(new Set(before).size).toBeGreaterThan(2);
      const alt = String(chart.blocks?.[0]?.['alt_text']);
      expect([...alt.matchAll(/(\d+) from \d+ \w{3}/g)].map(([, buyers]) => Number(buyers))).toEqual(before);
      expect(alt).toMatch(/Expected from 1 May: \d+ \(95 % interval \d+ to \d+\)/);
      expect(chart.blocks?.[1]?.['alt_text']).toMatch(/^Revenue in windows of 7 days.*€[\d,.]+ from/);
      expect(readPicture(flywheel, chart)).toBeGreaterThan(5_000);
      expect(flywheel.refusedCalls).toEqual([]);
    });

    it('shows after a night how often the next product was found, with its interval', async () => {
      const { result } = (await flywheel.app.stores.jobs.lastDone('nightly'))!;
      const { hitRate } = result!['nextProduct'] as NextProductView;
      const { chart } = await withChart(flywheel, '/model', 'Champion');
      expect(chart.blocks?.[1]?.['alt_text']).toContain(
        `recommended: ${(100 * hitRate.estimate).toFixed(1)} % (95 % interval ${(100 * hitRate.low).toFixed(1)} %`,
      );
    });
  });
});

/** Types a command; gives its answer and the charts that follow it, for her alone as it is: a morning's are for the channel. */
async function withChart(flywheel: RunningFlywheel, text: string, expected: string) {
  const answer = await type(flywheel, maya, { text, expected });
  const follows = ({ ts, only_for, blocks = [] }: StoredMessage) =>
    ts > answer.ts && only_for === maya.id && blocks[0]?.type === 'image';
  const messages = await until(flywheel, maya, (all) => all.some(follows));
  return { answer, chart: messages.find(follows)! };
}

/** The size of a message's first picture, as the page would get it. */
function readPicture({ slack }: RunningFlywheel, { blocks }: StoredMessage): number {
  const { id } = blocks![0]!['slack_file'] as { readonly id: string };
  return slack.readFile(id)?.length ?? 0;
}

function isKept(order: HistoryEvent, events: readonly HistoryEvent[]): boolean {
  const refunds = events.filter(
    ({ name, orderId }) => name === 'Order Refunded' && orderId === order.orderId,
  );
  const refunded = refunds.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  return refunds.length === 0 || refunded < (order.amountCents ?? 0);
}

/** How many contacts known when it began ordered in each of the weeks before `now`, oldest first. */
async function buyersBefore({ app }: RunningFlywheel, now: number, weeks: number): Promise<number[]> {
  const buyers = Array<number>(weeks).fill(0);
  for await (const { events } of app.stores.events.histories(now))
    for (let week = 0; week < weeks; week += 1) {
      const from = now - (weeks - week) * 7 * DAY;
      const ordered = events.some(
        (event) =>
          event.name === 'Order Completed' &&
          event.at >= from &&
          event.at < from + 7 * DAY &&
          isKept(event, events),
      );
      if (ordered && events[0]!.at < from) buyers[week]! += 1;
    }
  return buyers;
}
