/** Nights on data that ended days ago: whoever was e-mailed since is left alone. */

import { expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../src/adapters/slack/draw-lifecycle.ts';
import { DAY } from '../src/domain/clock.ts';
import { maya, press, type } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { importPast } from './support/live-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

const START = Date.UTC(2026, 2, 2);
const DATA_END = START + 30 * DAY;

describeOnEach((on) => {
  it('proposes nobody who was e-mailed yesterday, though the data end before that', async () => {
    const flywheel = await startFlywheel({ on, at: DATA_END + 5 * DAY });
    const { app } = flywheel;
    await importPast(flywheel, { seed: 7, customers: 150, startAt: START, until: DATA_END });
    const { proposed } = await app.turn();
    const { id, number } = proposed[0]!;
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    await press(flywheel, maya, { message: card, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });

    const mailed = new Set<string>();
    for await (const { contactId, variant } of app.stores.campaigns.audience(id))
      if (variant === 'treated') mailed.add(contactId);
    const audience = async () =>
      (await app.turn()).strategies.flatMap((strategy) =>
        strategy.audience.map(({ contactId }) => contactId),
      );
    const proposedAgain = async () => (await audience()).filter((contactId) => mailed.has(contactId));
    // Approved, not sent yet.
    expect(await proposedAgain()).toEqual([]);
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: mailed.size });
    flywheel.setTime(DATA_END + 6 * DAY);
    expect(await proposedAgain()).toEqual([]);
    flywheel.setTime(DATA_END + 13 * DAY);
    expect((await proposedAgain()).length).toBeGreaterThan(0);
  });
});
