import { describe, expect, it } from 'vitest';
import type { CampaignAction, CampaignState } from '../../src/domain/campaign.ts';
import { MINUTE } from '../../src/domain/clock.ts';
import { startApproved } from '../../src/send/start-approved.ts';
import { describeOnEach } from '../support/each-database.ts';
import { addContacts, openMail, openShopForEach, shop } from './delivery-setup.ts';
import { deliver, portsOf, startAndDeliver } from './send-run.ts';

describeOnEach((on) => {
  openShopForEach(on);

  async function move(campaignId: string, to: CampaignState, action: CampaignAction, start?: number) {
    const campaign = (await shop.stores.campaigns.byId(campaignId))!;
    return shop.stores.campaigns.transition({
      campaignId,
      from: campaign.state,
      to,
      contentHash: campaign.contentHash,
      action,
      actor: 'U1',
      at: shop.clock.now(),
      comment: null,
      ...(start === undefined ? {} : { start: { seen: campaign.startsAt, at: start } }),
    });
  }

  describe('a campaign that is paused while it is sending', () => {
    it('sends what is under way and no more, and the rest once it is resumed, each once', async () => {
      const ids = await addContacts(12);
      let campaignId = '';
      let pausing: Promise<unknown> | null = null;
      const { smtp, mailer } = await openMail({
        onMail: async () => {
          // The first e-mail is at the server, which answers once it is paused: from here on nothing more may begin.
          pausing ??= move(campaignId, 'paused', 'pause');
          await pausing;
          return null;
        },
      });
      ({ id: campaignId } = await shop.addCampaign(ids));
      const first = await startAndDeliver(portsOf(shop, mailer));
      const after = await shop.stores.outbox.counts(campaignId);
      expect(first.sent).toBeLessThanOrEqual(2 * mailer.connections + 1);
      expect(after).toMatchObject({ sent: first.sent, queued: 12 - first.sent, claimed: 0, suppressed: 0 });
      expect(await deliver(portsOf(shop, mailer))).toMatchObject({ sent: 0, remaining: 0, nextDueAt: null });
      expect(await shop.stores.campaigns.byId(campaignId)).toMatchObject({ state: 'paused' });

      await move(campaignId, 'sending', 'resume');
      expect(await deliver(portsOf(shop, mailer))).toMatchObject({ sent: 12 - first.sent });
      expect(smtp.received.map(({ to }) => to).sort()).toEqual(
        Array.from({ length: 12 }, (_, n) => `c${n}@example.com`).sort(),
      );
      expect(await shop.stores.campaigns.byId(campaignId)).toMatchObject({ state: 'sent' });
    });
  });

  describe('an approval that can still be undone', () => {
    it('starts nothing before its time, and all of it then', async () => {
      const { smtp, mailer } = await openMail();
      const { id } = await shop.addCampaign(await addContacts(2));
      const at = shop.clock.now() + 10 * MINUTE;
      await move(id, 'approved', 'send now', at);
      const ports = portsOf(shop, mailer);
      shop.clock.move(10 * MINUTE - 1);
      expect(await startApproved(ports)).toMatchObject({ started: 0, queued: 0 });
      expect(await deliver(ports)).toMatchObject({ sent: 0 });
      shop.clock.move(1);
      expect(await startAndDeliver(ports)).toMatchObject({ sent: 2 });
      expect(smtp.received).toHaveLength(2);
    });

    it('leaves nothing behind when it is undone just as its messages are being queued', async () => {
      const { mailer } = await openMail();
      const { id } = await shop.addCampaign(await addContacts(2));
      await shop.stores.outbox.enqueue(id, shop.clock.now());
      await move(id, 'proposed', 'undo');
      const ports = portsOf(shop, mailer);
      expect(await startAndDeliver(ports)).toMatchObject({ sent: 0, nextDueAt: null });
      shop.clock.move(MINUTE);
      await move(id, 'approved', 'approve', shop.clock.now() + MINUTE);
      shop.clock.move(MINUTE);
      expect(await startAndDeliver(ports)).toMatchObject({ sent: 2 });
    });
  });
});
