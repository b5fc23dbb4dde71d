/** What a campaign's card shows and lets one do before deciding: checks, previews, a test e-mail, and editing with faults shown while one types. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { PREVIEW_BUTTONS } from '../../src/adapters/slack/draw-previews.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Strategy } from '../../src/domain/strategy.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const { approve, edit } = CAMPAIGN_BUTTONS;

let flywheel: RunningFlywheel;
let contacts: string[];
let campaign: Campaign;

beforeAll(async () => {
  flywheel = await openFlywheel({ at: NOW });
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
    expect(words.indexOf('Most likely to order')).toBeLessThan(words.indexOf('In the middle to order'));
    expect(words).toMatch(/Most likely to order\* · c…@…e\.com · 90\.0 %/);
    expect(words).toMatch(/Least likely to order\* · c…@…e\.com · 10\.0 %/);
    expect(words).toContain('Hello A.');
    for (const hidden of ['Ada', 'contact-0', 'contact-1', 'contact-2']) expect(words).not.toContain(hidden);

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
    const told = await press(flywheel, maya, { message: card, actionId: PREVIEW_BUTTONS.sendTest, expected });
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
    const other = await openFlywheel({ at: NOW, settings: { SMTP_URL: '' } });
    const { number } = await proposeFor(other, await addContacts(other, 1));
    const message = await type(other, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    const expected = 'No mail server is set';
    const told = await press(other, maya, { message, actionId: PREVIEW_BUTTONS.sendTest, expected });
    expect(told.only_for).toBe(maya.id);
    await other.stop();
  });
});
