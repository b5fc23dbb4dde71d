/** Taking an approval back, hurrying, holding and the second approval, by the buttons of the card in Slack. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { current, jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { pressStale } from '../support/press-stale.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const { approve, pause, resume, sendNow, stop, undo } = CAMPAIGN_BUTTONS;
const UNDONE_UNTIL = 'Until then the approval can be undone';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];
  let campaign: Campaign;
  let start = NOW;

  beforeAll(async () => {
    const settings = { UNDO_MINUTES: '10', SECOND_APPROVER_ABOVE: '2' };
    flywheel = await openFlywheel({ on, at: NOW, settings });
    contacts = await addContacts(flywheel, 3);
  });
  afterAll(() => flywheel.stop());
  beforeEach(() => {
    // Nobody rests from the e-mail of the test before.
    start += 60 * DAY;
    flywheel.setTime(start);
  });

  const open = async (audience: number) => {
    campaign = await proposeFor(flywheel, contacts.slice(0, audience));
    return type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: 'Approve' });
  };
  const now = ({ ts }: StoredMessage) => current(flywheel, maya, ts);
  const click = async (person: typeof maya, card: StoredMessage, [actionId, words]: [string, string]) => {
    await press(flywheel, person, { message: now(card), actionId, expected: words });
    await until(flywheel, maya, () => wordsOf(now(card)).includes(words));
  };
  const buttons = (card: StoredMessage) =>
    Object.values(CAMPAIGN_BUTTONS).filter((id) => JSON.stringify(now(card).blocks).includes(`"${id}"`));
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  const sent = async () => (await flywheel.app.stores.outbox.counts(campaign.id)).sent;
  const deliver = () => flywheel.runJob('deliver');

  describe('the minutes after an approval', () => {
    it('send nothing, and Undo by anyone on the list puts the proposal back, to be approved anew', async () => {
      const card = await open(2);
      await click(maya, card, [approve, UNDONE_UNTIL]);
      flywheel.setTime(start + 10 * MINUTE - 1);
      await deliver();
      expect(await sent()).toBe(0);
      await click(jonas, card, [undo, 'Waits for approval']);
      expect(wordsOf(now(card))).toContain(`approval undone by <@${jonas.id}>`);
      flywheel.setTime(start + 20 * MINUTE);
      await deliver();
      expect(await sent()).toBe(0);
      expect(await stored()).toMatchObject({ state: 'proposed', startsAt: null });
      await click(maya, card, [approve, UNDONE_UNTIL]);
      flywheel.setTime(start + 30 * MINUTE);
      await deliver();
      expect(await sent()).toBe(2);
    });

    it('are skipped by Send now, once: the second is told who was first', async () => {
      const card = await open(2);
      await click(maya, card, [approve, UNDONE_UNTIL]);
      const stale = now(card);
      await press(flywheel, maya, {
        message: stale,
        actionId: sendNow,
        expected: `let campaign ${campaign.number} be sent at once`,
      });
      await until(flywheel, maya, () => wordsOf(now(card)).includes('Its time has come'));
      expect(buttons(card)).not.toContain(sendNow);
      expect(buttons(card)).toContain(undo);
      // Its head is out of sight for whoever has just clicked.
      const { blocks = [] } = now(card);
      const beside = blocks.slice(blocks.findLastIndex(({ type }) => type === 'actions') - 1);
      expect(wordsOf({ text: '', blocks: beside.slice(0, 1) })).toContain('Approved, and its time has come');
      expect(await pressStale(flywheel, stale, sendNow)).toMatch(/waits no longer|let it be sent at once/);
      await deliver();
      expect(await sent()).toBe(2);
      // Now it is too late for those whose window still shows the button.
      expect(await pressStale(flywheel, stale, undo)).toMatch(/Nothing was changed|too late/i);
      expect(await stored()).toMatchObject({ state: 'sent' });
      const trail = await flywheel.app.stores.campaigns.decisions(campaign.id);
      expect(trail.filter(({ action }) => action === 'send now')).toHaveLength(1);
    });
  });

  describe('while it is sent', () => {
    it('Pause holds what waits and Resume lets it go on, each e-mail once', async () => {
      const card = await open(2);
      await click(maya, card, [approve, UNDONE_UNTIL]);
      await startSending();
      await until(flywheel, maya, () => buttons(card).includes(pause));
      await click(maya, card, [pause, 'Paused: nothing leaves']);
      expect(buttons(card)).toEqual([resume, stop]);
      expect(wordsOf(now(card))).toContain('*Resume* lets what is due leave at once, at whatever hour it is');
      await deliver();
      expect(await sent()).toBe(0);
      await click(jonas, card, [resume, `resumed by <@${jonas.id}>`]);
      expect(buttons(card)).toEqual([pause, stop]);
      await deliver();
      await deliver();
      expect(await sent()).toBe(2);
      expect(await stored()).toMatchObject({ state: 'sent' });
    });
  });

  it('is held, let go on, reported and ended by words as by buttons, and a word without a number asks for one', async () => {
    const card = await open(2);
    await click(maya, card, [approve, UNDONE_UNTIL]);
    const { number } = campaign;
    const say = (words: string, expected: string) =>
      type(flywheel, maya, { text: `/campaign ${words}`, expected });
    await say(`undo ${number}`, `You took back the approval of campaign ${number}`);
    expect(await stored()).toMatchObject({ state: 'proposed' });
    await click(maya, card, [approve, UNDONE_UNTIL]);
    await say(`report ${number}`, `Campaign ${number} has sent nothing yet`);
    await startSending();
    await say(`pause ${number}`, `You paused campaign ${number}`);
    expect(await stored()).toMatchObject({ state: 'paused' });
    await say(`resume ${number}`, `You resumed campaign ${number}`);
    expect(await stored()).toMatchObject({ state: 'sending' });
    const report = await say(`report ${number}`, campaign.strategy.title);
    expect(wordsOf(report)).toContain('0 e-mails sent');
    await say(`stop ${number}`, `You stopped campaign ${number}`);
    expect(await stored()).toMatchObject({ state: 'stopped' });
    await say('pause', 'Say which one, such as `/campaign pause 12`');
  });

  describe('a campaign for more contacts than one person may decide on', () => {
    it('says that one of two approved, refuses the same person again, and is approved by the other', async () => {
      const card = await open(3);
      await click(maya, card, [approve, '1 of 2 approvals']);
      expect(wordsOf(now(card))).toContain(`approved by <@${maya.id}>`);
      expect(buttons(card)).toEqual(expect.arrayContaining([approve, undo]));
      expect(await stored()).toMatchObject({ state: 'half approved', startsAt: null });
      const told = await press(flywheel, maya, {
        message: now(card),
        actionId: approve,
        expected: 'Yours is the first of the two approvals',
      });
      expect(told.only_for).toBe(maya.id);
      flywheel.setTime(start + 20 * MINUTE);
      await deliver();
      expect(await sent()).toBe(0);
      await click(jonas, card, [approve, UNDONE_UNTIL]);
      expect(await stored()).toMatchObject({ state: 'approved', startsAt: start + 30 * MINUTE });
    });

    it('loses its first approval by Undo', async () => {
      const card = await open(3);
      await click(maya, card, [approve, '1 of 2 approvals']);
      await click(maya, card, [undo, 'Waits for approval']);
      await click(jonas, card, [approve, '1 of 2 approvals']);
      expect(await stored()).toMatchObject({ state: 'half approved' });
    });
  });

  /** As a worker that is ended before the first e-mail leaves. */
  async function startSending(): Promise<void> {
    flywheel.setTime(start + 10 * MINUTE);
    const { app } = flywheel;
    await app.deliver({ signal: AbortSignal.abort() });
    expect(await stored()).toMatchObject({ state: 'sending' });
  }
});
