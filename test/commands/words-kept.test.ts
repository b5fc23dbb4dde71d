/** What somebody wrote in a form is not lost with it when the campaign was decided on or changed meanwhile. */

import { beforeEach, expect, it } from 'vitest';
import type { StoredMessage, View } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { reviseCampaign } from '../../src/approve/revise-campaign.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { jonas, maya, openForm, press, submit, type } from '../support/act-in-slack.ts';
import { openCampaignPerTest } from '../support/campaign-per-test.ts';
import { describeOnEach } from '../support/each-database.ts';
import type { RunningFlywheel } from '../support/open-flywheel.ts';

const { approve, edit, reject, requestChanges } = CAMPAIGN_BUTTONS;

describeOnEach((on) => {
  const given = openCampaignPerTest(on, { UNDO_MINUTES: '10' });
  let flywheel: RunningFlywheel;
  let campaign: Campaign;
  let card: StoredMessage;

  beforeEach(async () => {
    ({ flywheel, campaign } = given);
    card = await type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: 'Approve' });
  });

  const open = (actionId: string) => openForm(flywheel, jonas, { message: card, actionId });
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;
  const isOpen = (view: View) => flywheel.slack.scene(jonas.id).modals.some(({ id }) => id === view.id);
  async function mayaRewrites(): Promise<void> {
    const { number, copy, copyB, contentHash: seenHash, version: seenVersion } = campaign;
    const words = { copy: { ...copy, subject: 'Other words' }, copyB };
    const { stores, clock } = flywheel.app;
    const revision = { ...words, number, actor: maya.id, seenHash, seenVersion };
    expect(await reviseCampaign(revision, { ...stores, clock })).toMatchObject({ kind: 'revised' });
  }

  it.each([
    { form: 'a request for changes', actionId: requestChanges },
    { form: 'a rejection', actionId: reject },
  ])('keeps the words of $form open, and says that somebody else was first', async ({ actionId }) => {
    const view = await open(actionId);
    await press(flywheel, maya, { message: card, actionId: approve, expected: 'Approved' });
    const { errors } = await submit(flywheel, jonas, { view, fields: { comment: 'Warmer, please' } });
    expect(errors?.['comment']).toMatch(/^Nothing was changed: somebody else approved it /);
    expect(isOpen(view)).toBe(true);
    expect((await stored()).state).toBe('approved');
  });

  it('keeps a comment on what was changed meanwhile', async () => {
    const view = await open(reject);
    await mayaRewrites();
    const { errors } = await submit(flywheel, jonas, { view, fields: { comment: 'Too loud' } });
    expect(errors?.['comment']).toContain('you saw version 1, it is at version 2');
    expect(isOpen(view)).toBe(true);
  });

  it('keeps new words for what was changed meanwhile', async () => {
    const view = await open(edit);
    await mayaRewrites();
    const { errors } = await submit(flywheel, jonas, { view, fields: { subject: 'Mine' } });
    expect(errors?.['body']).toContain('was changed by somebody else meanwhile');
    expect(isOpen(view)).toBe(true);
    expect((await stored()).copy.subject).toBe('Other words');
  });
});
