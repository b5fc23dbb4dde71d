/** What a team says of its shop, in the local Slack: who may say it, what it changes, and who is told. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { View } from '../../demo/slack/wire-types.ts';
import { featureNames } from '../../src/prepare/compute-features.ts';
import { aModelRun } from '../db/builders.ts';
import { jonas, maya, submit, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { openSettings, pressSettings } from '../support/open-settings.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW, settings: { SLACK_APPROVERS: maya.id } });
    contacts = await addContacts(flywheel, 2);
  });
  afterAll(async () => {
    expect(flywheel.refusedCalls).toEqual([]);
    await flywheel.stop();
  });

  const openForm = (): Promise<View> => openSettings(flywheel, maya);

  const said = (words: string) =>
    until(flywheel, maya, (all) => all.some(({ text }) => text.includes(words)));
  const latest = () => flywheel.app.stores.shopSettings.latest();

  describe('the settings', () => {
    it('are for approvers: whoever is none is told so, and sees no form', async () => {
      await pressSettings(flywheel, jonas);
      await until(flywheel, jonas, (all) =>
        all.some(({ text }) => text.includes('Only an approver may change the settings')),
      );
      expect(flywheel.slack.scene(jonas.id).modals).toEqual([]);
      expect(await latest()).toBeNull();
    });

    it('show beside a field what is wrong with it, and keep nothing', async () => {
      const view = await openForm();
      const refused = await submit(flywheel, maya, {
        view,
        fields: { mailFrom: 'nobody', timeZone: 'Mars/Base', outcomeWindowDays: '1.5', undoMinutes: 'ten' },
      });
      expect(Object.keys((refused as { errors: object }).errors).sort()).toEqual([
        'mailFrom',
        'outcomeWindowDays',
        'timeZone',
        'undoMinutes',
      ]);
      const injected = await submit(flywheel, maya, {
        view,
        fields: { mailFrom: 'Shop <a@shop.example>, x@shop.example' },
      });
      expect(Object.keys((injected as { errors: object }).errors)).toEqual(['mailFrom']);
      expect(await latest()).toBeNull();
    });

    it('hold for what is approved from then on, the preference page and approvals, and the channel is told who changed what', async () => {
      const view = await openForm();
      await submit(flywheel, maya, {
        view,
        fields: {
          shopName: 'Wick <!channel> & Sons',
          mailFrom: 'Wick <post@wick.example>',
          postalAddress: '9 Wax Row, York',
          undoMinutes: '30',
        },
      });
      await said(
        'changed the settings: name of the shop from “Candle &amp; Co” to “Wick &lt;!channel&gt; &amp; Sons”',
      );
      expect(await latest()).toMatchObject({ version: 1, changedBy: maya.id, changedAt: NOW });
      const campaign = await proposeFor(flywheel, contacts);
      await approveFor(flywheel, campaign, NOW);
      // As a job's process does: an app of its own reads what is kept.
      await flywheel.app.shop.refresh();
      expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 2 });
      const mail = (await flywheel.inbox.get(flywheel.inbox.list()[0]!.id))!;
      expect(JSON.stringify(mail)).toContain('post@wick.example');
      expect(JSON.stringify(mail)).toContain('9 Wax Row, York');
      expect(JSON.stringify(mail)).not.toContain('1 Wick Lane, Bristol');
      const page = await fetch(`${flywheel.url}/u/nonsense`);
      expect(await page.text()).toContain('Wick &lt;!channel&gt; &amp; Sons');
      expect(flywheel.app.shop.current()).toMatchObject({ undoMinutes: 30, outcomeWindowDays: 7 });
    });

    it('go back to what the environment says where they are emptied', async () => {
      const view = await openForm();
      expect(JSON.stringify(view.blocks)).toContain('9 Wax Row, York');
      await submit(flywheel, maya, { view, fields: { shopName: '', undoMinutes: '' } });
      await said('minutes in which an approval can be undone from “30” to “0”');
      expect(flywheel.app.shop.current()).toMatchObject({
        shopName: 'Candle & Co',
        postalAddress: '9 Wax Row, York',
        undoMinutes: 0,
      });
    });

    it('of how far ahead orders are foretold say too which models can be champion', async () => {
      const { champions, shop, stores } = flywheel.app;
      const { version, choice } = (await latest())!;
      await shop.choose({ ...choice, outcomeWindowDays: 14 }, { actor: maya.id, version });
      const features = [...featureNames];
      await stores.modelRuns.add([
        aModelRun('week', { features, outcomeWindowDays: 7 }),
        aModelRun('fortnight', { features, outcomeWindowDays: 14 }),
      ]);
      const promote = (runId: string) =>
        champions.change({ action: 'promote', runId, actor: maya.id, reason: 'trying' });
      await expect(promote('week')).rejects.toThrow('the outcome window is 14 days now');
      // Its files were never written here, which is asked last.
      await expect(promote('fortnight')).rejects.toThrow('is not kept any more');
    });

    it('of two people who have the form open keep those of the first', async () => {
      const view = await openForm();
      const { version, choice } = (await latest())!;
      await flywheel.app.shop.choose({ ...choice, shopName: 'First' }, { actor: jonas.id, version });
      await submit(flywheel, maya, { view, fields: { shopName: 'Second' } });
      await said('Somebody else has changed the settings meanwhile');
      await flywheel.app.shop.refresh();
      expect(flywheel.app.shop.current().shopName).toBe('First');
    });
  });
});
