/** `/audience` and `/campaign new` in the local Slack: who is meant, and a campaign for them that somebody else approves. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE_BUTTONS } from '../../src/adapters/slack/draw-audience.ts';
import { BRIEF_BUTTONS } from '../../src/adapters/slack/draw-brief.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { jonas, maya, press, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { importPast } from '../support/live-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

const START = Date.UTC(2026, 2, 2);
/** A Friday morning. */
const NOW = START + 60 * DAY + 9 * HOUR;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    await importPast(flywheel, { seed: 7, customers: 300, startAt: START, until: NOW - HOUR });
    await flywheel.app.turn();
  });
  afterAll(async () => {
    expect(flywheel.refusedCalls).toEqual([]);
    await flywheel.stop();
  });

  const ask = (text: string, expected: string) =>
    type(flywheel, maya, { text: `/audience ${text}`.trim(), expected });
  const brief = (text: string, expected = 'A draft from your brief') =>
    type(flywheel, maya, { text: `/campaign new ${text}`.trim(), expected });
  const newest = async () => (await flywheel.app.stores.campaigns.list(['proposed'], 1))[0]!;

  describe('/audience', () => {
    it('counts who is meant, and those who cannot be mailed by reason', async () => {
      const card = await ask('ordered candles in the last 30 days', 'Who is meant');
      const words = wordsOf(card);
      const buyers = await countBuyers(flywheel, 'candles', NOW - 30 * DAY);
      expect(buyers).toBeGreaterThan(10);
      expect(words).toContain(`Audience: ${buyers} contacts`);
      expect(words).toContain('*Who is meant:* ordered candles in the last 30 days');
      const [, mailable] = /Can be mailed\*\n(\d+) of/.exec(words)!;
      const left = [...words.matchAll(/^(\d+) (?:no address|no consent|suppressed|same address)/gm)];
      expect(Number(mailable) + left.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(buyers);
      expect(card.only_for).toBe(maya.id);
    });

    it('shows five of them so that nobody can be recognised', async () => {
      const words = wordsOf(await ask('everyone', 'A few of them'));
      expect(words.match(/^• (?:.…@…|no address)/gm)?.length).toBe(5);
      for await (const { contactId } of flywheel.app.stores.audiences.match(
        { all: [] },
        { now: NOW, campaignIds: [] },
      )) {
        const email = (await flywheel.app.stores.contacts.get(contactId))?.profile.email;
        if (email !== undefined) expect(words).not.toContain(email);
      }
    });

    it('says which campaigns they are in already', async () => {
      const words = wordsOf(await ask('everyone', 'Also in other campaigns'));
      const { number, audienceSize } = await newest();
      expect(words).toContain(`${audienceSize} in campaign ${number}:`);
    });

    it('tells what it did not understand, and drafts nothing from half a sentence', async () => {
      const card = await ask('ordered candles and wear blue hats', 'Not understood');
      expect(wordsOf(card)).toContain('“wear blue hats”');
      expect(JSON.stringify(card.blocks)).not.toContain(AUDIENCE_BUTTONS.draft);
      const refused = wordsOf(await ask('blue hats', 'Nobody could be found'));
      expect(refused).toContain('/audience lapsed candle buyers');
    });

    it('explains itself when asked nothing', async () => {
      expect(wordsOf(await ask('', 'For example'))).toContain('not ordered in the last 30 days');
      expect(wordsOf(await ask('help', 'For example'))).toContain('/audience');
    });
  });

  describe('/campaign new', () => {
    it('shows what it understood of a brief, and proposes it for somebody else to approve', async () => {
      const draft = await brief(
        'win back candle buyers who have not ordered for 30 days, 15 % off, before Friday',
      );
      const words = wordsOf(draft);
      expect(words).toContain('Goal*\nwin back');
      expect(words).toContain('ordered candle and not ordered in the last 30 days');
      expect(words).toMatch(/a new offer “15 % off”, until 15 May 2026, \d+ coupons at most/);
      // Today is a Friday, so the one in a week.
      expect(words).toContain('2026-05-08 00:00 UTC');
      expect(JSON.stringify(await flywheel.app.stores.offers.all())).not.toContain('15 % off');

      const card = await press(flywheel, maya, {
        message: draft,
        actionId: BRIEF_BUTTONS.propose,
        expected: 'Requested: win back',
      });
      const campaign = await newest();
      expect(campaign).toMatchObject({ requestedBy: maya.id, expiresAt: Date.UTC(2026, 4, 8) });
      expect(campaign.strategy).toMatchObject({ kind: 'win back', outcomeWindowDays: 7 });
      const offer = (await flywheel.app.stores.offers.all()).find(
        ({ id }) => id === campaign.strategy.offerId,
      );
      expect(offer).toMatchObject({ kind: 'percent', value: 15, maxCoupons: campaign.audienceSize });
      const own = await press(flywheel, maya, {
        message: card,
        actionId: CAMPAIGN_BUTTONS.approve,
        expected: 'somebody else',
      });
      expect(own.only_for).toBe(maya.id);
      await press(flywheel, jonas, {
        message: card,
        actionId: CAMPAIGN_BUTTONS.approve,
        expected: 'Approved',
      });
    });

    it('takes the offer that the shop has rather than making one', async () => {
      const words = wordsOf(await brief('write to people active in the last 14 days, 10 % off'));
      expect(words).toContain('your offer “10 % welcome back”');
      expect(words).not.toContain('Not understood');
    });

    it('drafts from an audience, with its goal said aloud', async () => {
      const audience = await ask('viewed diffusers in the last 30 days and not ordered', 'Draft a campaign');
      const draft = await press(flywheel, maya, {
        message: audience,
        actionId: AUDIENCE_BUTTONS.draft,
        expected: 'A draft from your brief',
      });
      const words = wordsOf(draft);
      expect(words).toContain('viewed diffusers in the last 30 days and not ordered');
      expect(words).toContain('going by the audience it is “nurture”');
    });

    it('proposes nothing that it understood in part', async () => {
      const draft = await brief('win back candle buyers with a flying carpet', 'Not understood');
      expect(wordsOf(draft)).toContain('flying carpet');
      expect(JSON.stringify(draft.blocks)).not.toContain(BRIEF_BUTTONS.propose);
    });

    it('explains how to write a brief', async () => {
      expect(wordsOf(await brief('', 'How to write a brief'))).toContain('10 % off, before Friday');
    });
  });
});

/** Counted from the histories, as the audience is not. */
async function countBuyers(
  { app: { stores } }: RunningFlywheel,
  category: string,
  since: number,
): Promise<number> {
  const products = new Set(
    (await stores.products.all()).filter((product) => product.category === category).map(({ id }) => id),
  );
  let buyers = 0;
  for await (const { events } of stores.events.histories(NOW))
    if (
      events.some(
        ({ name, at, lines }) =>
          name === 'Order Completed' && at >= since && lines.some(({ productId }) => products.has(productId)),
      )
    )
      buyers += 1;
  return buyers;
}
