/** Where a campaign's history and results are told: under the team's card, else in its channel, and never only to who looked first. */

import { WebClient } from '@slack/web-api';
import { beforeEach, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import { wordsOf } from '../commands/read-card.ts';
import { jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { openCampaignPerTest } from '../support/campaign-per-test.ts';
import { describeOnEach } from '../support/each-database.ts';
import type { RunningFlywheel } from '../support/open-flywheel.ts';
import { approveFor } from '../support/propose-in-flywheel.ts';

describeOnEach((on) => {
  const given = openCampaignPerTest(on);
  let flywheel: RunningFlywheel;
  let campaign: Campaign;
  let now: number;

  beforeEach(async () => {
    ({ flywheel, campaign, now } = given);
  });

  const isCard = ({ text }: StoredMessage) => text.startsWith(`Campaign ${campaign.number}:`);
  const keptCards = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!.cards.length;

  /** The card below what Jonas wrote to the bot. */
  async function askBot(): Promise<StoredMessage> {
    const channel = jonas.directMessageId;
    await flywheel.slack.actor.say(jonas, { channel }, `campaign ${campaign.number}`);
    const isIt = (one: StoredMessage) => isCard(one) && one.channel === channel;
    return (await until(flywheel, jonas, (all) => all.some(isIt))).find(isIt)!;
  }
  async function openInChannel(): Promise<StoredMessage> {
    const before = await keptCards();
    const card = await type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: 'Approve' });
    await expect.poll(keptCards).toBe(before + 1);
    return card;
  }
  /** Sends it, and tells what came back after a day; gives what holds both words and charts. */
  async function tellResults(): Promise<readonly StoredMessage[]> {
    await approveFor(flywheel, campaign, now);
    await flywheel.runJob('deliver');
    flywheel.setTime(now + DAY);
    await flywheel.runJob('follow-up');
    const isTold = ({ text }: StoredMessage) =>
      text.startsWith(`What came back of campaign ${campaign.number}`) ||
      text.startsWith(`Rates of campaign ${campaign.number} `);
    return (await until(flywheel, jonas, (all) => all.filter(isTold).length >= 2)).filter(isTold);
  }
  /** A reply that anybody can find stands below a message that is no reply. */
  function isVisible({ channel, ts, thread_ts: root = ts }: StoredMessage): boolean {
    const found = flywheel.slack
      .scene(jonas.id)
      .messages.find((one) => one.channel === channel && one.ts === root);
    return found !== undefined && (found.thread_ts === undefined || found.thread_ts === found.ts);
  }

  it('tells every line of the history below a card in a conversation with the bot, where it can be seen', async () => {
    const card = await askBot();
    await until(flywheel, jonas, (all) => all.some((one) => isLine(one, card, 'proposed')));
    await press(flywheel, jonas, {
      ...{ message: card, actionId: CAMPAIGN_BUTTONS.approve },
      expected: 'Approved',
    });
    const all = await until(flywheel, jonas, (seen) => seen.some((one) => isLine(one, card, 'approved')));
    const lines = all.filter((one) => one.channel === card.channel && isTrail(one));
    expect(lines.every(isVisible)).toBe(true);
    expect(lines.map(({ thread_ts }) => thread_ts)).toEqual(lines.map(() => card.thread_ts));
    expect(flywheel.refusedCalls).toEqual([]);
  });

  it('tells what came back below the card in the channel, whoever opened one for themselves before', async () => {
    await askBot();
    await expect.poll(keptCards).toBe(1);
    const card = await openInChannel();
    for (const { channel, thread_ts } of await tellResults())
      expect({ channel, thread_ts }).toEqual({ channel: card.channel, thread_ts: card.ts });
  });

  it('tells what came back in the channel itself where that has no card', async () => {
    await askBot();
    await expect.poll(keptCards).toBe(1);
    for (const { channel, thread_ts } of await tellResults())
      expect({ channel, thread_ts }).toEqual({ channel: flywheel.slack.channelId, thread_ts: undefined });
  });

  it('tells what came back in the channel itself where somebody deleted the card', async () => {
    const { channel, ts } = await openInChannel();
    const { botToken, apiUrl } = flywheel.slack;
    await new WebClient(botToken, { slackApiUrl: apiUrl }).chat.delete({ channel, ts });
    for (const told of await tellResults())
      expect({ ...told, thread_ts: told.thread_ts }).toMatchObject({ channel, thread_ts: undefined });
  });

  function isTrail(one: StoredMessage): boolean {
    return one.user !== jonas.id && !isCard(one) && one.text.includes(`campaign ${campaign.number}`);
  }
  function isLine(one: StoredMessage, card: StoredMessage, words: string): boolean {
    return one.channel === card.channel && isTrail(one) && wordsOf(one).includes(words);
  }
});
