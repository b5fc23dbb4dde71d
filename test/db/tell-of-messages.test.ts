import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import { emailEvent } from '../../src/domain/email-event.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { Message, MessageTransition } from '../../src/domain/message.ts';
import { anAssignment, anEvent, aSendingCampaign, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('what a message tells of', (stage) => {
  it('is stored with what the message becomes', async () => {
    const { ids, messages } = await sendTo(stage.parts(), ['ann', 'bob']);
    expect((await createOutboxStore(stage.parts()).transition('a', messages.map(sent))).size).toBe(2);
    expect(await eventsOf(stage.parts(), ids)).toEqual([
      ['Product Viewed', 'Email Sent'],
      ['Product Viewed', 'Email Sent'],
    ]);
    expect(await createContactStore(stage.parts()).find('ann')).toMatchObject({ eventCount: 2 });
  });

  it('is not stored when the message has another owner', async () => {
    const { ids, messages } = await sendTo(stage.parts(), ['ann']);
    expect(await createOutboxStore(stage.rival()).transition('b', messages.map(sent))).toEqual(new Set());
    expect(await eventsOf(stage.parts(), ids)).toEqual([['Product Viewed']]);
  });

  it('leaves the message as it was when it cannot be stored', async () => {
    const { ids, messages } = await sendTo(stage.parts(), ['ann']);
    const outbox = createOutboxStore(stage.parts());
    const broken = messages.map(sent).map((transition) => ({
      ...transition,
      event: { ...(transition.event as NewEvent), amountCents: 0.5 },
    }));
    await expect(outbox.transition('a', broken)).rejects.toThrow();
    expect(await outbox.get(messages[0]!.id)).toMatchObject({ state: 'sending' });
    expect(await eventsOf(stage.parts(), ids)).toEqual([['Product Viewed']]);
  });

  it('goes with a contact who is gone, and takes no other along', async () => {
    const { ids, messages } = await sendTo(stage.parts(), ['ann', 'bob']);
    const { database } = stage.parts();
    const { contacts } = database.tables;
    await database.write((connection) => connection.delete(contacts).where(eq(contacts.id, ids[0]!)));
    const outbox = createOutboxStore(stage.parts());
    expect((await outbox.transition('a', messages.map(sent))).size).toBe(2);
    expect(await eventsOf(stage.parts(), ids)).toEqual([
      ['Product Viewed'],
      ['Product Viewed', 'Email Sent'],
    ]);
  });

  it('belongs to whom its contact turned out to be while the e-mail was under way', async () => {
    const { messages } = await sendTo(stage.parts(), ['ann']);
    const alias = anEvent('alias', { type: 'alias', identity: { userId: 'anna', previousId: 'ann' } });
    await createEventStore(stage.rival()).ingest([alias], []);
    await createOutboxStore(stage.parts()).transition('a', messages.map(sent));
    const anna = await createContactStore(stage.parts()).find('anna');
    const [names] = await eventsOf(stage.parts(), [anna!.id]);
    expect(names).toContain('Email Sent');
  });
});

/** Contacts whose e-mail is under way, sent by the worker `a`. */
async function sendTo(parts: StoreParts, userIds: readonly string[]) {
  const viewed = userIds.map((userId) => anEvent(`viewed:${userId}`, { identity: { userId } }));
  await createEventStore(parts).ingest(viewed, []);
  const contacts = await Promise.all(userIds.map((userId) => createContactStore(parts).find(userId)));
  const ids = contacts.map((contact) => contact!.id);
  const campaign = await aSendingCampaign(parts, { assignments: ids.map((id) => anAssignment(id)) });
  const outbox = createOutboxStore(parts);
  await outbox.enqueue(campaign.id, T0);
  const claimed = await outbox.claim({ owner: 'a', limit: 9, now: T0, leaseUntil: T0 + 100 });
  const begin = ({ id }: Message) => ({ messageId: id, from: 'claimed', to: 'sending', at: T0 }) as const;
  await outbox.transition('a', claimed.map(begin));
  const messages = await Promise.all(ids.map(async (id) => (await outbox.ofContact(id, 1))[0]!));
  return { ids, messages };
}

function sent(message: Message): MessageTransition {
  const at = T0 + 5;
  const event = emailEvent(message, { name: 'Email Sent', at });
  return { messageId: message.id, from: 'sending', to: 'sent', at, event };
}

function eventsOf(parts: StoreParts, contactIds: readonly string[]) {
  const { history } = createEventStore(parts);
  return Promise.all(contactIds.map(async (id) => (await history(id, 9)).events.map(({ name }) => name)));
}
