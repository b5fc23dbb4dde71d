/** What somebody writes to the bot decides on a campaign as the command does: by whoever may, and nobody is left without an answer. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { jonas, maya, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  let flywheel: RunningFlywheel;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW, settings: { SLACK_APPROVERS: maya.id } });
  });
  afterAll(() => flywheel.stop());

  /** Resolves with the answer's words once it is there. */
  async function write(person: typeof maya, text: string): Promise<string> {
    const channel = person.directMessageId;
    await flywheel.slack.actor.say(person, { channel }, text);
    const { ts } = flywheel.slack.scene(person.id).messages.findLast(({ user }) => user === person.id)!;
    const seen = await until(flywheel, person, (all) => all.some(({ thread_ts }) => thread_ts === ts));
    return wordsOf(seen.find(({ thread_ts }) => thread_ts === ts)!);
  }

  it('holds, resumes and ends a campaign for an approver only', async () => {
    const campaign = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const { number } = campaign;
    const state = async () => (await flywheel.app.stores.campaigns.get(number))!.state;
    await approveFor(flywheel, campaign, NOW);
    await flywheel.app.deliver({ signal: AbortSignal.abort() });
    expect(await state()).toBe('sending');
    expect(await write(jonas, `pause campaign ${number}`)).toContain('You are not on the approver list');
    expect(await state()).toBe('sending');
    expect(await write(maya, `Hey, pause campaign ${number} please`)).toContain(
      `You paused campaign ${number}`,
    );
    expect(await state()).toBe('paused');
    expect(await write(maya, `continue ${number}`)).toContain(`You resumed campaign ${number}`);
    expect(await write(maya, `don't stop campaign ${number}`)).toContain(campaign.strategy.title);
    expect(await state()).toBe('sending');
    expect(await write(maya, `stop ${number}`)).toContain(`You stopped campaign ${number}`);
    expect(await state()).toBe('stopped');
    const trail = await flywheel.app.stores.campaigns.decisions(campaign.id);
    expect(trail.slice(-3).map(({ actor }) => actor)).toEqual([maya.id, maya.id, maya.id]);
  });

  it.each([
    ['pause 12 and 13', '“12 and 13” is no campaign number'],
    ['pause the campaign', 'Say which one'],
    ['pause campaign 99999999999', 'is no campaign number'],
    ['campaign 99999999999', 'is no campaign number'],
    ['campaign 999999999', 'There is no campaign 999999999'],
  ])('answers “%s”', async (text, expected) => {
    expect(await write(maya, text)).toContain(expected);
  });
});
