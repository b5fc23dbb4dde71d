/** Choosing in Slack when a campaign is sent, and that it is sent then. */

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { HOUR } from '../../src/domain/clock.ts';
import { current, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { proposeFor } from '../support/propose-in-flywheel.ts';
import { sendCalls } from '../support/send-calls.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const ZONES = ['Asia/Tokyo', 'America/New_York', 'Mars/Base', undefined];
const { approve, schedule, sendNow } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let campaign: Campaign;

  beforeAll(async () => {
    flywheel = await openFlywheel({
      on,
      at: NOW,
      settings: { SHOP_TIMEZONE: 'Europe/Berlin', UNDO_MINUTES: '10' },
    });
  });
  afterAll(() => flywheel.stop());

  let turn = 0;
  beforeEach(async () => {
    flywheel.setTime(NOW);
    turn += 1;
    const names = ZONES.map((_, index) => `c${turn}-${index}`);
    await sendCalls(
      flywheel,
      names.map((userId, index) => ({
        type: 'identify',
        userId,
        // One zone comes as a trait, the others as Segment's libraries send it.
        ...(index === 0 ? {} : { context: { timezone: ZONES[index] } }),
        traits: {
          email: `${userId}@example.com`,
          consent: { email: true },
          ...(index === 0 ? { timezone: ZONES[index] } : {}),
        },
      })),
    );
    const contacts = await Promise.all(names.map((name) => flywheel.app.stores.contacts.find(name)));
    campaign = await proposeFor(
      flywheel,
      contacts.map((contact) => contact!.id),
    );
  });

  const open = () =>
    type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: `Campaign ${campaign.number}:` });
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  const sent = async () => (await flywheel.app.stores.outbox.counts(campaign.id)).sent;
  const shows = (ts: string, words: string) =>
    until(flywheel, maya, (seen) =>
      seen.some((message) => message.ts === ts && wordsOf(message).includes(words)),
    );

  async function choose(ts: string, fields: Readonly<Record<string, string>>) {
    const message = current(flywheel, maya, ts);
    const view = await openForm(flywheel, maya, { message, actionId: schedule });
    return submit(flywheel, maya, { view, fields });
  }

  it('sends to each contact at that time of its own day, once approved by whoever chose it', async () => {
    const { ts } = await open();
    expect(await choose(ts, { date: '2026-05-02' })).toEqual({});
    await shows(ts, 'known of 2; for the other 2 it is that of Europe/Berlin');
    expect(await stored()).toMatchObject({ state: 'proposed', version: 2, changedBy: 'flywheel' });
    await press(flywheel, maya, {
      message: current(flywheel, maya, ts),
      actionId: approve,
      expected: 'Until then the approval can be undone',
    });
    const tokyo = Date.UTC(2026, 4, 2, 0);
    expect(await stored()).toMatchObject({ state: 'approved', startsAt: tokyo });
    // Nothing may hurry past a time that was approved.
    expect(JSON.stringify(current(flywheel, maya, ts).blocks)).not.toContain(sendNow);
    const sentAt: number[] = [];
    for (const at of [tokyo - 1, tokyo, tokyo + 7 * HOUR, tokyo + 13 * HOUR - 1, tokyo + 13 * HOUR]) {
      flywheel.setTime(at);
      await flywheel.runJob('deliver');
      sentAt.push(await sent());
    }
    expect(sentAt).toEqual([0, 1, 3, 3, 4]);
    expect((await stored()).state).toBe('sent');
  });

  it('voids an approval when another time is chosen, or none', async () => {
    const { ts } = await open();
    await press(flywheel, maya, {
      message: current(flywheel, maya, ts),
      actionId: approve,
      expected: 'Approved',
    });
    await choose(ts, { date: '2026-05-02', mode: 'one', zone: 'America/New_York' });
    await shows(ts, 'in America/New_York');
    expect(await stored()).toMatchObject({ state: 'proposed', startsAt: null });
    await until(flywheel, maya, (seen) => seen.some(({ text }) => text.includes('waits for approval again')));
    await choose(ts, { mode: 'none' });
    await shows(ts, 'version 3');
    expect((await stored()).schedule).toBeNull();
    expect((await stored()).contentHash).toBe(campaign.contentHash);
  });

  it('keeps the form open and says what is wrong with a time that cannot be', async () => {
    const { ts } = await open();
    const fields = { date: '2026-05-01', time: '08:00', mode: 'one' };
    expect((await choose(ts, fields)).errors?.['time']).toContain('This time has passed');
    expect((await choose(ts, { zone: 'Mars/Base' })).errors).toEqual({
      zone: '“Mars/Base” is no time zone: write it like Europe/Berlin.',
    });
    expect((await choose(ts, { date: '2026-06-02' })).errors?.['date']).toContain('ends unsent');
    expect(await stored()).toMatchObject({ version: 1, schedule: null });
  });

  it('is not approved any more when its time has passed', async () => {
    const { ts } = await open();
    await choose(ts, { date: '2026-05-02' });
    await shows(ts, 'known of 2');
    flywheel.setTime(Date.UTC(2026, 4, 3));
    await press(flywheel, maya, {
      message: current(flywheel, maya, ts),
      actionId: approve,
      expected: 'has passed: choose another',
    });
    expect((await stored()).state).toBe('proposed');
  });

  it('drew nothing that Slack would refuse', () => {
    expect(flywheel.refusedCalls).toEqual([]);
  });
});
