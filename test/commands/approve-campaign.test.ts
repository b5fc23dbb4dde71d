/** Deciding on a campaign in Slack: once, by whoever may, on what they saw. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { pressStale } from '../support/press-stale.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const { approve, edit, reject, requestChanges, stop } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];
  let campaign: Campaign;
  let jobsAsked = 0;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW, onJobAsked: () => (jobsAsked += 1) });
    contacts = await addContacts(flywheel, 6);
  });
  afterAll(() => flywheel.stop());
  beforeEach(async () => {
    flywheel.setTime(NOW);
    campaign = await proposeFor(flywheel, contacts.slice(0, 3));
  });

  const open = (person = maya, number = campaign.number) =>
    type(flywheel, person, { text: `/campaign ${number}`, expected: `Campaign ${number}:` });
  const click = (person: typeof maya, message: StoredMessage, actionId: string, expected: string) =>
    press(flywheel, person, { message, actionId, expected });
  const redrawn = async ({ ts }: StoredMessage, words: string): Promise<StoredMessage> => {
    const messages = await until(flywheel, maya, (seen) =>
      seen.some((message) => message.ts === ts && wordsOf(message).includes(words)),
    );
    return messages.find((message) => message.ts === ts)!;
  };
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  const sent = async () => (await flywheel.app.stores.outbox.counts(campaign.id)).sent;
  const trail = async () =>
    (await flywheel.app.stores.campaigns.decisions(campaign.id)).map(
      ({ action, actor }) => `${action} ${actor}`,
    );
  const inThread = (messages: readonly StoredMessage[], { ts }: StoredMessage, words: string) =>
    messages.some(({ thread_ts, text }) => thread_ts === ts && text.includes(words));

  describe('approving', () => {
    it('is written down, updates both cards, is said in their threads, and asks for a delivery at once', async () => {
      const [first, second] = [await open(maya), await open(jonas)];
      const asked = jobsAsked;
      await click(maya, first, approve, 'Approved');
      const messages = await until(flywheel, jonas, (seen) =>
        [first, second].every((card) => inThread(seen, card, `approved campaign ${campaign.number}`)),
      );
      for (const { ts } of [first, second]) {
        const card = messages.find((message) => message.ts === ts)!;
        expect(wordsOf(card)).toContain(`approved by <@${maya.id}>`);
        expect(JSON.stringify(card.blocks)).not.toContain(approve);
      }
      expect(await trail()).toEqual(['propose flywheel', `approve ${maya.id}`]);
      expect(jobsAsked).toBe(asked + 1);
    });

    it('a second time changes nothing, and says who decided and when', async () => {
      const card = await open();
      await click(maya, card, approve, 'Approved');
      flywheel.setTime(NOW + 3 * MINUTE);
      // Jonas still sees the card as it was.
      expect(await pressStale(flywheel, card, approve)).toBe(
        `Nothing was changed: <@${maya.id}> approved it 3 minutes ago.`,
      );
      expect(await trail()).toEqual(['propose flywheel', `approve ${maya.id}`]);
    });

    it('by two people at the same moment is one decision, and the other hears of it', async () => {
      const card = await open();
      const asked = jobsAsked;
      const use = { blockId: blockOf(card, approve), actionId: approve, chosen: {}, values: {} };
      await Promise.all(
        [maya, jonas].map((person) => flywheel.slack.actor.clickInMessage(person, card, use)),
      );
      const told = (person: typeof maya, messages: readonly StoredMessage[]) =>
        messages.some(
          ({ only_for, text }) => only_for === person.id && text.includes('approved it just now'),
        );
      await Promise.race(
        [maya, jonas].map((person) => until(flywheel, person, (messages) => told(person, messages))),
      );
      const approvals = (await trail()).filter((line) => line.startsWith('approve'));
      expect(approvals).toHaveLength(1);
      await expect.poll(() => jobsAsked).toBe(asked + 1);
    });

    it('is refused to whoever requested the campaign, but not to the other', async () => {
      campaign = await proposeFor(flywheel, contacts.slice(0, 3), { requestedBy: maya.id });
      const card = await open();
      const answer = await click(maya, card, approve, 'somebody else');
      expect(answer.only_for).toBe(maya.id);
      expect((await stored()).state).toBe('proposed');
      await click(jonas, card, approve, 'Approved');
      expect((await stored()).state).toBe('approved');
    });

    it('comes too late once the campaign expired, which is then not sent', async () => {
      const card = await open();
      flywheel.setTime(NOW + 8 * DAY);
      expect((await click(maya, card, approve, 'has expired unsent')).only_for).toBe(maya.id);
      expect((await stored()).state).toBe('proposed');
    });

    it('in time does not help a campaign that could not be started before it expired', async () => {
      await click(maya, await open(), approve, 'Approved');
      flywheel.setTime(NOW + 8 * DAY);
      await flywheel.runJob('deliver');
      expect((await stored()).state).toBe('expired');
      expect(await sent()).toBe(0);
      expect(wordsOf(await open())).toContain('Expired unsent');
    });
  });

  describe('changing', () => {
    it('goes from a comment to a draft, through the form and its faults, to a version that only the other may approve', async () => {
      const card = await open();
      const ask = await openForm(flywheel, jonas, { message: card, actionId: requestChanges });
      expect(await submit(flywheel, jonas, { view: ask, fields: { comment: 'Warmer *please*' } })).toEqual(
        {},
      );
      await until(flywheel, maya, (seen) => inThread(seen, card, 'Warmer ∗please∗'));
      expect((await stored()).state).toBe('draft');
      expect(wordsOf(current(flywheel, maya, card.ts))).toContain('Waits for changes');

      const form = await openForm(flywheel, maya, {
        message: current(flywheel, maya, card.ts),
        actionId: edit,
      });
      expect(initialOf(form, 'subject')).toBe(campaign.copy.subject);
      expect(initialOf(form, 'body')).toBe(campaign.copy.body);
      const empty = await submit(flywheel, maya, { view: form, fields: { subject: ' ' } });
      expect(empty.errors).toEqual({ subject: 'The subject is empty: write at least a few words.' });
      const unknown = await submit(flywheel, maya, {
        view: form,
        fields: { subject: 'Dear {{ contact.nickname }}' },
      });
      expect(unknown.errors?.['subject']).toContain('unknown variable "contact.nickname"');
      expect((await stored()).version).toBe(1);

      expect(await submit(flywheel, maya, { view: form, fields: { subject: 'A warm hello' } })).toEqual({});
      await until(flywheel, maya, (seen) => inThread(seen, card, 'version 2 waits for somebody else'));
      const second = current(flywheel, maya, card.ts);
      expect(wordsOf(second)).toContain('*Subject:* A warm hello');
      await click(maya, second, approve, 'changed it last');
      expect((await stored()).state).toBe('proposed');
      await click(jonas, second, approve, 'Approved');
      expect(await stored()).toMatchObject({ state: 'approved', version: 2 });
    });

    it('leaves a card of the former version deciding nothing, and opening no form', async () => {
      const card = await open();
      const form = await openForm(flywheel, maya, { message: card, actionId: edit });
      await submit(flywheel, maya, { view: form, fields: { body: 'Other words.' } });
      const { blocks } = await redrawn(card, 'version 2');
      // Somebody whose window was left open still sees, and presses, the former card.
      for (const actionId of [approve, reject, requestChanges, edit]) {
        const answer = await pressStale(flywheel, card, actionId);
        expect(answer).toMatch(/changed since this card was drawn|changed by somebody else meanwhile/);
      }
      expect(JSON.stringify(blocks)).toContain('Other words.');
      expect(await stored()).toMatchObject({ state: 'proposed', version: 2 });
    });

    it('after an approval voids it, so that nothing is sent', async () => {
      const card = await open();
      await click(maya, card, approve, 'Approved');
      const form = await openForm(flywheel, jonas, {
        message: current(flywheel, jonas, card.ts),
        actionId: edit,
      });
      await submit(flywheel, jonas, { view: form, fields: { subject: 'Not what was approved' } });
      await redrawn(card, 'version 2');
      await flywheel.runJob('deliver');
      expect(await sent()).toBe(0);
      expect(await stored()).toMatchObject({ state: 'proposed', version: 2 });
    });

    it('to the same words is refused', async () => {
      const form = await openForm(flywheel, maya, { message: await open(), actionId: edit });
      await submit(flywheel, maya, { view: form, fields: {} });
      await until(flywheel, maya, (seen) => seen.some(({ text }) => text.includes('the words are the same')));
      expect((await stored()).version).toBe(1);
    });
  });

  describe('ending', () => {
    it('by a rejection keeps its reason', async () => {
      const card = await open();
      const form = await openForm(flywheel, maya, { message: card, actionId: reject });
      await submit(flywheel, maya, { view: form, fields: { comment: 'Too soon after <the last>' } });
      const { blocks } = await redrawn(card, 'Rejected');
      expect(wordsOf({ text: '', blocks: blocks! })).toContain('“Too soon after <the last>”');
      expect(wordsOf({ text: '', blocks: blocks! })).toContain('3 contacts would have been mailed');
      expect((await stored()).decision).toMatchObject({
        action: 'reject',
        comment: 'Too soon after <the last>',
      });
      expect(JSON.stringify(blocks)).not.toContain('"type":"button"');
    });

    it('by a stop while it is sending leaves the rest unsent', async () => {
      const card = await open();
      await click(maya, card, approve, 'Approved');
      const { stores, clock } = flywheel.app;
      await stores.outbox.enqueue(campaign.id, clock.now());
      const approved = await stored();
      await stores.campaigns.transition({
        campaignId: campaign.id,
        from: 'approved',
        to: 'sending',
        contentHash: approved.contentHash,
        action: 'start sending',
        actor: 'flywheel',
        at: clock.now(),
        comment: null,
      });
      const sending = await open(jonas);
      await click(jonas, sending, stop, 'Stopped');
      await flywheel.runJob('deliver');
      expect((await stored()).state).toBe('stopped');
      expect(await sent()).toBe(0);
    });
  });

  it('drew nothing that Slack would refuse', () => {
    expect(flywheel.refusedCalls).toEqual([]);
  });
});

function blockOf(message: StoredMessage, actionId: string): string {
  return String(message.blocks!.find((block) => JSON.stringify(block).includes(actionId))!.block_id);
}

function initialOf(view: { readonly blocks: readonly { readonly [key: string]: unknown }[] }, field: string) {
  const block = view.blocks.find(({ block_id }) => block_id === field);
  return (block?.['element'] as { initial_value?: string } | undefined)?.initial_value;
}
