/** Whom e-mails come from is part of what is approved: a sender that is set later changes nothing of it. */

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { HOUR } from '../../src/domain/clock.ts';
import { jonas, maya, press, submit, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { openSettings } from '../support/open-settings.ts';
import { pressStale } from '../support/press-stale.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const { approve, undo } = CAMPAIGN_BUTTONS;
const NOW = Date.UTC(2026, 4, 1, 9);
const FORMER = 'Candle & Co <hello@candle.example>';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];
  let campaign: Campaign;
  let sender: string;
  let changes = 0;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    contacts = await addContacts(flywheel, 3);
  });
  afterAll(() => flywheel.stop());
  beforeEach(async () => {
    const next = contacts.shift()!;
    // The newest e-mail is then the one of this test.
    flywheel.setTime(NOW + (3 - contacts.length) * HOUR);
    campaign = await proposeFor(flywheel, [next]);
    sender = flywheel.app.shop.current().mailFrom;
  });

  const open = () =>
    type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: `Campaign ${campaign.number}:` });
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  /** Sets another sender; resolves with what the channel is told. */
  async function change(): Promise<string> {
    changes += 1;
    const mailFrom = `Sender ${changes} <sender-${changes}@candle.example>`;
    await submit(flywheel, maya, { view: await openSettings(flywheel, maya), fields: { mailFrom } });
    const isIt = ({ text }: { readonly text: string }) => text.includes(`to “Sender ${changes} `);
    return (await until(flywheel, maya, (all) => all.some(isIt))).find(isIt)!.text;
  }
  async function lastMail(): Promise<string> {
    const [newest] = flywheel.inbox.list();
    return JSON.stringify(await flywheel.inbox.get(newest!.id));
  }

  it('is shown on the card, and kept with the approval, so that what is set then changes nothing', async () => {
    const card = await open();
    expect(wordsOf(card)).toContain('From Candle & Co <hello@candle.example>');
    await press(flywheel, maya, { message: card, actionId: approve, expected: 'Approved' });
    expect((await stored()).sender?.mailFrom).toBe(FORMER);
    expect(await change()).toContain(`keeps it (campaign ${campaign.number})`);
    expect(wordsOf(await open())).toContain('From Candle & Co <hello@candle.example>');
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 1 });
    expect(await lastMail()).toContain('hello@candle.example');
  });

  it('keeps a card of the former sender from approving, and the new one is what the next card binds', async () => {
    const card = await open();
    await change();
    expect(await pressStale(flywheel, card, approve)).toMatch(/The sender was changed .* from “Sender 2 /);
    expect((await stored()).state).toBe('proposed');
    // The card that waits is drawn anew by itself.
    await until(flywheel, maya, (all) =>
      all.some((one) => one.ts === card.ts && wordsOf(one).includes('From Sender 2')),
    );
    await press(flywheel, jonas, { message: await open(), actionId: approve, expected: 'Approved' });
    expect((await stored()).sender?.mailFrom).toBe('Sender 2 <sender-2@candle.example>');
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 1 });
    expect(await lastMail()).toContain('sender-2@candle.example');
  });

  it('is free again once the approval is taken back', async () => {
    const approved = await press(flywheel, maya, {
      message: await open(),
      actionId: approve,
      expected: 'Approved',
    });
    expect((await stored()).sender?.mailFrom).toBe(sender);
    await press(flywheel, jonas, { message: approved, actionId: undo, expected: 'Waits for approval' });
    expect((await stored()).sender).toBeNull();
    expect(await change()).not.toContain('keeps it');
  });
});
