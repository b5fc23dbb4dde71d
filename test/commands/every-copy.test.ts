/** Every copy of a campaign's card, in the channel and in conversations with the bot, says the same and offers the same. */

import { beforeEach, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { openCampaignPerTest } from '../support/campaign-per-test.ts';
import { describeOnEach } from '../support/each-database.ts';
import type { RunningFlywheel } from '../support/open-flywheel.ts';
import { wordsOf } from './read-card.ts';

const { approve, edit, pause, reject, requestChanges, schedule, stop } = CAMPAIGN_BUTTONS;

interface Copy {
  readonly person: typeof maya;
  readonly card: StoredMessage;
}

describeOnEach((on) => {
  const given = openCampaignPerTest(on);
  let flywheel: RunningFlywheel;
  let campaign: Campaign;
  let copies: readonly Copy[];

  beforeEach(async () => {
    ({ flywheel, campaign } = given);
    const inChannel = () =>
      type(flywheel, maya, {
        text: `/campaign ${campaign.number}`,
        expected: `Campaign ${campaign.number}:`,
      });
    copies = [
      { person: maya, card: await inChannel() },
      { person: jonas, card: await inChannel() },
      { person: maya, card: await askBot(maya) },
      { person: jonas, card: await askBot(jonas) },
    ];
    expect(new Set(copies.map(({ card }) => card.channel)).size).toBe(3);
    for (const copy of copies)
      expect(buttons(copy)).toEqual([approve, schedule, requestChanges, reject, edit]);
  });

  /** The card in the conversation of a person with the bot. */
  async function askBot(person: typeof maya): Promise<StoredMessage> {
    const channel = person.directMessageId;
    await flywheel.slack.actor.say(person, { channel }, `campaign ${campaign.number}`);
    const isIt = (message: StoredMessage) =>
      message.channel === channel && wordsOf(message).includes(`Campaign ${campaign.number}:`);
    return (await until(flywheel, person, (all) => all.some(isIt))).find(isIt)!;
  }
  const shown = ({ person, card }: Copy) => current(flywheel, person, card.ts);
  const buttons = (copy: Copy) =>
    Object.values(CAMPAIGN_BUTTONS).filter((id) => JSON.stringify(shown(copy).blocks).includes(`"${id}"`));
  const untilAll = (words: string) =>
    Promise.all(
      copies.map((copy) => until(flywheel, copy.person, () => wordsOf(shown(copy)).includes(words))),
    );
  const click = (actionId: string, expected: string) =>
    press(flywheel, maya, { message: shown(copies[0]!), actionId, expected });

  /** What is said in a thread of the campaign before may come in between, and speak of an approval too. */
  const approveOne = async () => {
    await click(approve, 'Approved');
    await untilAll(`approved by <@${maya.id}>`);
  };

  it('follows what a person decides on another copy', async () => {
    await approveOne();
    for (const copy of copies) {
      expect(buttons(copy)).not.toContain(approve);
      expect(buttons(copy)).not.toContain(reject);
    }
  });

  it('follows what happens without a person, and offers nothing to decide once all is sent', async () => {
    await approveOne();
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 2 });
    await untilAll('E-mails: 2 sent');
    await untilAll('Sent · version 1');
    for (const copy of copies) expect(buttons(copy)).toEqual([]);
  });

  it('offers nothing to decide once it was stopped', async () => {
    await approveOne();
    await flywheel.app.deliver({ signal: AbortSignal.abort() });
    await untilAll('Sending · version 1');
    for (const copy of copies) expect(buttons(copy)).toEqual([pause, stop]);
    await click(stop, 'Stopped');
    await untilAll('Stopped · version 1');
    for (const copy of copies) expect(buttons(copy)).toEqual([]);
  });

  it('offers nothing to decide once it was rejected', async () => {
    const form = await openForm(flywheel, jonas, { message: shown(copies[3]!), actionId: reject });
    await submit(flywheel, jonas, { view: form, fields: { comment: 'Too soon' } });
    await untilAll('Rejected · version 1');
    for (const copy of copies) {
      expect(wordsOf(shown(copy))).toContain('“Too soon”');
      expect(buttons(copy)).toEqual([]);
    }
  });
});
