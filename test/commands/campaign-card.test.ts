/** What a campaign's card shows and lets one do before deciding: checks, previews, a test e-mail, and editing with faults shown while one types. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage, View } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { COPY_INPUT } from '../../src/adapters/slack/draw-modals.ts';
import { PREVIEW_BUTTONS } from '../../src/adapters/slack/draw-previews.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Strategy } from '../../src/domain/strategy.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const { approve, edit } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];
  let campaign: Campaign;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    contacts = await addContacts(flywheel, 3);
  });
  afterAll(() => flywheel.stop());
  beforeEach(() => propose());

  async function propose(change: Partial<Strategy> = {}): Promise<void> {
    campaign = await proposeFor(flywheel, contacts, change);
  }
  const open = () =>
    type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: `Campaign ${campaign.number}:` });
  const audienceOf = (probabilities: readonly number[]) =>
    probabilities.map((conversionProbability, index) => ({
      contactId: contacts[index]!,
      conversionProbability,
      productIds: [],
    }));
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  const untilCard = async ({ ts }: StoredMessage, words: string) => {
    await until(flywheel, maya, (seen) => seen.some((one) => one.ts === ts && wordsOf(one).includes(words)));
    return current(flywheel, maya, ts);
  };

  describe('what was looked over before sending', () => {
    it('keeps what is not fit from being approved, in words, until it is mended', async () => {
      await propose({ copy: { ...campaign.copy, body: 'Hello {{ products[0].name }}' } });
      const broken = await open();
      expect(wordsOf(broken)).toContain('*7 of 8 checks pass*');
      expect(wordsOf(broken)).toContain(':x: *Words filled in:* 3 of 3 e-mails cannot be written');
      const expected = 'cannot be approved as it is';
      const told = await press(flywheel, maya, { message: broken, actionId: approve, expected });
      expect(told.only_for).toBe(maya.id);
      expect((await stored()).state).toBe('proposed');

      const form = await openForm(flywheel, jonas, { message: broken, actionId: edit });
      await submit(flywheel, jonas, { view: form, fields: { body: 'Hello again.' } });
      const mended = await untilCard(broken, '*8 of 8 checks pass*');
      await press(flywheel, maya, { message: mended, actionId: approve, expected: 'approved by' });
      expect((await stored()).state).toBe('approved');
    });
  });

  describe('previews', () => {
    it('show three real recipients, masked, always the same, each as words and as an e-mail', async () => {
      const { app } = flywheel;
      const copy = { ...campaign.copy, body: 'Hello {{ contact.firstName }}' };
      await propose({ audience: audienceOf([0.3, 0.9, 0.1]), copy });
      const card = await open();
      const view = await openForm(flywheel, maya, { message: card, actionId: PREVIEW_BUTTONS.previews });
      const words = wordsOf({ text: '', blocks: view.blocks });
      expect(words.indexOf('Most likely to order')).toBeLessThan(words.indexOf('In the middle'));
      expect(words).toMatch(/Most likely to order\* · c…@…e\.com · 90\.0 %/);
      expect(words).toMatch(/Least likely to order\* · c…@…e\.com · 10\.0 %/);
      expect(words).toContain('Hello A.');
      for (const hidden of ['Ada', 'contact-0', 'contact-1', 'contact-2'])
        expect(words).not.toContain(hidden);

      const url = /"(http[^"]*\/previews\/[^"]+)"/.exec(JSON.stringify(view.blocks))![1]!;
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const html = await page.text();
      expect(html).toContain('Hello A.');
      expect(html).not.toContain('Ada');
      expect((await fetch(`${url}x`)).status).toBe(404);
      flywheel.setTime(NOW + 2 * DAY);
      expect((await fetch(url)).status).toBe(404);
      flywheel.setTime(NOW);
      expect(await app.stores.outbox.counts(campaign.id)).toMatchObject({ queued: 0, sent: 0 });
    });

    it('say of a recipient whose e-mail cannot be written why', async () => {
      await propose({ copy: { ...campaign.copy, body: 'Hello {{ products[0].name }}' } });
      const view = await openForm(flywheel, maya, {
        message: await open(),
        actionId: PREVIEW_BUTTONS.previews,
      });
      expect(wordsOf({ text: '', blocks: view.blocks })).toContain('This cannot be written');
    });
  });

  describe('a test e-mail', () => {
    const mailsTo = (address: string) => flywheel.inbox.list().filter(({ to }) => to === address);

    it('goes to the address of whoever asks, marked, without anything that is tracked or counted', async () => {
      const expected = `on the way to ${maya.email}`;
      const card = await open();
      const told = await press(flywheel, maya, {
        message: card,
        actionId: PREVIEW_BUTTONS.sendTest,
        expected,
      });
      expect(told.only_for).toBe(maya.id);
      const mails = mailsTo(maya.email);
      expect(mails).toHaveLength(1);
      const { subject, html } = (await flywheel.inbox.get(mails[0]!.id))!;
      expect(subject).toBe('[Test] Hello');
      expect(html).toContain('/u/preview');
      expect(html).not.toMatch(/\/[oc]\/[\w-]+\./);
      const { outbox, outcomes, contacts: people } = flywheel.app.stores;
      expect(await outbox.counts(campaign.id)).toMatchObject({ queued: 0, sent: 0 });
      await fetch(`${flywheel.url}/u/preview`, { method: 'POST' });
      expect((await outcomes.counts(campaign.id)).outcomes.unsubscribed).toBe(0);
      for (const id of contacts) expect(await people.reachabilityOf(id)).toBe('mailable');
    });

    it('can be the one that was looked at', async () => {
      await propose({ audience: audienceOf([0.3, 0.9, 0.1]) });
      const view = await openForm(flywheel, jonas, {
        message: await open(),
        actionId: PREVIEW_BUTTONS.previews,
      });
      const block = view.blocks.findLast((one) => JSON.stringify(one).includes(PREVIEW_BUTTONS.sendThis))!;
      const use = {
        blockId: String(block.block_id),
        actionId: PREVIEW_BUTTONS.sendThis,
        chosen: {},
        values: {},
      };
      const heard = new Promise<string>((resolve) => {
        const end = flywheel.slack.subscribe((event) => {
          const words = JSON.stringify(event);
          if (event.type !== 'modals' || !words.includes('on the way to')) return;
          end();
          resolve(words);
        });
      });
      await flywheel.slack.actor.clickInView(jonas, view.id, use);
      expect(await heard).toContain(jonas.email);
      expect(mailsTo(jonas.email)).toHaveLength(1);
    });

    it('is refused in words without a mail server', async () => {
      const other = await openFlywheel({ on, at: NOW, settings: { SMTP_URL: '' } });
      const { number } = await proposeFor(other, await addContacts(other, 1));
      const message = await type(other, maya, { text: `/campaign ${number}`, expected: 'Approve' });
      const expected = 'No mail server is set';
      const told = await press(other, maya, { message, actionId: PREVIEW_BUTTONS.sendTest, expected });
      expect(told.only_for).toBe(maya.id);
      await other.stop();
    });
  });

  describe('the form for the words', () => {
    const fieldsOf = (view: View, change: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(
        view.blocks
          .filter((block) => block.type === 'input')
          .map((block) => {
            const { action_id: id, initial_value: initial } = block['element'] as Record<string, string>;
            const value = change[String(block.block_id)] ?? initial;
            return [String(block.block_id), { [id!]: { type: 'plain_text_input', value } }];
          }),
      );
    const hintOf = (view: View, blockId: string) =>
      (view.blocks.find(({ block_id }) => block_id === blockId)!['hint'] as { text: string } | undefined)
        ?.text;
    /** Types into a field; resolves with the form once its hint reads so. */
    const write = (view: View, field: string, { value, hint }: { value: string; hint: string }) =>
      new Promise<View>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no hint said ${hint}`)), PATIENCE_MS);
        const end = flywheel.slack.subscribe((event) => {
          const shown = event.type === 'modals' ? event.views.at(-1) : undefined;
          if (shown === undefined || !hintOf(shown, field)?.includes(hint)) return;
          clearTimeout(timer);
          end();
          resolve(shown);
        });
        const values = fieldsOf(view, { [field]: value });
        const use = { blockId: field, actionId: COPY_INPUT, chosen: { value }, values };
        void flywheel.slack.actor.clickInView(maya, view.id, use);
      });

    it('says while one writes what is wrong in either wording, and how it will read', async () => {
      await propose({ copyB: { ...campaign.copy, subject: 'Good day' } });
      const form = await openForm(flywheel, maya, { message: await open(), actionId: edit });
      const read = { value: 'Dear you', hint: 'Reads “Dear you”: 8 characters.' };
      expect(await write(form, 'subject', read)).toBeDefined();
      await write(form, 'subject', { value: 'x'.repeat(151), hint: '⚠ The subject has 151 characters' });
      const unknown = {
        value: 'Dear {{ contact.nickname }}',
        hint: '⚠ The subject uses the unknown variable',
      };
      await write(form, 'B_subject', unknown);
      // Nobody in this audience is shown a product, and the campaign has no offer.
      await write(form, 'body', { value: 'See {{ products[0].name }}', hint: '⚠ The body uses the unknown' });
      await write(form, 'body', { value: 'Your code: {{ offer.code }}', hint: 'This campaign has none' });
      await write(form, 'body', {
        value: 'Hi {{ contact.firstName }},',
        hint: 'Where no first name is known',
      });
    });

    it('refuses the same at the end, and makes a version of both wordings that voids an approval', async () => {
      await propose({ copyB: { ...campaign.copy, subject: 'Good day' } });
      const card = await open();
      await press(flywheel, jonas, { message: card, actionId: approve, expected: 'approved by' });
      const form = await openForm(flywheel, maya, {
        message: current(flywheel, maya, card.ts),
        actionId: edit,
      });
      const bad = { B_subject: 'Dear {{ contact.nickname }}' };
      const { errors } = await submit(flywheel, maya, { view: form, fields: bad });
      expect(errors?.['B_subject']).toContain('unknown variable "contact.nickname"');
      await submit(flywheel, maya, { view: form, fields: { subject: 'Warm', B_subject: 'Warmer' } });
      await untilCard(card, 'version 2');
      expect(await stored()).toMatchObject({
        state: 'proposed',
        version: 2,
        copy: { subject: 'Warm' },
        copyB: { subject: 'Warmer' },
      });
    });
  });
});
