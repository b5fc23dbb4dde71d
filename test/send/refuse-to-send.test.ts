import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { REST_DAYS } from '../../src/domain/message.ts';
import { START } from '../support/marketing-shop.ts';
import { addContacts, messageOf, openMail, openShopForEach, shop } from './delivery-setup.ts';
import { portsOf, startAndDeliver } from './send-run.ts';

openShopForEach();

describe('what must not go out', () => {
  it('does not e-mail a contact who unsubscribed, or withdrew consent, after approval', async () => {
    const { smtp, mailer } = await openMail();
    const [ann, bob, eve] = await addContacts(3);
    await shop.addCampaign([ann!, bob!, eve!]);
    await shop.stores.contacts.suppress(ann!, 'unsubscribed', START);
    shop.clock.move(MINUTE);
    const withdrawal = {
      purpose: 'email',
      granted: false,
      source: 'page',
      textVersion: '1',
      at: shop.clock.now(),
    } as const;
    await shop.stores.contacts.recordConsents(bob!, [withdrawal]);
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({
      sent: 1,
      suppressed: 2,
      remaining: 0,
    });
    expect(smtp.received.map(({ to }) => to)).toEqual(['c2@example.com']);
    expect(await messageOf(ann!)).toMatchObject({ state: 'suppressed', detail: 'suppressed' });
    expect(await messageOf(bob!)).toMatchObject({ state: 'suppressed', detail: 'no consent' });
  });

  it('does not e-mail those who unsubscribe between being queued and being sent', async () => {
    const ids = await addContacts(4);
    const { smtp, mailer } = await openMail({ onMail: suppressTheOthers }, { connections: 1 });
    async function suppressTheOthers(to: string) {
      const others = ids.filter((_, i) => `c${i}@example.com` !== to);
      for (const id of others) await shop.stores.contacts.suppress(id, 'unsubscribed', START);
      return null;
    }
    await shop.addCampaign(ids);
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ sent: 1, suppressed: 3 });
    expect(smtp.received).toHaveLength(1);
  });

  it('stops when the campaign is stopped, at once', async () => {
    const ids = await addContacts(5);
    const { smtp, mailer } = await openMail({ onMail: stop }, { connections: 1 });
    const campaign = await shop.addCampaign(ids);
    async function stop() {
      await shop.stores.campaigns.transition({
        campaignId: campaign.id,
        from: 'sending',
        to: 'stopped',
        contentHash: 'hash-1',
        action: 'stop',
        actor: 'U1',
        at: START,
        comment: null,
      });
      return null;
    }
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ sent: 1, remaining: 0 });
    expect(smtp.received).toHaveLength(1);
    expect(await shop.stores.campaigns.byId(campaign.id)).toMatchObject({ state: 'stopped' });
  });

  it('ends a message whose campaign is stopped between claim and sending, without sending it', async () => {
    const { smtp, mailer } = await openMail();
    const [ann] = await addContacts(1);
    const campaign = await shop.addCampaign([ann!]);
    const ports = portsOf(shop, mailer);
    const stopping = {
      ...ports.contacts,
      async get(contactId: string) {
        await shop.stores.campaigns.transition({
          campaignId: campaign.id,
          from: 'sending',
          to: 'stopped',
          contentHash: 'hash-1',
          action: 'stop',
          actor: 'U1',
          at: START,
          comment: null,
        });
        return ports.contacts.get(contactId);
      },
    };
    expect(await startAndDeliver({ ...ports, contacts: stopping })).toMatchObject({ sent: 0, suppressed: 1 });
    expect(smtp.received).toHaveLength(0);
    expect(await messageOf(ann!)).toMatchObject({ state: 'suppressed', detail: 'the campaign is stopped' });
  });

  it('does not e-mail whom another campaign e-mailed within the rest days', async () => {
    const { smtp, mailer } = await openMail();
    const [ann, bob] = await addContacts(2);
    const ports = portsOf(shop, mailer);
    await shop.addCampaign([ann!]);
    expect(await startAndDeliver(ports)).toMatchObject({ sent: 1 });
    shop.clock.move(REST_DAYS * DAY - 1);
    await shop.addCampaign([ann!, bob!]);
    expect(await startAndDeliver(ports)).toMatchObject({ sent: 1, suppressed: 1, remaining: 0 });
    expect(smtp.received.map(({ to }) => to)).toEqual(['c0@example.com', 'c1@example.com']);
    const messages = await shop.stores.outbox.ofContact(ann!, 2);
    expect(messages.map(({ state, detail }) => ({ state, detail }))).toContainEqual({
      state: 'suppressed',
      detail: 'e-mailed by another campaign less than 7 days ago',
    });
    shop.clock.move(1);
    await shop.addCampaign([ann!]);
    expect(await startAndDeliver(ports)).toMatchObject({ sent: 1, suppressed: 0 });
  });

  it('sends one e-mail to a contact of two campaigns that are sent at once', async () => {
    const { smtp, mailer } = await openMail({}, { connections: 4 });
    const ids = await addContacts(6);
    await shop.addCampaign(ids);
    await shop.addCampaign(ids);
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ sent: 6, suppressed: 6 });
    expect(smtp.received.map(({ to }) => to).sort()).toEqual(ids.map((_, i) => `c${i}@example.com`));
  });

  it('sends nothing of a campaign that nobody approved, that expired, or that changed after approval', async () => {
    const { smtp, mailer } = await openMail();
    const [ann] = await addContacts(1);
    const proposed = await shop.addCampaign([ann!], { state: 'proposed' });
    const late = await shop.addCampaign([ann!]);
    const ports = portsOf(shop, mailer);
    shop.clock.move(8 * DAY);
    const changed = await shop.addCampaign([ann!]);
    const campaigns = {
      ...ports.campaigns,
      async list(...asked: Parameters<typeof ports.campaigns.list>) {
        const listed = await ports.campaigns.list(...asked);
        return listed.map((campaign) =>
          campaign.id === changed.id
            ? { ...campaign, decision: { ...campaign.decision!, contentHash: 'other' } }
            : campaign,
        );
      },
    };
    expect(await startAndDeliver({ ...ports, campaigns })).toMatchObject({ sent: 0, remaining: 0 });
    expect(smtp.received).toHaveLength(0);
    const stateNow = async (id: string) => (await shop.stores.campaigns.byId(id))!.state;
    expect(await stateNow(proposed.id)).toBe('proposed');
    expect(await stateNow(late.id)).toBe('expired');
    expect(await stateNow(changed.id)).toBe('draft');
  });

  it('fails a message whose copy does not fit, and says why, while others go out', async () => {
    const { mailer } = await openMail();
    const [ann] = await addContacts(1);
    await shop.addCampaign([ann!], { copy: { body: 'Use {{ offer.code }}' } });
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ failed: 1, remaining: 0 });
    expect((await messageOf(ann!)).detail).toMatch(/unknown variable "offer"/);
  });
});
