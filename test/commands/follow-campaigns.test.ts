/** A campaign's card after it was approved: it follows what the worker does. */

import { expect, it, vi } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

describeOnEach((on) => {
  it('shows that the campaign was sent, without anybody asking', async () => {
    const flywheel = await startFlywheel({ on, at: Date.UTC(2026, 4, 1, 9) });
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 3));
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    await press(flywheel, maya, { message: card, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 3 });
    await until(flywheel, maya, (messages) => {
      const now = messages.find(({ ts }) => ts === card.ts);
      return now !== undefined && wordsOf(now).includes('3 sent');
    });
  });

  it('keeps for later what Slack does not take of a decision, which stands', async () => {
    const flywheel = await startFlywheel({ on, at: Date.UTC(2026, 4, 1, 9) });
    const { id, number } = await proposeFor(flywheel, await addContacts(flywheel, 3));
    const { campaigns, posts } = flywheel.app.stores;
    await campaigns.addCard(id, { channel: 'C0ARCHIVED', ts: '1.1' });
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    await press(flywheel, maya, {
      ...{ message: card, actionId: CAMPAIGN_BUTTONS.approve },
      expected: `approved campaign ${number}`,
    });
    expect(await campaigns.get(number)).toMatchObject({ state: 'approved' });
    // The card and the line in its thread wait for their next attempts.
    await vi.waitFor(async () => expect(await posts.counts()).toMatchObject({ waiting: 2, failed: 0 }));
  });
});
