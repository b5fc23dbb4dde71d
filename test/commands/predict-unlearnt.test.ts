/** `/predict`, `/model` and `/campaign` in a shop that has no model yet. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { maya, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { importPast } from '../support/live-shop.ts';
import { type RunningFlywheel, startFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

const START = Date.UTC(2026, 2, 2);
const NIGHT = START + 60 * DAY;

describeOnEach((on) => {
  it('says in an empty shop what to send first', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT });
    expect((await type(flywheel, maya, { text: '/predict', expected: 'nothing to predict' })).text).toContain(
      'Ask whoever looks after your shop to connect it, or to import its past orders',
    );
    await type(flywheel, maya, { text: '/predict jane@example.com', expected: 'Nobody is known' });
    const help = await type(flywheel, maya, {
      text: '/model help',
      expected: 'Each night trains new ones',
    });
    expect(help.only_for).toBe(maya.id);
    expect(help.text).toContain(
      'bring back who foretold leaving, value and the next order before, or who recommended',
    );
    expect(wordsOf(await type(flywheel, maya, { text: '/model', expected: 'no champion' }))).toContain(
      'nothing has arrived of what customers do',
    );
    expect(
      wordsOf(await type(flywheel, maya, { text: '/campaign', expected: 'There is no campaign yet' })),
    ).toContain('once there is a model');
    const night = await flywheel.runJob('nightly');
    expect(night).toMatchObject({ ok: true, trained: 0, told: false, nextProduct: null });
    expect(flywheel.refusedCalls).toEqual([]);
  });

  it('says why too few buyers cannot train one, and how many would be enough', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT });
    await importPast(flywheel, { seed: 7, customers: 25, startAt: START, until: NIGHT });
    const night = await flywheel.runJob('nightly');
    expect(night).toMatchObject({ ok: true, trained: 0, champion: null });
    await until(flywheel, maya, (seen) =>
      seen.some(({ text }) => text.startsWith('Good morning: Nobody is scored yet')),
    );
    for (const [text, expected] of [
      ['/predict', 'No model has been trained yet'],
      ['/model', 'There is no champion yet'],
    ] as const) {
      const words = wordsOf(await type(flywheel, maya, { text, expected }));
      expect(words).toContain('Not enough data to train');
      expect(words).toMatch(/At least \d+ are needed/);
    }
    const forecast = wordsOf(await type(flywheel, maya, { text: '/predict', expected: 'No forecast yet' }));
    expect(forecast).toMatch(/• \d+ \w+ 2026 to 1 May 2026: \d+ of \d+ contacts ordered, €[\d,.]+/);
    const buyer = await anyBuyer(flywheel);
    const card = wordsOf(
      await type(flywheel, maya, { text: `/predict ${buyer}`, expected: 'Value to date' }),
    );
    expect(card).toContain(
      '*How likely an order is cannot be said yet*\nNo model has been trained yet. Not enough',
    );
    expect(card).toMatch(/Value to date\*\n€[1-9][\d,.]* in \d+ order/);
    expect(card).toMatch(
      /Expected within 12 months\*\nnot enough data: (no|\d+) contacts came back for a second order, and it takes 100/,
    );
    expect(card).not.toContain('probability');
    expect(flywheel.refusedCalls).toEqual([]);
  });
});

/** The user id of somebody who ordered. */
async function anyBuyer({ app }: RunningFlywheel): Promise<string> {
  for await (const { contactId, events } of app.stores.events.histories(NIGHT)) {
    if (!events.some(({ name }) => name === 'Order Completed')) continue;
    const userId = (await app.stores.contacts.get(contactId))?.profile.userId;
    if (userId !== undefined) return userId;
  }
  throw new Error('nobody has ordered');
}
