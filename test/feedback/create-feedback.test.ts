import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { AppError } from '../../src/errors.ts';
import {
  ATTRIBUTION_WINDOW_DAYS,
  createFeedback,
  type Feedback,
  type FeedbackPorts,
} from '../../src/feedback/create-feedback.ts';
import { anEvent } from '../db/builders.ts';
import { type MarketingShop, openMarketingShop } from '../support/marketing-shop.ts';
import { addSentCampaign, addSentMessage, LINKS } from '../support/sent-message.ts';

const PERSON = { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0' };

let shop: MarketingShop;
let feedback: Feedback;
let message: Message;
let contactId: string;
let recorded: Outcome[];

beforeEach(async () => {
  shop = await openMarketingShop();
  recorded = [];
  feedback = createFeedback(ports());
  contactId = (await shop.addContact('ann', { tracking: true })).id;
  message = await addSentMessage(shop, contactId);
  shop.clock.move(MINUTE);
});

afterEach(() => shop.close());

function ports(change: Partial<FeedbackPorts> = {}): FeedbackPorts {
  const { outcomes } = shop.stores;
  const watched = {
    ...outcomes,
    async record(outcome: Outcome) {
      const isNew = await outcomes.record(outcome);
      if (isNew) recorded.push(outcome);
      return isNew;
    },
  };
  return { ...shop.stores, outcomes: watched, clock: shop.clock, ...change };
}

async function eventNames(): Promise<readonly string[]> {
  const { events } = await shop.stores.events.history(contactId, 100);
  return events.map(({ name }) => name).filter((name) => name !== 'identify');
}

/** An event of Ann's, now. */
async function tell(messageId: string, change: Partial<NewEvent>): Promise<void> {
  await shop.stores.events.ingest([anEvent(messageId, { at: shop.clock.now(), ...change })], []);
}

async function counts() {
  return shop.stores.outcomes.counts(message.campaignId);
}

describe('every outcome', () => {
  it('names message, campaign, contact and the model run that chose the contact', async () => {
    await feedback.recordOpen(message.id, PERSON);
    await feedback.recordClick(message.id, 1, PERSON);
    await feedback.recordUnsubscribe(message.id);
    await feedback.recordComplaint(message.id);
    await feedback.recordBounce(message.id, false);
    const { campaignId } = message;
    const tied = { messageId: message.id, campaignId, contactId, modelRunId: 'run-1', at: shop.clock.now() };
    expect(recorded).toEqual(
      ['opened', 'clicked', 'unsubscribed', 'complained', 'bounced'].map((kind) => ({
        ...tied,
        kind,
        reference: kind === 'clicked' ? '1' : null,
        amountCents: null,
      })),
    );
  });

  it('becomes an event of the contact, once however often it is repeated', async () => {
    for (let time = 0; time < 3; time += 1) {
      await feedback.recordOpen(message.id, PERSON);
      await feedback.recordClick(message.id, 0, PERSON);
      await feedback.recordClick(message.id, 1, PERSON);
      await feedback.recordUnsubscribe(message.id);
      await feedback.recordComplaint(message.id);
      shop.clock.move(HOUR);
    }
    expect((await eventNames()).toSorted()).toEqual([
      'Email Link Clicked',
      'Email Link Clicked',
      'Email Marked as Spam',
      'Email Opened',
      'Unsubscribed',
    ]);
    expect((await counts()).outcomes).toEqual({
      opened: 1,
      clicked: 1,
      converted: 0,
      unsubscribed: 1,
      bounced: 0,
      complained: 1,
    });
  });

  it('is completed by a repetition when the event could not be stored the first time', async () => {
    let failures = 1;
    const { events } = shop.stores;
    const failing = createFeedback(
      ports({
        events: {
          async ingest(...asked) {
            failures -= 1;
            if (failures >= 0) throw new AppError('unavailable', 'The database is busy.');
            return events.ingest(...asked);
          },
        },
      }),
    );
    await expect(failing.recordClick(message.id, 0, PERSON)).rejects.toThrow('busy');
    expect(await failing.recordClick(message.id, 0, PERSON)).toBe(LINKS[0]);
    expect(await eventNames()).toEqual(['Email Link Clicked']);
  });

  it('of a message or link that does not exist is none', async () => {
    expect(await feedback.recordOpen('no-such-message', PERSON)).toBe(false);
    expect(await feedback.recordClick('no-such-message', 0, PERSON)).toBeNull();
    expect(await feedback.recordClick(message.id, 2, PERSON)).toBeNull();
    expect(await feedback.recordUnsubscribe('no-such-message')).toBe(false);
    expect(
      await feedback.recordConsentChange('no-such-contact', {
        statements: [],
        source: 'x',
        textVersion: '1',
      }),
    ).toBe(false);
    expect(recorded).toEqual([]);
  });
});

it('does not record an open once consent to tracking is withdrawn', async () => {
  const statements = [{ purpose: 'tracking', granted: false }] as const;
  await feedback.recordConsentChange(contactId, { statements, source: 'preference-page', textVersion: '1' });
  expect(await feedback.recordOpen(message.id, PERSON)).toBe(false);
  expect(recorded).toEqual([]);
});

it('keeps who agreed to what, where, to which words and when', async () => {
  const statements = [{ purpose: 'email', granted: false }] as const;
  await feedback.recordConsentChange(contactId, { statements, source: 'preference-page', textVersion: 'v7' });
  const contact = await shop.stores.contacts.get(contactId);
  expect(contact!.consents.email).toEqual({
    purpose: 'email',
    granted: false,
    source: 'preference-page',
    textVersion: 'v7',
    at: shop.clock.now(),
  });
  expect(await shop.stores.contacts.reachabilityOf(contactId)).toBe('no consent');
});

describe('who is never mailed again', () => {
  it('is who unsubscribed, complained, or cannot be reached for good', async () => {
    const acts = [
      (id: string) => feedback.recordUnsubscribe(id),
      (id: string) => feedback.recordComplaint(id),
      (id: string) => feedback.recordBounce(id, true),
    ];
    for (const [i, act] of acts.entries()) {
      const contact = await shop.addContact(`c${i}`);
      const { id } = await addSentMessage(shop, contact.id);
      expect(await act(id)).toBe(true);
      expect(await shop.stores.contacts.reachabilityOf(contact.id)).toBe('suppressed');
    }
  });

  it.each([
    ['unsubscribed', (id: string) => feedback.recordUnsubscribe(id)],
    ['complained', (id: string) => feedback.recordComplaint(id)],
  ] as const)('stays who %s under a new address and in another contact', async (_, act) => {
    await act(message.id);
    await tell('moved', { identity: { userId: 'ann' }, traits: { email: 'new@example.com' } });
    expect(await shop.stores.contacts.reachabilityOf(contactId)).toBe('no consent');
    await shop.addContact('other');
    shop.clock.move(MINUTE);
    await tell('alias', { type: 'alias', identity: { userId: 'other', previousId: 'ann' } });
    const other = await shop.stores.contacts.find('other');
    expect(await shop.stores.contacts.reachabilityOf(other!.id)).toBe('no consent');
    const explicit = { purpose: 'email', granted: true, source: 'form', textVersion: 'v1' } as const;
    await shop.stores.contacts.recordConsents(other!.id, [{ ...explicit, at: shop.clock.now() }]);
    expect(await shop.stores.contacts.reachabilityOf(other!.id)).toBe('mailable');
  });

  it('is whoever a contact has become, by the links of both e-mails that the two got in one campaign', async () => {
    const bob = await shop.addContact('bob');
    const messages = await addSentCampaign(shop, [contactId, bob.id]);
    const left = messages.find((one) => one.contactId === contactId)!;
    await tell('alias', { type: 'alias', identity: { userId: 'bob', previousId: 'ann' } });
    expect((await shop.stores.outbox.get(left.id))?.contactId).toBe(contactId);
    expect((await shop.stores.contacts.get(contactId))?.id).toBe(bob.id);
    expect(await shop.stores.contacts.reachabilityOf(bob.id)).toBe('mailable');
    expect(await feedback.recordUnsubscribe(left.id)).toBe(true);
    expect(await shop.stores.contacts.reachabilityOf(bob.id)).toBe('suppressed');
    expect(await shop.stores.contacts.suppressionOf(contactId)).toBe('unsubscribed');
    const { events } = await shop.stores.events.history(bob.id, 100);
    expect(events.map(({ name }) => name)).toContain('Unsubscribed');
  });

  it('is not who bounced once, softly', async () => {
    await feedback.recordBounce(message.id, false);
    expect(await shop.stores.contacts.reachabilityOf(contactId)).toBe('mailable');
  });

  it('is suppressed though nothing else can be recorded', async () => {
    const failing = createFeedback(
      ports({
        events: {
          async ingest() {
            throw new AppError('unavailable', 'The database is full.');
          },
        },
      }),
    );
    await expect(failing.recordUnsubscribe(message.id)).rejects.toThrow('full');
    expect(await shop.stores.contacts.reachabilityOf(contactId)).toBe('suppressed');
  });
});

describe('an order', () => {
  const order = (orderId: string) =>
    tell(orderId, { name: 'Order Completed', orderId, amountCents: 2500, currency: 'EUR' });

  it('within the window is a conversion of the e-mail before it, counted once', async () => {
    shop.clock.move((ATTRIBUTION_WINDOW_DAYS - 1) * DAY);
    await order('o1');
    expect(await feedback.attributeOrders()).toBe(1);
    expect(await feedback.attributeOrders()).toBe(0);
    expect(await counts()).toMatchObject({ outcomes: { converted: 1 }, revenueCents: 2500 });
  });

  it('after the window is not', async () => {
    shop.clock.move(ATTRIBUTION_WINDOW_DAYS * DAY + HOUR);
    await order('o1');
    expect(await feedback.attributeOrders()).toBe(0);
  });
});
