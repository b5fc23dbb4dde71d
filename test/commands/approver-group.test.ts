/** Approvers named by a Slack user group: whoever is in it may decide, as long as Slack says so. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { userGroup } from '../../demo/slack/workspace.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { jonas, maya, press, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';

const { approve } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: readonly string[];
  const openWith = async (approvers: string) => {
    flywheel = await openFlywheel({
      ...{ on, at: Date.UTC(2026, 4, 1, 9) },
      settings: { SLACK_APPROVERS: approvers },
    });
    contacts = await addContacts(flywheel, 1);
  };
  beforeAll(() => openWith(userGroup.id));
  afterAll(() => flywheel.stop());

  it('lets each member decide, by the rules that hold for everybody', async () => {
    const campaign = await proposeFor(flywheel, contacts, { requestedBy: maya.id });
    const text = `/campaign ${campaign.number}`;
    const card = await type(flywheel, maya, { text, expected: 'Approve' });
    const own = await press(flywheel, maya, { message: card, actionId: approve, expected: 'somebody else' });
    expect(own.only_for).toBe(maya.id);
    await press(flywheel, jonas, { message: card, actionId: approve, expected: 'Approved' });
    const { state, decision } = (await flywheel.app.stores.campaigns.get(campaign.number))!;
    expect({ state, by: decision?.actor }).toEqual({ state: 'approved', by: jonas.id });
  });

  it('decides nothing where Slack does not say who is in it, and says what to check', async () => {
    await flywheel.stop();
    await openWith('S0NOBODY');
    const { number } = await proposeFor(flywheel, contacts);
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    const words = 'does not say who is in the user group S0NOBODY';
    await press(flywheel, maya, { message: card, actionId: approve, expected: words });
    expect((await flywheel.app.stores.campaigns.get(number))!.state).toBe('proposed');
  });
});
