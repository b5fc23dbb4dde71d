/** A draft from a brief becomes one campaign, however often its button is pressed and whatever Slack says to its card. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { BRIEF_BUTTONS } from '../../src/adapters/slack/draw-brief.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { CAMPAIGN_STATES } from '../../src/domain/campaign.ts';
import { current, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts } from '../support/propose-in-flywheel.ts';
import { type Between, standBetween } from '../support/stand-between.ts';
import { wordsOf } from './read-card.ts';

const { propose } = BRIEF_BUTTONS;
const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let between: Between;
  let isLineBroken = false;

  beforeAll(async () => {
    flywheel = await openFlywheel({
      ...{ on, at: NOW },
      async between(apiUrl) {
        between = await standBetween(apiUrl, async ({ method }) => {
          if (isLineBroken && method === 'chat.postMessage') throw new Error('the line is broken');
          return 'pass';
        });
        return between.apiUrl;
      },
    });
    await addContacts(flywheel, 2);
  });
  afterAll(async () => {
    await flywheel.stop();
    await between.close();
  });

  const draft = () =>
    type(flywheel, maya, {
      text: '/campaign new nurture everyone, 15 % off',
      expected: 'A draft from your brief',
    });
  const list = () => flywheel.app.stores.campaigns.list(CAMPAIGN_STATES, 100);
  const offers = () => flywheel.app.stores.offers.all();
  /** What is new since, as Maya reads it. */
  const since = (before: readonly StoredMessage[], all: readonly StoredMessage[]) =>
    all.filter(({ ts }) => before.every((old) => old.ts !== ts));
  const scene = () => flywheel.slack.scene(maya.id).messages;
  function click(message: StoredMessage): Promise<void> {
    const block = message.blocks!.find((one) => JSON.stringify(one).includes(`"${propose}"`))!;
    const use = { blockId: String(block.block_id), actionId: propose, chosen: {}, values: {} };
    return flywheel.slack.actor.clickInMessage(maya, message, use);
  }

  it('makes one campaign with one offer of two clicks at once, and leads to it', async () => {
    const message = await draft();
    const [before, offersBefore] = [await list(), await offers()];
    const said = scene();
    await Promise.all([click(message), click(message)]);
    await until(flywheel, maya, (all) => since(said, all).some((one) => wordsOf(one).includes('Approve')));
    await until(flywheel, maya, () => wordsOf(current(flywheel, maya, message.ts)).includes('proposed'));
    const [campaign, ...others] = (await list()).filter(({ id }) => before.every((old) => old.id !== id));
    expect(others).toEqual([]);
    expect(await offers()).toHaveLength(offersBefore.length + 1);
    expect((await offers()).map(({ id }) => id)).toContain(campaign!.strategy.offerId);
    expect(since(said, scene()).filter((one) => wordsOf(one).includes('Waits for approval'))).toHaveLength(1);

    const left = current(flywheel, maya, message.ts);
    expect(JSON.stringify(left.blocks)).not.toContain(propose);
    expect(wordsOf(left)).toContain(`it is campaign ${campaign!.number}`);
    await press(flywheel, maya, {
      ...{ message: left, actionId: CAMPAIGN_BUTTONS.open },
      expected: `Campaign ${campaign!.number}:`,
    });
  });

  it('leads to the campaign also when Slack took no card of it', async () => {
    const message = await draft();
    const before = await list();
    isLineBroken = true;
    const said = scene();
    await click(message);
    const isAnswer = ({ only_for }: StoredMessage) => only_for === maya.id;
    const all = await until(flywheel, maya, (seen) => since(said, seen).some(isAnswer));
    expect(since(said, all).find(isAnswer)?.text).toContain('was proposed: it is campaign');
    isLineBroken = false;
    await click(message);
    const added = async () => (await list()).filter(({ id }) => before.every((old) => old.id !== id));
    const [campaign] = await added();
    await press(flywheel, maya, {
      ...{ message: current(flywheel, maya, message.ts), actionId: CAMPAIGN_BUTTONS.open },
      expected: `Campaign ${campaign!.number}:`,
    });
    expect(await added()).toHaveLength(1);
  });
});
