/** What a campaign's card shows and lets one do before deciding: checks, previews, a test e-mail, and editing with faults shown while one types. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Strategy } from '../../src/domain/strategy.ts';
import { current, jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);
const { approve, edit } = CAMPAIGN_BUTTONS;

let flywheel: RunningFlywheel;
let contacts: string[];
let campaign: Campaign;

beforeAll(async () => {
  flywheel = await openFlywheel({ at: NOW });
  contacts = await addContacts(flywheel, 3);
});
afterAll(() => flywheel.stop());
beforeEach(() => propose());

async function propose(change: Partial<Strategy> = {}): Promise<void> {
  campaign = await proposeFor(flywheel, contacts, change);
}
const open = () =>
  type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: `Campaign ${campaign.number}:` });
const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
const untilCard = async ({ ts }: StoredMessage, words: string) => {
  await until(flywheel, maya, (seen) => seen.some((one) => one.ts === ts && wordsOf(one).includes(words)));
  return current(flywheel, maya, ts);
};

describe('what was looked over before sending', () => {
  it('keeps what is not fit from being approved, in words, until it is mended', async () => {
    await propose({ copy: { ...campaign.copy, body: 'Hello {{ products[0].name }}' } });
    const broken = await open();
    expect(wordsOf(broken)).toContain('*7 of 8 checks pass*');
    expect(wordsOf(broken)).toContain(':x: *Words filled in:* 3 of 3 e-mails cannot be written');
    const expected = 'cannot be approved as it is';
    const told = await press(flywheel, maya, { message: broken, actionId: approve, expected });
    expect(told.only_for).toBe(maya.id);
    expect((await stored()).state).toBe('proposed');

    const form = await openForm(flywheel, jonas, { message: broken, actionId: edit });
    await submit(flywheel, jonas, { view: form, fields: { body: 'Hello again.' } });
    const mended = await untilCard(broken, '*8 of 8 checks pass*');
    await press(flywheel, maya, { message: mended, actionId: approve, expected: 'approved by' });
    expect((await stored()).state).toBe('approved');
  });
});
