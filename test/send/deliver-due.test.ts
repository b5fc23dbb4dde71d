import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailer, type MailerOptions } from '../../src/adapters/email/create-mailer.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import type { Mailer } from '../../src/domain/email.ts';
import type { MessageState } from '../../src/domain/message.ts';
import { AppError } from '../../src/errors.ts';
import { type MarketingShop, openMarketingShop, START } from '../support/marketing-shop.ts';
import { type SmtpBehaviour, startSmtp, type TestSmtp } from '../support/smtp.ts';
import { deliver, portsOf, signer, startAndDeliver } from './send-run.ts';

let shop: MarketingShop;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  shop = await openMarketingShop();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await shop.close();
});

async function openMail(
  behaviour: SmtpBehaviour = {},
  options: MailerOptions = {},
): Promise<{ smtp: TestSmtp; mailer: Mailer }> {
  const smtp = await startSmtp(behaviour);
  const mailer = createMailer(smtp.url, options);
  closers.push(smtp.close, mailer.close);
  return { smtp, mailer };
}

async function addContacts(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await shop.addContact(`c${i}`)).id);
  return ids;
}

async function messageOf(contactId: string) {
  return (await shop.stores.outbox.ofContact(contactId, 1))[0]!;
}

async function stateOf(contactId: string): Promise<MessageState> {
  return (await messageOf(contactId)).state;
}

async function eventsOf(contactId: string): Promise<readonly string[]> {
  return (await shop.stores.events.history(contactId, 100)).events.map(({ name }) => name);
}

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

describe('what the mail server says', () => {
  it('tries again later what was put off, later each time, and then gives up', async () => {
    const { smtp, mailer } = await openMail({ onMail: () => ({ code: 451, text: 'greylisted' }) });
    const [ann] = await addContacts(1);
    const campaign = await shop.addCampaign([ann!]);
    const ports = portsOf(shop, mailer);
    const delays: number[] = [];
    let result = await startAndDeliver(ports);
    while (result.remaining > 0) {
      expect(result).toMatchObject({ deferred: 1, sent: 0 });
      const delay = result.nextDueAt! - shop.clock.now();
      delays.push(delay);
      expect(await deliver(ports)).toMatchObject({ deferred: 0, remaining: 1 });
      shop.clock.move(delay);
      result = await deliver(ports);
    }
    expect(delays).toHaveLength(9);
    delays.forEach((delay, i) => {
      const expected = Math.min(MINUTE * 2 ** i, 6 * HOUR);
      expect(delay).toBeGreaterThanOrEqual(0.75 * expected);
      expect(delay).toBeLessThanOrEqual(1.25 * expected);
    });
    expect(await messageOf(ann!)).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('greylisted'),
    });
    expect(await shop.stores.campaigns.byId(campaign.id)).toMatchObject({ state: 'sent' });
    expect(smtp.received).toHaveLength(0);
  });

  it('never mails an address again that does not exist, and tells the next training', async () => {
    const { mailer } = await openMail({
      onRecipient: (to) => (to === 'c0@example.com' ? { code: 550, text: '5.1.1 no such user' } : null),
    });
    const [ann, bob] = await addContacts(2);
    const campaign = await shop.addCampaign([ann!, bob!]);
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ sent: 1, failed: 1, remaining: 0 });
    expect(await shop.stores.contacts.reachabilityOf(ann!)).toBe('suppressed');
    expect(await shop.stores.contacts.reachabilityOf(bob!)).toBe('mailable');
    expect((await eventsOf(ann!)).toSorted()).toEqual(['Email Bounced', 'identify']);
    expect((await shop.stores.outcomes.counts(campaign.id)).outcomes.bounced).toBe(1);
  });

  it('does not suppress for a refusal that is about the content', async () => {
    const { mailer } = await openMail({ onMail: () => ({ code: 554, text: '5.7.1 spam' }) });
    const [ann] = await addContacts(1);
    await shop.addCampaign([ann!]);
    expect(await startAndDeliver(portsOf(shop, mailer))).toMatchObject({ failed: 1 });
    expect(await shop.stores.contacts.reachabilityOf(ann!)).toBe('mailable');
  });

  it('never sends again what may have been taken', async () => {
    const { smtp, mailer } = await openMail({ onMail: () => 'drop' });
    const [ann] = await addContacts(1);
    await shop.addCampaign([ann!]);
    const ports = portsOf(shop, mailer);
    expect(await startAndDeliver(ports)).toMatchObject({ unknown: 1, sent: 0, remaining: 0 });
    shop.clock.move(DAY);
    expect(await deliver(ports)).toMatchObject({ unknown: 0, sent: 0 });
    expect(smtp.received).toHaveLength(1);
    expect(await stateOf(ann!)).toBe('unknown');
  });

  it('loses nothing while the server is down: says so in its words, and sends when it is back', async () => {
    const { smtp } = await openMail();
    const dead = await startSmtp();
    await dead.close();
    const down = createMailer(dead.url);
    closers.push(down.close);
    const ids = await addContacts(12);
    const campaign = await shop.addCampaign(ids);
    const result = await startAndDeliver(portsOf(shop, down));
    expect(result).toMatchObject({ sent: 0, failed: 0, unknown: 0, remaining: 12 });
    expect(result.deferred).toBeLessThanOrEqual(down.connections);
    expect(result.unreachable).toContain('ECONNREFUSED');
    expect(await shop.stores.campaigns.byId(campaign.id)).toMatchObject({ state: 'sending' });
    for (let outage = 0; outage < 30; outage += 1) {
      shop.clock.move(20 * MINUTE);
      expect(await deliver(portsOf(shop, down))).toMatchObject({ failed: 0, remaining: 12 });
    }
    shop.clock.move(20 * MINUTE);
    const up = createMailer(smtp.url);
    closers.push(up.close);
    expect(await deliver(portsOf(shop, up))).toMatchObject({ sent: 12, remaining: 0, unreachable: null });
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(12);
    expect(smtp.received).toHaveLength(12);
  });
});

describe('several workers', () => {
  it('send each message once, with a server that is slow and sometimes says 451', async () => {
    let asked = 0;
    const { smtp, mailer } = await openMail({
      onMail: async () => {
        asked += 1;
        const turn = asked;
        for (let i = 0; i < turn % 5; i += 1) await new Promise(setImmediate);
        return turn % 7 === 0 ? { code: 451, text: 'busy' } : null;
      },
    });
    const ids = await addContacts(60);
    const campaign = await shop.addCampaign(ids);
    const workers = ['w1', 'w2', 'w3'].map((owner) => ({ owner, ports: portsOf(shop, mailer) }));
    await Promise.all(workers.map(({ ports, owner }) => startAndDeliver(ports, { owner })));
    while ((await shop.stores.campaigns.byId(campaign.id))!.state !== 'sent') {
      shop.clock.move(HOUR);
      await Promise.all(workers.map(({ ports, owner }) => deliver(ports, { owner })));
    }
    expect(smtp.received.map(({ to }) => to).sort()).toEqual(ids.map((_, i) => `c${i}@example.com`).sort());
    const sentEvents = await Promise.all(
      ids.map(async (id) => (await eventsOf(id)).filter((name) => name === 'Email Sent')),
    );
    expect(sentEvents.flat()).toHaveLength(60);
  });

  it('claim no more than the connections that are free', async () => {
    const { mailer } = await openMail({}, { connections: 2 });
    await shop.addCampaign(await addContacts(7));
    const ports = portsOf(shop, mailer);
    let most = 0;
    const outbox = {
      ...ports.outbox,
      async claim(claim: Parameters<typeof ports.outbox.claim>[0]) {
        const claimed = await ports.outbox.claim(claim);
        const campaign = (await ports.campaigns.list(['sending'], 1))[0]!;
        const counts = await ports.outbox.counts(campaign.id);
        most = Math.max(most, counts.claimed + counts.sending);
        return claimed;
      },
    };
    await startAndDeliver({ ...ports, outbox });
    expect(most).toBe(2);
  });

  it('take over what a dead worker had only claimed, and give up as unknown what it was sending', async () => {
    const { smtp, mailer } = await openMail();
    const [ann, bob] = await addContacts(2);
    await shop.addCampaign([ann!, bob!]);
    const ports = portsOf(shop, mailer);
    const dead = { ...ports, mailer: { ...mailer, connections: 0 } };
    await startAndDeliver(dead);
    const claim = { owner: 'dead', limit: 2, now: START, leaseUntil: START + MINUTE };
    const [first, second] = await ports.outbox.claim(claim);
    await ports.outbox.transition('dead', [
      { messageId: first!.id, from: 'claimed', to: 'sending', at: START, links: [], couponCode: null },
    ]);
    expect(await deliver(ports)).toMatchObject({ sent: 0, remaining: 2 });
    shop.clock.move(2 * MINUTE);
    expect(await deliver(ports)).toMatchObject({ sent: 1, unknown: 1, remaining: 0 });
    expect(smtp.received).toHaveLength(1);
    expect(await stateOf(second!.contactId)).toBe('sent');
    expect(await stateOf(first!.contactId)).toBe('unknown');
  });
});

describe('a run that is ended or fails', () => {
  it('finishes what is under way when it is told to stop, and leaves the rest queued', async () => {
    const stop = new AbortController();
    const onMail = () => {
      stop.abort();
      return null;
    };
    const { smtp, mailer } = await openMail({ onMail }, { connections: 1 });
    await shop.addCampaign(await addContacts(4));
    const ports = portsOf(shop, mailer);
    expect(await startAndDeliver(ports, { signal: stop.signal })).toMatchObject({ sent: 1, remaining: 3 });
    expect(await deliver(ports)).toMatchObject({ sent: 3, remaining: 0 });
    expect(smtp.received).toHaveLength(4);
  });

  it('throws when the database fails, sends nothing twice, and goes on afterwards', async () => {
    const { smtp, mailer } = await openMail({}, { connections: 1 });
    await shop.addCampaign(await addContacts(3));
    const ports = portsOf(shop, mailer);
    let commits = 0;
    const outbox = {
      ...ports.outbox,
      async transition(...asked: Parameters<typeof ports.outbox.transition>) {
        commits += 1;
        if (commits === 2) throw new AppError('unavailable', 'The disk is full.');
        return ports.outbox.transition(...asked);
      },
    };
    await expect(startAndDeliver({ ...ports, outbox })).rejects.toThrow('The disk is full.');
    shop.clock.move(HOUR);
    // The first left, and that it did could not be written: nobody knows, so it is not sent again.
    expect(await deliver(ports)).toMatchObject({ sent: 2, unknown: 1, remaining: 0 });
    expect(smtp.received).toHaveLength(3);
  });

  it('says so when the Email Sent events cannot be stored, and does not send again for it', async () => {
    const { smtp, mailer } = await openMail();
    const [ann] = await addContacts(1);
    const ports = portsOf(shop, mailer);
    const events = {
      async ingest() {
        throw new AppError('unavailable', 'The database is busy.');
      },
    };
    await shop.addCampaign([ann!]);
    await expect(startAndDeliver({ ...ports, events })).rejects.toThrow('The database is busy.');
    expect(await stateOf(ann!)).toBe('sent');
    expect(await deliver(ports)).toMatchObject({ sent: 0, remaining: 0 });
    expect(smtp.received).toHaveLength(1);
  });

  it('leaves no trace of a contact who is forgotten while its e-mail is under way', async () => {
    const { mailer } = await openMail({}, { connections: 1 });
    const [ann, bob] = await addContacts(2);
    await shop.addCampaign([ann!, bob!]);
    const ports = portsOf(shop, mailer);
    const events = {
      async ingest(...[group, letters]: Parameters<typeof ports.events.ingest>) {
        if (group.some(({ identity }) => identity.contactId === ann))
          throw new AppError('not_found', 'There is no such contact any more.');
        return ports.events.ingest(group, letters);
      },
    };
    expect(await startAndDeliver({ ...ports, events })).toMatchObject({ sent: 2, remaining: 0 });
    expect(await eventsOf(bob!)).toContain('Email Sent');
  });

  it('reports progress', async () => {
    const { mailer } = await openMail();
    await shop.addCampaign(await addContacts(3));
    const seen: number[] = [];
    await startAndDeliver(portsOf(shop, mailer), { onProgress: ({ sent }) => seen.push(sent) });
    expect(seen).toEqual([1, 2, 3]);
  });
});
