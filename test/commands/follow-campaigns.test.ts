/** A campaign's card after it was approved: it follows what the worker does. */

import { expect, it, onTestFinished } from 'vitest';
import { mirrorTrail } from '../../commands/mirror-trail.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { MINUTE } from '../../src/domain/clock.ts';
import { maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { waitFor } from '../support/wait-for.ts';
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

  it('takes Send now off the card when the minutes in which an approval can be undone are over, though no worker runs', async () => {
    const at = Date.UTC(2026, 4, 1, 9);
    const flywheel = await startFlywheel({ on, at, settings: { UNDO_MINUTES: '10' } });
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const drawn: string[] = [];
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    onTestFinished(
      flywheel.slack.subscribe((event) => {
        if (event.type === 'message' && event.message.ts === card.ts)
          drawn.push(JSON.stringify(event.message));
      }),
    );
    const { approve, sendNow, undo } = CAMPAIGN_BUTTONS;
    const drawnWith = (action: string) => drawn.filter((card) => card.includes(`"${action}"`)).length;
    // Once for being new here, once by the click, and once for what the click changed: nothing else is to be drawn then.
    await expect.poll(() => drawnWith(approve)).toBe(1);
    await press(flywheel, maya, { message: card, actionId: approve, expected: `"${sendNow}"` });
    await expect.poll(() => drawnWith(sendNow)).toBe(2);
    await expect.poll(() => flywheel.app.stores.posts.counts()).toMatchObject({ waiting: 0 });
    flywheel.setTime(at + 10 * MINUTE);
    await until(flywheel, maya, () => !drawn.at(-1)!.includes(`"${sendNow}"`));
    expect(drawn.at(-1)).toContain('Its time has come');
    expect(drawn.at(-1)).toContain(`"${undo}"`);
    expect(await flywheel.app.stores.campaigns.get(number)).toMatchObject({ state: 'approved' });
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
    // The card and the lines in its thread wait for their next attempts.
    await waitFor(async () => {
      const { waiting, failed } = await posts.counts();
      expect({ isWaiting: waiting >= 2, failed }).toEqual({ isWaiting: true, failed: 0 });
    });
  });
});

describeOnEach((on) => {
  it('tells every line of the audit trail once in the thread of each card, also when the bot was restarted', async () => {
    const flywheel = await startFlywheel({ on, at: Date.UTC(2026, 4, 1, 9) });
    const { campaigns } = flywheel.app.stores;
    const { id, number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const first = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    await press(flywheel, maya, { message: first, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
    await flywheel.runJob('deliver');
    const second = await type(flywheel, maya, { text: `/campaign ${number}`, expected: '*What came back*' });
    const told = (ts: string) =>
      flywheel.slack
        .scene(maya.id)
        .messages.filter(({ thread_ts, text }) => thread_ts === ts && text.includes(`campaign ${number}`))
        .flatMap(({ text }) => text.split('\n').map((line) => line.replace(/^• <!date[^>]*>: /, '')));
    const lines = [
      `Flywheel proposed campaign ${number}`,
      `<@${maya.id}> approved campaign ${number}`,
      `Flywheel began to send campaign ${number}`,
      `Flywheel has sent all of campaign ${number}`,
    ];
    await until(flywheel, maya, () => [first, second].every(({ ts }) => told(ts).length >= lines.length));
    expect(await campaigns.decisions(id)).toHaveLength(lines.length);
    // Another process, and one that starts anew, look at the same.
    const said: unknown[] = [];
    const parts = { ...flywheel.app, saySoon: async (post: unknown) => void said.push(post) };
    const campaign = (await campaigns.get(number))!;
    await Promise.all([1, 2].map(() => mirrorTrail(parts, campaign)));
    expect(said).toEqual([]);
    for (const { ts } of [first, second]) expect(told(ts)).toEqual(lines);
  });
});
