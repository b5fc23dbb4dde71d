/** One contact whose data are damaged keeps nobody else from an e-mail, nor from being written to in their own zone. */

import { describe, expect, it } from 'vitest';
import { anEvent } from '../db/builders.ts';
import { describeOnEach } from '../support/each-database.ts';
import { addContacts, messageOf, openMail, openShopForEach, shop } from './delivery-setup.ts';
import { portsOf, startAndDeliver } from './send-run.ts';

describeOnEach((on) => {
  openShopForEach(on);

  describe('a contact whose profile cannot be opened', () => {
    it('gets no e-mail, for a reason that is kept, and the others get theirs', async () => {
      const { smtp, mailer } = await openMail();
      const [ann, bob, eve] = await addContacts(3);
      const campaign = await shop.addCampaign([ann!, bob!, eve!]);
      await shop.damageProfile(bob!);
      expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({
        sent: 2,
        failed: 1,
        remaining: 0,
      });
      expect(smtp.received.map(({ to }) => to).sort()).toEqual(['c0@example.com', 'c2@example.com']);
      expect(await messageOf(bob!)).toMatchObject({
        state: 'failed',
        detail: expect.stringContaining('could not be opened: it is damaged'),
      });
      expect(await shop.stores.campaigns.byId(campaign.id)).toMatchObject({ state: 'sent' });
    });

    it('has no time zone of its own, and the others have theirs', async () => {
      const [ann, bob] = await addContacts(2);
      await shop.stores.events.ingest(['c0', 'c1'].map(saysTokyo), []);
      await shop.damageProfile(bob!);
      expect(await shop.stores.contacts.timeZones([ann!, bob!])).toEqual(new Map([[ann, 'Asia/Tokyo']]));
    });
  });
});

function saysTokyo(userId: string) {
  return anEvent(`zone of ${userId}`, {
    ...{ type: 'identify' as const, name: 'identify', at: shop.clock.now() },
    ...{ identity: { userId }, traits: { timezone: 'Asia/Tokyo' } },
  });
}
