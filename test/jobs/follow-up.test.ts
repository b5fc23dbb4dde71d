/** What is told by itself about a campaign: that it waits, that it expired, and what came back. */

import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { followUp } from '../../jobs/follow-up.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
import { wordsOf } from '../commands/read-card.ts';
import { jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

const isChart = ({ text }: StoredMessage) => text.startsWith('Rates of campaign');

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let campaign: Campaign;
  let cardTs: string;

  beforeEach(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    campaign = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const card = await type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: 'Approve' });
    cardTs = card.ts;
    // Slack shows it before it is known as one of the campaign's.
    const kept = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!.cards.length;
    await expect.poll(kept).toBe(1);
  });
  afterEach(() => flywheel.stop());

  const at = async (time: number) => {
    flywheel.setTime(time);
    return flywheel.runJob('follow-up');
  };
  /** What is told is kept first, and posted at Slack's pace. */
  const toldTimes = (person: typeof maya, words: string, times: number) =>
    until(
      flywheel,
      person,
      (messages) => messages.filter((message) => wordsOf(message).includes(words)).length >= times,
    );
  const told = (person: typeof maya, words: string) =>
    flywheel.slack.scene(person.id).messages.filter((message) => wordsOf(message).includes(words));

  it('reminds each approver and the thread at half and at nine tenths of the time, once each', async () => {
    expect(await at(NOW + 3 * DAY)).toMatchObject({ told: 0 });
    expect(await at(NOW + 3.5 * DAY)).toMatchObject({ ok: true, told: 3 });
    expect(await at(NOW + 4 * DAY)).toMatchObject({ told: 0 });
    expect(await at(NOW + 6.3 * DAY)).toMatchObject({ told: 3 });
    expect(await at(NOW + 6.4 * DAY)).toMatchObject({ told: 0 });
    for (const person of [maya, jonas]) {
      // Two to each by themselves, and two in the thread.
      await toldTimes(person, 'waits for a decision', 4);
      const own = told(person, 'waits for a decision').filter(
        ({ channel }) => channel === person.directMessageId,
      );
      expect(own).toHaveLength(2);
      expect(JSON.stringify(own[0]!.blocks)).toContain(CAMPAIGN_BUTTONS.open);
    }
    const inThread = told(maya, 'waits for a decision').filter(({ thread_ts }) => thread_ts === cardTs);
    expect(inThread).toHaveLength(2);
  });

  it('reminds once also when everything was restarted in between, and of what fell due meanwhile', async () => {
    expect(await at(NOW + 3.5 * DAY)).toMatchObject({ told: 3 });
    const restart = async (time: number) => {
      const app = await createApp({
        config: readConfig(flywheel.settings),
        clock: { now: () => time },
        log: createLog('silent'),
      });
      onTestFinished(() => app.close());
      const context = { say: () => undefined, signal: new AbortController().signal };
      return followUp.run(app, context);
    };
    expect(await restart(NOW + 3.6 * DAY)).toMatchObject({ told: 0 });
    expect(await restart(NOW + 6.5 * DAY)).toMatchObject({ told: 3 });
    expect(await restart(NOW + 6.6 * DAY)).toMatchObject({ told: 0 });
    await toldTimes(maya, 'waits for a decision', 4);
    expect(told(maya, 'waits for a decision')).toHaveLength(4);
  });

  it('tells once that it expired, and reminds of nothing that was decided', async () => {
    expect(await at(NOW + 7 * DAY)).toMatchObject({ expired: 1, told: 1 });
    expect(await at(NOW + 8 * DAY)).toMatchObject({ expired: 0, told: 0 });
    await toldTimes(jonas, 'has expired unsent', 1);
    expect(told(jonas, 'has expired unsent')).toHaveLength(1);
  });

  it('tells what came back in the thread after a day, three days and the outcome window, once each', async () => {
    const message = flywheel.slack.scene(maya.id).messages.find(({ ts }) => ts === cardTs)!;
    await press(flywheel, maya, { message, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
    await flywheel.runJob('deliver');
    const { strategy } = campaign;
    const end = NOW + strategy.outcomeWindowDays * DAY;
    const counts = [];
    for (const time of [NOW + 23 * HOUR, NOW + DAY, NOW + 2 * DAY, NOW + 3 * DAY, end - 1, end, end + DAY])
      counts.push((await at(time))['told']);
    expect(counts).toEqual([0, 1, 0, 1, 0, 1, 0]);
    await toldTimes(maya, 'What came back of campaign', 3);
    const inThread = told(maya, 'What came back of campaign').filter(({ thread_ts }) => thread_ts === cardTs);
    expect(inThread.map(({ text }) => /, (.*?)\. /.exec(text)![1])).toEqual([
      '24 hours after sending began',
      '72 hours after sending began',
      `at the end of its outcome window (${strategy.outcomeWindowDays} days)`,
    ]);
    const charts = await until(flywheel, maya, (all) => all.filter(isChart).length >= 3);
    const shown = charts
      .filter(isChart)
      .map(({ thread_ts, blocks }) => ({ thread_ts, alt: blocks![0]!['alt_text'] }));
    expect(shown.map(({ thread_ts }) => thread_ts)).toEqual([cardTs, cardTs, cardTs]);
    expect(shown[0]!.alt).toMatch(/Rates of campaign 1 after 24 hours\. .*: 0\.0 % \(0 of 2 .*95 % interval/);
    expect(wordsOf(inThread.at(-1)!)).toMatch(/0 of 2 e-mails sent/);
    expect(wordsOf(inThread.at(-1)!)).toContain('cannot tell yet');
    expect(flywheel.refusedCalls).toEqual([]);
  });
});
