import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/clock.ts';
import type { Claim, MessageTransition } from '../../src/domain/message.ts';
import { AppError } from '../../src/errors.ts';
import { START } from '../support/marketing-shop.ts';
import { addContacts, eventsOf, openMail, openShopForEach, shop, stateOf } from './delivery-setup.ts';
import { deliver, portsOf, startAndDeliver } from './send-run.ts';

openShopForEach();

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

  it('begin no more than there are connections, and claim one more for each', async () => {
    let arrived = 0;
    let letIn = () => {};
    const areTwo = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    const onMail = async () => {
      arrived += 1;
      if (arrived === 2) letIn();
      await areTwo;
      return null;
    };
    const { mailer } = await openMail({ onMail }, { connections: 2 });
    await shop.addCampaign(await addContacts(9));
    const ports = portsOf(shop, mailer);
    const most = { sending: 0, held: 0 };
    const look = async () => {
      const campaign = (await ports.campaigns.list(['sending'], 1))[0]!;
      const { claimed, sending } = await ports.outbox.counts(campaign.id);
      most.sending = Math.max(most.sending, sending);
      most.held = Math.max(most.held, claimed + sending);
    };
    const outbox = {
      ...ports.outbox,
      claim: async (claim: Claim) => ports.outbox.claim(claim).finally(look),
      transition: async (owner: string, transitions: readonly MessageTransition[]) =>
        ports.outbox.transition(owner, transitions).finally(look),
    };
    expect(await startAndDeliver({ ...ports, outbox })).toMatchObject({ sent: 9 });
    expect(most).toEqual({ sending: 2, held: 4 });
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

  it('gives back at once what it had claimed and not begun, when it is told to stop', async () => {
    const stop = new AbortController();
    const onMail = () => {
      stop.abort();
      return null;
    };
    const { mailer } = await openMail({ onMail }, { connections: 2 });
    const campaign = await shop.addCampaign(await addContacts(8));
    const ports = portsOf(shop, mailer);
    const { sent } = await startAndDeliver(ports, { signal: stop.signal });
    expect(await ports.outbox.counts(campaign.id)).toMatchObject({ queued: 8 - sent, claimed: 0, sent });
    expect(await ports.outbox.nextDueAt()).toBe(START);
  });

  it('throws when the database fails, sends nothing twice, and goes on afterwards', async () => {
    const { smtp, mailer } = await openMail({}, { connections: 1 });
    await shop.addCampaign(await addContacts(3));
    const ports = portsOf(shop, mailer);
    let isFull = false;
    const outbox = {
      ...ports.outbox,
      async transition(...asked: Parameters<typeof ports.outbox.transition>) {
        // From the commit that was to say that the first e-mail left: a full disk stays full.
        isFull ||= asked[1].some(({ to }) => to === 'sent');
        if (isFull) throw new AppError('unavailable', 'The disk is full.');
        return ports.outbox.transition(...asked);
      },
    };
    await expect(startAndDeliver({ ...ports, outbox })).rejects.toThrow('The disk is full.');
    shop.clock.move(HOUR);
    // The first left, and that it did could not be written: nobody knows, so it is not sent again.
    expect(await deliver(ports)).toMatchObject({ sent: 2, unknown: 1, remaining: 0 });
    expect(smtp.received).toHaveLength(3);
  });

  it('reports progress', async () => {
    const { mailer } = await openMail();
    await shop.addCampaign(await addContacts(3));
    const seen: number[] = [];
    await startAndDeliver(portsOf(shop, mailer), { onProgress: ({ sent }) => seen.push(sent) });
    expect(seen).toEqual([1, 2, 3]);
  });
});
