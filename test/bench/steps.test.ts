/** The bench of steps says that kinds of events help where they decide what comes next, and else that chance explains it. */

import { expect, it } from 'vitest';
import { benchSteps } from '../../bench/steps.ts';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT, type NewEvent } from '../../src/domain/event.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { anEvent, T0 } from '../db/builders.ts';
import { openApp } from '../support/open-app.ts';

const CONTACTS = 300;
const STEPS = 7;
const HALF = 20;

/** Each step is a view or an order by lot; if `decides`, a product of one half of the catalogue follows a view, of the other an order. */
function drawEvents(decides: boolean): NewEvent[] {
  const random = createRandom(2);
  return Array.from({ length: CONTACTS }, (_, contact) => {
    const halves = [0, 1].map((half) =>
      random.shuffle(Array.from({ length: HALF }, (__, at) => half * HALF + at)),
    );
    let next = 0;
    return Array.from({ length: STEPS }, (__, at) => {
      const productId = `product-${halves[next]!.pop()!}`;
      const kind = random.integer(2);
      next = decides ? kind : random.integer(2);
      return anEvent(`${contact}-${at}`, {
        name: kind === 0 ? EVENT.productViewed : EVENT.orderCompleted,
        identity: { userId: `contact-${contact}` },
        at: T0 + at * DAY,
        lines: [{ productId, quantity: 1, priceCents: 100 }],
      });
    });
  }).flat();
}

async function bench(events: readonly NewEvent[]) {
  const { app, settings } = await openApp({ on: 'SQLite' });
  await app.stores.events.ingest(events, []);
  const said: string[] = [];
  const dataDir = settings['DATA_DIR']!;
  const { steps } = await benchSteps({ dataDir, seeds: 1, onProgress: (text) => said.push(text) });
  expect(said[0]).toBe(`${CONTACTS} contacts, ${2 * HALF} products, ${CONTACTS} last ones to find`);
  return steps;
}

it('finds more of the next products where their kinds decide', async () => {
  const { transformer, counting } = await bench(drawEvents(true));
  expect(transformer.difference.hr10.low).toBeGreaterThan(0.05);
  const { bySteps, byProducts, difference } = transformer;
  expect(difference.hr10.estimate).toBeCloseTo(bySteps.hr10 - byProducts.hr10, 6);
  expect(bySteps.hr10).toBeGreaterThan(counting.hr10);
});

it('claims nothing where kinds say nothing', async () => {
  const { difference } = (await bench(drawEvents(false))).transformer;
  expect(difference.ndcg10.low).toBeLessThan(0);
  expect(difference.ndcg10.high).toBeGreaterThan(0);
});
