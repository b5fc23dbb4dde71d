/** A card that Slack took late does not stand in the place of what was drawn meanwhile. */

import { expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { current, jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach, type Kind } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';
import { type Decide, type PassingCall, standBetween } from '../support/stand-between.ts';
import { wordsOf } from './read-card.ts';

const { approve } = CAMPAIGN_BUTTONS;
const NOW = Date.UTC(2026, 4, 1, 9);
const WAITS = 'Waits for approval';
const APPROVED = 'The first e-mail leaves';
const UNDONE = 'approval undone by';

describeOnEach((on) => {
  it('shows what is, also where an older drawing reaches Slack after a newer one', async () => {
    const late = createHold();
    // What waits its turn is drawn anew at each attempt, and carries its token along: it is another's.
    late.watch(({ method, args }) => method === 'chat.update' && !args.has('token') && holds(args, APPROVED));
    const flywheel = await startBehind(on, late.decide);
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const text = `/campaign ${number}`;
    const card = await type(flywheel, maya, { text, expected: 'Approve' });
    const words = () => wordsOf(current(flywheel, maya, card.ts));
    const told = `approved campaign ${number}`;
    await press(flywheel, maya, { message: card, actionId: approve, expected: told });
    await late.isHeld;
    const undo = `/campaign undo ${number}`;
    await type(flywheel, jonas, { text: undo, expected: 'You took back the approval' });
    await until(flywheel, maya, () => words().includes(UNDONE));
    // Nothing else waits to be drawn by then.
    await expect.poll(() => flywheel.app.stores.posts.counts()).toMatchObject({ waiting: 0 });
    expect(words()).toContain(UNDONE);
    late.letGo();
    await until(flywheel, maya, () => words().includes(APPROVED));
    await until(flywheel, maya, () => words().includes(UNDONE));
    expect(words()).not.toContain(APPROVED);
  });

  it.each([
    { where: 'in the channel', say: '/campaign', channelOf: (team: string) => team },
    { where: 'in the conversation with the bot', say: 'campaign', channelOf: () => jonas.directMessageId },
  ])('shows what is, also where it is itself posted late $where', async ({ say, channelOf }) => {
    const late = createHold();
    const flywheel = await startBehind(on, late.decide);
    const campaign = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const text = `/campaign ${campaign.number}`;
    const other = await type(flywheel, maya, { text, expected: 'Approve' });
    late.watch(({ method, args }) => method === 'chat.postMessage' && holds(args, WAITS));
    const channel = channelOf(flywheel.slack.channelId);
    await flywheel.slack.actor.say(jonas, { channel }, `${say} ${campaign.number}`);
    await late.isHeld;
    await approveFor(flywheel, campaign, NOW);
    await until(flywheel, maya, () => !wordsOf(current(flywheel, maya, other.ts)).includes(WAITS));
    late.letGo();
    const cards = (words: string) =>
      flywheel.slack
        .scene(jonas.id)
        .messages.filter(
          (one) => one.channel === channel && one.ts !== other.ts && wordsOf(one).includes(words),
        );
    await until(flywheel, jonas, () => cards(WAITS).length === 1);
    await until(flywheel, jonas, () => cards(WAITS).length === 0);
    expect(cards(`approved by <@${maya.id}>`)).toHaveLength(1);
  });
});

function startBehind(on: Kind, decide: Decide) {
  return startFlywheel({
    ...{ on, at: NOW, settings: { UNDO_MINUTES: '10' } },
    async between(apiUrl) {
      const between = await standBetween(apiUrl, decide);
      onTestFinished(between.close);
      return between.apiUrl;
    },
  });
}

function holds(args: URLSearchParams, words: string): boolean {
  return args.get('blocks')?.includes(words) ?? false;
}

/** Keeps back what it is told to watch for. */
function createHold() {
  const [held, gone] = [createBell(), createBell()];
  let isWatched: (call: PassingCall) => boolean = () => false;
  const decide: Decide = async (call) => {
    if (!isWatched(call)) return 'pass';
    held.ring();
    await gone.rung;
    return 'pass';
  };
  return {
    ...{ decide, isHeld: held.rung, letGo: gone.ring },
    watch(isIt: typeof isWatched) {
      isWatched = isIt;
    },
  };
}

function createBell() {
  let ring = () => {};
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { rung, ring: () => ring() };
}
