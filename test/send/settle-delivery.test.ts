import { describe, expect, it } from 'vitest';
import { createMailer } from '../../src/adapters/email/create-mailer.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import { startSmtp } from '../support/smtp.ts';
import {
  addContacts,
  closers,
  eventsOf,
  messageOf,
  openMail,
  openShopForEach,
  shop,
  stateOf,
} from './delivery-setup.ts';
import { deliver, portsOf, startAndDeliver } from './send-run.ts';

openShopForEach();

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
