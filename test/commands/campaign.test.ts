/** `/campaign`: the list and a campaign's card, as a marketer reads them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { collect } from '../db/builders.ts';
import { jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT, START } from '../support/keep-shop.ts';
import { importPast } from '../support/live-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { paragraphOf, wordsOf } from './read-card.ts';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NIGHT, kept: 'with a past' });
    expect(await flywheel.runJob('nightly')).toMatchObject({ ok: true, told: true });
  });
  afterAll(() => flywheel.stop());

  const campaign = (text: string, expected: string) =>
    type(flywheel, maya, { text: `/campaign ${text}`.trim(), expected });
  const best = async () => (await flywheel.app.stores.campaigns.list(['proposed'], 50)).at(-1)!;

  describe('the morning', () => {
    it('brings a digest with a button for each proposal', async () => {
      const messages = await until(flywheel, maya, (seen) =>
        seen.some(({ text }) => text.startsWith('Good morning')),
      );
      const digest = messages.find(({ text }) => text.startsWith('Good morning'))!;
      const proposed = await flywheel.app.stores.campaigns.list(['proposed'], 50);
      expect(digest.text).toContain(`${proposed.length} campaigns wait for your approval`);
      for (const { number, strategy } of proposed)
        expect(wordsOf(digest)).toContain(`*${number}. ${strategy.title}*`);
      const { kind } = (await flywheel.app.stores.modelRuns.champion())!;
      expect(wordsOf(digest)).toContain(`from now on the ${kind.replaceAll('-', ' ')} foretells who buys`);
      expect(wordsOf(digest)).not.toMatch(/log loss|test set/);
      const card = await press(flywheel, maya, {
        message: digest,
        actionId: CAMPAIGN_BUTTONS.open,
        expected: 'Approve',
      });
      expect(wordsOf(card)).toContain(`Campaign ${proposed.map(({ number }) => number).sort()[0]}:`);
    });
  });

  describe('the list', () => {
    it('is ranked by expected revenue, and says of each who can be mailed and what is expected', async () => {
      const card = await campaign('', 'best first');
      const rows = (card.blocks ?? []).filter(({ accessory }) => accessory !== undefined);
      const proposed = await flywheel.app.stores.campaigns.list(['proposed'], 50);
      expect(rows).toHaveLength(proposed.length);
      const ranked = [...proposed].sort(
        (a, b) => b.strategy.expectedRevenueCents.value - a.strategy.expectedRevenueCents.value,
      );
      rows.forEach((row, index) => {
        const words = wordsOf({ text: '', blocks: [row] });
        const { number, strategy } = ranked[index]!;
        expect(words).toContain(`*${number}. ${strategy.title}*`);
        expect(words).toContain(`${strategy.counts.mailable} mailable, `);
        expect(words).toMatch(/Expected: orders [\d.]+ \(95 % interval [\d.]+ to [\d.]+\), revenue €/);
      });
      expect(card.only_for).toBe(maya.id);
    });

    it('shows in a shop without addresses what an address would open', async () => {
      const other = await openFlywheel({ on, at: NIGHT });
      await importPast(other, {
        seed: 7,
        customers: 400,
        startAt: START,
        until: NIGHT,
        withoutAddresses: true,
      });
      expect(await other.runJob('nightly')).toMatchObject({ ok: true, proposed: [] });
      const words = wordsOf(await type(other, jonas, { text: '/campaign', expected: 'Cannot be sent yet' }));
      expect(words).toMatch(/0 mailable, \d+ not, because no address \(\d+\)/);
      expect(words).toContain('agree to get e-mail');
      expect(words).not.toContain('There is no campaign yet');
      expect(other.refusedCalls).toEqual([]);
      await other.stop();
    });
  });

  describe('a card', () => {
    it('has why, whom, what is expected, the e-mail, the evidence and how it was estimated', async () => {
      const { id, number, strategy } = await best();
      const card = await campaign(String(number), 'Approve');
      const words = wordsOf(card);
      expect(words).toContain(`Campaign ${number}: ${strategy.title}`);
      expect(words).toContain(`*Why:* ${strategy.reason}`);
      const audience = await collect(flywheel.app.stores.campaigns.audience(id));
      const held = audience.filter(({ variant }) => variant === 'holdout').length;
      const mailed = audience.length - held;
      expect(words).toContain(`${mailed} contacts will be mailed`);
      // By chance, which may hold out nobody.
      expect(/(\d+) held out by chance/.exec(words)?.[1]).toBe(held === 0 ? undefined : `${held}`);
      expect(words).toContain(`*Expected orders within ${strategy.outcomeWindowDays} days*`);
      expect(words).toMatch(/\*Expected revenue\*\n€[\d,.]+ \(95 % interval €[\d,.]+ to €[\d,.]+\)/);
      for (const [reason, contacts] of Object.entries(strategy.counts.unmailable))
        if (contacts > 0) expect(words).toContain(`• ${contacts} left out: ${reason}`);
      expect(words).toContain('What the e-mail itself adds was never measured');
      expect(paragraphOf(card, 'Wording A')).toContain('Hello Alex,');
      expect(paragraphOf(card, 'Wording B')).toContain('Hello Alex,');
      expect(words).toContain(`*If you approve:* ${mailed} contacts get one e-mail`);
      for (const { statement } of strategy.evidence) expect(words).toContain(statement);
      expect(words).toContain('How this was estimated');
      expect(words).not.toContain(strategy.modelRunId!);
      expect(card.only_for).toBeUndefined();
      // The trail is told in the same thread, now or later.
      await until(flywheel, maya, (seen) =>
        seen.some(
          (message) =>
            message.thread_ts === card.ts &&
            wordsOf(message).replaceAll(/\s+/g, ' ').includes('95 % intervals'),
        ),
      );
    });

    it('shows what came back once it was sent, and that it is through is told', async () => {
      const { number } = await best();
      const card = await campaign(String(number), 'Approve');
      await press(flywheel, jonas, {
        message: card,
        actionId: CAMPAIGN_BUTTONS.approve,
        expected: 'approved campaign',
      });
      const { sent } = await flywheel.runJob('deliver');
      expect(sent).toBeGreaterThan(0);
      await until(flywheel, maya, (seen) =>
        seen.some(({ text }) => text.includes(`Campaign ${number} is through: ${sent} e-mails sent`)),
      );
      const words = wordsOf(await campaign(String(number), 'What came back'));
      expect(words).toContain(`Click rate: *0.0 %* (0 of ${sent} e-mails sent, 95 % interval`);
      expect(words).toContain('a verdict comes then');
      expect(words).toContain(`E-mails: ${sent} sent`);
      const [, ofA, ofB] =
        /\*The two wordings\*\n\*A:\*.*\n• Click rate: .*of (\d+) e-mails sent.*\n.*\n\*B:\*.*\n• Click rate: .*of (\d+) e-mails sent/.exec(
          words,
        ) ?? [];
      expect(Number(ofA) + Number(ofB)).toBe(Number(sent));
      expect(words).toContain('A verdict comes when the outcome window ends');
    });
  });

  describe('what is no campaign', () => {
    it.each([
      ['999', 'There is no campaign 999'],
      ['#999', 'There is no campaign 999'],
      ['autumn <!channel>', '“autumn &lt;!channel&gt;” is no campaign number'],
      ['-1', 'is no campaign number'],
      ['12345678901234567890', 'is no campaign number'],
      ['help', 'lists what is proposed'],
    ])('%s is answered to the asker alone', async (text, expected) => {
      const answer = await campaign(text, expected);
      expect(answer.only_for).toBe(maya.id);
      expect(answer.text).toContain('/campaign');
    });
  });

  it('drew nothing that Slack would refuse', () => {
    expect(flywheel.refusedCalls).toEqual([]);
  });

  describe('somebody who is on no approver list', () => {
    it('is told so at the click, for every button, and changes nothing', async () => {
      const other = await openFlywheel({ on, at: NIGHT, settings: { SLACK_APPROVERS: maya.id } });
      const proposed = await proposeFor(other, await addContacts(other, 2));
      const message = await type(other, jonas, { text: `/campaign ${proposed.number}`, expected: 'Approve' });
      const { approve, reject, requestChanges } = CAMPAIGN_BUTTONS;
      for (const actionId of [approve, reject, requestChanges]) {
        const answer = await press(other, jonas, { message, actionId, expected: 'not on the approver list' });
        expect(answer.only_for).toBe(jonas.id);
      }
      expect((await other.app.stores.campaigns.get(proposed.number))!.state).toBe('proposed');
      await other.stop();
    });
  });
});
