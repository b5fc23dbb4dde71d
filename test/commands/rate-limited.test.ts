/** Slack asks us to wait with one kind of call: people go on with the others, and hear or get later what was refused. */

import { expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { describeOnEach, type Kind } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { standBetween } from '../support/stand-between.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
/** Longer than any test waits. */
const WAIT_S = 600;
const { approve, edit, schedule } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  it('opens a form while no card can be redrawn', async () => {
    const { flywheel, refuse, refused } = await startLimited(on);
    const contacts = await addContacts(flywheel, 2);
    const [first, second] = [await proposeFor(flywheel, contacts), await proposeFor(flywheel, contacts)];
    const text = (number: number) => `/campaign ${number}`;
    const card = await type(flywheel, maya, { text: text(first.number), expected: 'Approve' });
    const other = await type(flywheel, maya, { text: text(second.number), expected: 'Approve' });
    refuse('chat.update');
    await press(flywheel, maya, { message: card, actionId: approve, expected: 'approved campaign' });
    // Whoever tells the thread may come before whoever draws the card.
    await expect.poll(refused).toContain('chat.update');
    const form = await openForm(flywheel, jonas, { message: other, actionId: schedule });
    expect(JSON.stringify(form)).toContain(`campaign ${second.number}`);
  });

  it('says how long to wait where the form itself cannot be opened', async () => {
    const { flywheel, refuse } = await startLimited(on);
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    refuse('views.open');
    const expected = `Slack asks us to wait ${WAIT_S} seconds`;
    const told = await press(flywheel, maya, { message: card, actionId: schedule, expected });
    expect(told.only_for).toBe(maya.id);
  });

  it('shows a campaign to whoever asked while nothing can be posted, and answers a message later', async () => {
    const { flywheel, refuse, refused } = await startLimited(on);
    const { number, strategy } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    refuse('chat.postMessage');
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: strategy.title });
    expect(card.only_for).toBe(maya.id);
    const channel = jonas.directMessageId;
    await flywheel.slack.actor.say(jonas, { channel }, 'campaigns');
    const ofThread = ({ thread_ts }: { readonly thread_ts?: string }) => thread_ts !== undefined;
    const seen = await until(flywheel, jonas, (all) =>
      all.some((one) => ofThread(one) && one.channel === channel),
    );
    expect(wordsOf(seen.findLast(ofThread)!)).toContain(strategy.title);
    expect(refused()).toEqual(['chat.postMessage', 'chat.postMessage']);
  });

  it('tells by direct message what became of a form while nobody can be told in the channel', async () => {
    const { flywheel, refuse } = await startLimited(on);
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    const view = await openForm(flywheel, jonas, { message: card, actionId: edit });
    refuse('chat.postEphemeral');
    expect(await submit(flywheel, jonas, { view, fields: {} })).toEqual({});
    const isTold = (one: { readonly channel: string; readonly text: string }) =>
      one.channel === jonas.directMessageId && one.text.includes('the words are the same');
    await until(flywheel, jonas, (all) => all.some(isTold));
  });
});

/** `refuse` lets Slack take no more calls of a method but those that wait their turn, which carry their token along. */
async function startLimited(on: Kind) {
  const limited = new Set<string>();
  const refused: string[] = [];
  const flywheel = await startFlywheel({
    ...{ on, at: NOW, settings: { UNDO_MINUTES: '10' } },
    async between(apiUrl) {
      const between = await standBetween(apiUrl, async ({ method, args }) => {
        if (!limited.has(method) || args.has('token')) return 'pass';
        refused.push(method);
        return WAIT_S;
      });
      onTestFinished(between.close);
      return between.apiUrl;
    },
  });
  return { flywheel, refuse: (method: string) => void limited.add(method), refused: () => refused };
}
