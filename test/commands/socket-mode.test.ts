/** The same commands, clicks, forms and events over Socket Mode, through renewals and broken lines. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';

const { approve, edit, reject } = CAMPAIGN_BUTTONS;

let flywheel: RunningFlywheel;
let contacts: string[];

beforeAll(async () => {
  flywheel = await openFlywheel({ at: Date.UTC(2026, 4, 1, 9), socketMode: true });
  contacts = await addContacts(flywheel, 3);
});
afterAll(() => flywheel.stop());

const openCampaign = async () => {
  const { number } = await proposeFor(flywheel, contacts);
  const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: `Campaign ${number}:` });
  return { card, stored: async () => (await flywheel.app.stores.campaigns.get(number))! };
};
const inThread = (messages: readonly StoredMessage[], { ts }: StoredMessage, words: string) =>
  messages.some(({ thread_ts, text }) => thread_ts === ts && text.includes(words));
const slackSaid = () =>
  flywheel.slack
    .scene(maya.id)
    .messages.map(({ text }) => text)
    .filter((text) => /operation_timeout|dispatch_failed/.test(text));

describe('over Socket Mode', () => {
  it('answers a command only to the person who typed it', async () => {
    const answer = await type(flywheel, maya, { text: '/predict', expected: 'No model has been trained' });
    expect(answer.only_for).toBe(maya.id);
  });

  it('decides on a campaign by a click, once', async () => {
    const { card, stored } = await openCampaign();
    await press(flywheel, maya, { message: card, actionId: approve, expected: 'approved campaign' });
    expect(await stored()).toMatchObject({ state: 'approved', decision: { actor: maya.id } });
  });

  it('shows what is wrong in a form beside its field, and takes it once it is right', async () => {
    const { card, stored } = await openCampaign();
    const form = await openForm(flywheel, jonas, { message: card, actionId: edit });
    const { errors } = await submit(flywheel, jonas, { view: form, fields: { subject: ' ' } });
    expect(errors).toEqual({ subject: 'The subject is empty: write at least a few words.' });
    expect(await submit(flywheel, jonas, { view: form, fields: { subject: 'A warm hello' } })).toEqual({});
    await until(flywheel, maya, (seen) => inThread(seen, card, 'version 2 waits for somebody else'));
    expect((await stored()).copy.subject).toBe('A warm hello');
  });

  it('has no HTTP entrance for Slack', async () => {
    const response = await fetch(`${flywheel.url}/slack/events`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });
});

describe('a connection that ends', () => {
  it('because Slack renews it, loses no click', async () => {
    const { card, stored } = await openCampaign();
    flywheel.slack.socket!.refresh();
    await press(flywheel, maya, { message: card, actionId: approve, expected: 'approved campaign' });
    expect((await stored()).state).toBe('approved');
    expect(slackSaid()).toEqual([]);
  });

  it('because the line broke, loses neither a click nor a form', async () => {
    const { card, stored } = await openCampaign();
    const form = await openForm(flywheel, maya, { message: card, actionId: reject });
    flywheel.slack.socket!.cut();
    expect(await submit(flywheel, maya, { view: form, fields: { comment: 'Not now' } })).toEqual({});
    await until(flywheel, maya, (seen) => inThread(seen, card, 'rejected campaign'));
    expect((await stored()).state).toBe('rejected');
    expect(slackSaid()).toEqual([]);
  });
});
