/** Where the bot is no member, such as among founders or between two people, a person is answered all the same. */

import { beforeEach, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { privateChannel } from '../../demo/slack/workspace.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { openCampaignPerTest } from '../support/campaign-per-test.ts';
import { describeOnEach } from '../support/each-database.ts';
import type { RunningFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

const { approve, edit, reject, schedule } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  const given = openCampaignPerTest(on, { UNDO_MINUTES: '10' });
  let flywheel: RunningFlywheel;
  let campaign: Campaign;
  let card: StoredMessage;

  beforeEach(async () => {
    ({ flywheel, campaign } = given);
    // The team's copy, which is kept up to date and which Jonas does not look at.
    const text = `/campaign ${campaign.number}`;
    await type(flywheel, maya, { text, expected: 'Approve' });
    await flywheel.slack.actor.say(jonas, { channel: privateChannel.id }, text);
    const isIt = (one: StoredMessage) =>
      one.channel === privateChannel.id && wordsOf(one).includes(`Campaign ${campaign.number}:`);
    card = (await until(flywheel, jonas, (all) => all.some(isIt))).find(isIt)!;
    expect(card.only_for).toBe(jonas.id);
  });

  /** Hands in the form behind a button; resolves once Jonas is told in his own conversation with the bot. */
  async function fill(
    actionId: string,
    fields: Readonly<Record<string, string>>,
    told: string,
  ): Promise<void> {
    const view = await openForm(flywheel, jonas, { message: card, actionId });
    expect(await submit(flywheel, jonas, { view, fields })).toEqual({});
    await until(flywheel, jonas, (all) =>
      all.some((one) => one.channel === jonas.directMessageId && one.text.includes(told)),
    );
  }

  it('tells who approved that they did, and takes the button off their card', async () => {
    const told = `You approved campaign ${campaign.number}`;
    await press(flywheel, jonas, { message: card, actionId: approve, expected: told });
    await until(flywheel, jonas, () => wordsOf(current(flywheel, jonas, card.ts)).includes('Approved'));
    expect(JSON.stringify(current(flywheel, jonas, card.ts).blocks)).not.toContain(`"${approve}"`);
  });

  it('answers a form by direct message', async () => {
    await fill(schedule, { mode: 'one' }, `You chose when campaign ${campaign.number} is sent`);
  });

  it('tells by direct message what became of new words', async () => {
    await fill(edit, { subject: 'Other words' }, `You changed campaign ${campaign.number}: version 2`);
  });

  it('tells by direct message that it was rejected, and who was first to whoever comes after', async () => {
    await fill(reject, { comment: 'Not now' }, `You rejected campaign ${campaign.number}`);
    const late = await press(flywheel, jonas, { message: card, actionId: approve, expected: 'rejected it' });
    expect(late.only_for).toBe(jonas.id);
    await until(flywheel, jonas, () => wordsOf(current(flywheel, jonas, card.ts)).includes('Rejected'));
  });
});
