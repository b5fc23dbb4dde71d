import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { START } from '../support/marketing-shop.ts';
import { addContacts, eventsOf, messageOf, openMail, openShopForEach, shop } from './delivery-setup.ts';
import { deliver, portsOf, signer, startAndDeliver } from './send-run.ts';

openShopForEach();

describe('an approved campaign', () => {
  it('reaches each treated contact once, and no holdout, and is sent', async () => {
    const { smtp, mailer } = await openMail();
    const [ann, bob, eve] = await addContacts(3);
    const campaign = await shop.addCampaign([ann!, bob!], { holdout: [eve!] });
    const result = await startAndDeliver(portsOf(shop, mailer));
    expect(result).toEqual({
      sent: 2,
      deferred: 0,
      failed: 0,
      unknown: 0,
      suppressed: 0,
      remaining: 0,
      nextDueAt: null,
      unreachable: null,
    });
    expect(smtp.received.map(({ to }) => to).sort()).toEqual(['c0@example.com', 'c1@example.com']);
    expect(await shop.stores.campaigns.byId(campaign.id)).toMatchObject({ state: 'sent' });
    expect((await eventsOf(ann!)).toSorted()).toEqual(['Email Sent', 'identify']);
    expect(await eventsOf(eve!)).toEqual(['identify']);
  });

  it('is sent once, however often delivery runs', async () => {
    const { smtp, mailer } = await openMail();
    await shop.addCampaign(await addContacts(2));
    const ports = portsOf(shop, mailer);
    await startAndDeliver(ports);
    await startAndDeliver(ports);
    expect(smtp.received).toHaveLength(2);
  });

  it('gives each e-mail its own Message-ID and links that lead to what is stored', async () => {
    const { smtp, mailer } = await openMail();
    const [ann] = await addContacts(1);
    await shop.addCampaign([ann!]);
    await startAndDeliver(portsOf(shop, mailer));
    const message = await messageOf(ann!);
    const { mail } = smtp.received[0]!;
    expect(mail.messageId).toBe(`<${message.id}@shop.test>`);
    const token = /https:\/\/mail\.shop\.test\/c\/([\w.-]+)/.exec(mail.text!)![1]!;
    expect(signer.verify('click', token)).toBe(`${message.id}:0`);
    expect(await shop.stores.outbox.linkTarget(message.id, 0)).toBe('https://shop.test/p/pot?from=mail');
    expect(mail.html).not.toContain('https://shop.test/p/');
    // The cup has no link in the shop: it is shown, and leads nowhere.
    expect(mail.text).toContain('* Cup, €12.00');
    expect(await shop.stores.outbox.linkTarget(message.id, 1)).toBeNull();
  });

  it('is written to each contact in the wording that was drawn for it', async () => {
    const { smtp, mailer } = await openMail();
    const campaign = await shop.addCampaign(await addContacts(4), {
      copy: { subject: 'From A' },
      copyB: { subject: 'From B' },
    });
    await startAndDeliver(portsOf(shop, mailer));
    const wanted = new Map<string, string>();
    for await (const { contactId, wording } of shop.stores.campaigns.audience(campaign.id)) {
      const { profile } = (await shop.stores.contacts.get(contactId))!;
      wanted.set(profile.email!, `From ${wording}`);
    }
    expect([...new Set(wanted.values())].sort()).toEqual(['From A', 'From B']);
    expect(new Map(smtp.received.map(({ to, mail }) => [to, mail.subject]))).toEqual(wanted);
  });

  it('puts the open pixel only into the e-mail of who consented to tracking', async () => {
    const { smtp, mailer } = await openMail();
    const plain = await shop.addContact('plain');
    const tracked = await shop.addContact('tracked', { tracking: true });
    await shop.addCampaign([plain.id, tracked.id]);
    await startAndDeliver(portsOf(shop, mailer));
    const htmlOf = (to: string) => String(smtp.received.find((received) => received.to === to)!.mail.html);
    expect(htmlOf('plain@example.com')).not.toContain('/o/');
    const token = /mail\.shop\.test\/o\/([\w.-]+)/.exec(htmlOf('tracked@example.com'))![1]!;
    expect(signer.verify('open', token)).toBe((await messageOf(tracked.id)).id);
  });

  it('gives each contact a coupon of its own, the same again after a failed attempt', async () => {
    let refusals = 1;
    const { smtp, mailer } = await openMail({
      onMail: () => (refusals-- > 0 ? { code: 451, text: 'greylisted' } : null),
    });
    await shop.stores.offers.put([
      {
        id: 'ten',
        name: '10% off',
        kind: 'percent',
        value: 10,
        currency: null,
        validFrom: START,
        validTo: START + 30 * DAY,
        maxCoupons: null,
      },
    ]);
    const [ann] = await addContacts(1);
    await shop.addCampaign([ann!], { offerId: 'ten', copy: { subject: 'Your {{ offer.code }}' } });
    const ports = portsOf(shop, mailer);
    expect(await startAndDeliver(ports)).toMatchObject({ deferred: 1, remaining: 1 });
    const { couponCode } = await messageOf(ann!);
    expect(couponCode).toMatch(/^\w{5}-\w{5}$/);
    shop.clock.move(HOUR);
    expect(await deliver(ports)).toMatchObject({ sent: 1 });
    expect(smtp.received[0]!.mail.subject).toBe(`Your ${couponCode}`);
    expect(await shop.stores.offers.all()).toMatchObject([{ issued: 1 }]);
  });

  it('does not promise an offer that has no coupons left', async () => {
    const { smtp, mailer } = await openMail();
    const offer = {
      id: 'one',
      name: 'One only',
      kind: 'percent',
      value: 10,
      currency: null,
      maxCoupons: 1,
    } as const;
    await shop.stores.offers.put([{ ...offer, validFrom: START, validTo: START + DAY }]);
    const ids = await addContacts(2);
    await shop.addCampaign(ids, { offerId: 'one' });
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ sent: 1, failed: 1, remaining: 0 });
    expect(smtp.received).toHaveLength(1);
    const details = await Promise.all(ids.map(async (id) => (await messageOf(id)).detail));
    expect(details.join()).toMatch(/no coupons left/);
  });

  it('leaves out what is sold out', async () => {
    const { smtp, mailer } = await openMail();
    const [ann] = await addContacts(1);
    const { products } = shop.stores;
    const [cup, pot] = (await products.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    await products.put([{ ...pot!, stock: 0 }, cup!], START);
    await shop.addCampaign([ann!]);
    await startAndDeliver(portsOf(shop, mailer));
    expect(smtp.received[0]!.mail.text).not.toContain('Tea pot');
    expect(smtp.received[0]!.mail.text).toContain('Cup');
  });
});
