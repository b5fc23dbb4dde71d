/** Ties orders to the messages that came before them. */

import { and, asc, eq, gt, gte, inArray } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { MessageState } from '../../src/domain/message.ts';
import type { OrdersToAttribute } from '../../src/domain/outcome.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { findOrdering } from './find-ordering.ts';
import { ROWS_A_PAGE, readPages } from './page-rows.ts';

/** An unknown message may have arrived, so an order after it may be its doing. */
const SENT: MessageState[] = ['sent', 'unknown'];
/** An order is reported twice, by server and browser, within this: the first report counts, even from before a message. */
const REPORT_DELAY_MS = DAY;

interface SentMessage {
  readonly id: string;
  readonly contactId: string;
  readonly campaignId: string;
  readonly modelRunId: string | null;
  readonly sentAt: number;
}
interface Order {
  readonly contactId: string;
  readonly reference: string;
  readonly at: number;
  readonly amountCents: number | null;
}

/**
 * Each order belongs to the last message that its contact was sent less than `windowDays` before it. Goes through
 * contacts a thousand at a time; takes the write lock only where something is new. Repeatable. Returns how many
 * conversions are new.
 */
export async function attributeOrders(
  parts: StoreParts,
  windowDays: number,
  { since, campaignId }: OrdersToAttribute = {},
): Promise<number> {
  let added = 0;
  const windowMs = windowDays * DAY;
  const pages =
    since === undefined ? mailedContacts(parts, campaignId) : findOrdering(parts, { since, windowMs });
  for await (const contactIds of pages) {
    const rows = await parts.database.read((connection) =>
      findConversions(parts, connection, { contactIds, windowMs }),
    );
    if (rows.length > 0) added += await keep(parts, rows);
  }
  return added;
}

/** All who were ever mailed, or by the campaign. */
async function* mailedContacts(parts: StoreParts, campaignId: string | undefined): AsyncGenerator<string[]> {
  const read = (after: { readonly contactId: string } | null) => readMailed(parts, after, campaignId);
  for await (const page of readPages<{ readonly contactId: string }>(read))
    yield page.map(({ contactId }) => contactId);
}

function readMailed(
  { database, tenant }: StoreParts,
  after: { readonly contactId: string } | null,
  campaignId: string | undefined,
) {
  const { messages } = database.tables;
  return database.read((connection) =>
    connection
      .selectDistinct({ contactId: messages.contactId })
      .from(messages)
      .where(
        and(
          eq(messages.tenant, tenant),
          inArray(messages.state, SENT),
          campaignId === undefined ? undefined : eq(messages.campaignId, campaignId),
          after === null ? undefined : gt(messages.contactId, after.contactId),
        ),
      )
      .orderBy(asc(messages.contactId))
      .limit(ROWS_A_PAGE),
  );
}

type Conversion = Awaited<ReturnType<typeof findConversions>>[number];

async function findConversions(
  parts: StoreParts,
  connection: Connection,
  { contactIds, windowMs }: { readonly contactIds: string[]; readonly windowMs: number },
) {
  const sent = await readSent(parts, connection, contactIds);
  const first = sent[0];
  if (first === undefined) return [];
  const orders = await readOrders(parts, connection, {
    contactIds: [...new Set(sent.map(({ contactId }) => contactId))],
    since: first.sentAt - REPORT_DELAY_MS,
  });
  const found = joinLastMessage(sent, orders, windowMs);
  const known = await readKnown(parts, connection, found);
  return found.filter((row) => !known.has(`${row.messageId} ${row.reference}`));
}

/** Oldest first. */
async function readSent(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: string[],
): Promise<readonly SentMessage[]> {
  const { messages } = database.tables;
  const { id, contactId, campaignId, modelRunId, sentAt } = messages;
  const rows = await connection
    .select({ id, contactId, campaignId, modelRunId, sentAt })
    .from(messages)
    .where(and(eq(messages.tenant, tenant), inArray(contactId, contactIds), inArray(messages.state, SENT)))
    .orderBy(asc(sentAt), asc(id));
  return rows.flatMap((row) => (row.sentAt === null ? [] : [{ ...row, sentAt: row.sentAt }]));
}

/** Oldest first; an order that was reported twice counts when it was reported first. */
async function readOrders(
  { database, tenant }: StoreParts,
  connection: Connection,
  { contactIds, since }: { readonly contactIds: string[]; readonly since: number },
): Promise<readonly Order[]> {
  const { events } = database.tables;
  const rows = await connection
    .select({
      id: events.id,
      contactId: events.contactId,
      orderId: events.orderId,
      at: events.at,
      amountCents: events.amountCents,
    })
    .from(events)
    .where(
      and(
        eq(events.tenant, tenant),
        inArray(events.contactId, contactIds),
        eq(events.name, EVENT.orderCompleted),
        gte(events.at, since),
      ),
    )
    .orderBy(asc(events.at), asc(events.id));
  const orders = new Map<string, Order>();
  for (const { id, orderId, ...row } of rows) {
    const reference = orderId ?? id;
    const key = `${row.contactId} ${reference}`;
    if (!orders.has(key)) orders.set(key, { ...row, reference });
  }
  return [...orders.values()];
}

function joinLastMessage(sent: readonly SentMessage[], orders: readonly Order[], windowMs: number) {
  const byContact = new Map<string, SentMessage[]>();
  for (const message of sent) {
    const ofContact = byContact.get(message.contactId);
    if (ofContact === undefined) byContact.set(message.contactId, [message]);
    else ofContact.push(message);
  }
  return orders.flatMap((order) => {
    const last = byContact.get(order.contactId)?.findLast(({ sentAt }) => sentAt <= order.at);
    if (last === undefined || order.at - last.sentAt >= windowMs) return [];
    const { id: messageId, campaignId, modelRunId } = last;
    return [{ ...order, messageId, campaignId, modelRunId, kind: 'converted' as const }];
  });
}

/** Which of these are kept already, as `messageId reference`. */
async function readKnown(
  { database, tenant }: StoreParts,
  connection: Connection,
  found: readonly { readonly messageId: string }[],
): Promise<ReadonlySet<string>> {
  const { outcomes } = database.tables;
  const { messageId, reference } = outcomes;
  const known = new Set<string>();
  for (const rows of chunks([...new Set(found.map((row) => row.messageId))])) {
    const kept = await connection
      .select({ messageId, reference })
      .from(outcomes)
      .where(and(eq(outcomes.tenant, tenant), inArray(messageId, rows), eq(outcomes.kind, 'converted')));
    for (const row of kept) known.add(`${row.messageId} ${row.reference}`);
  }
  return known;
}

/** Returns how many were in fact new. */
function keep({ database, tenant }: StoreParts, conversions: readonly Conversion[]): Promise<number> {
  const { outcomes } = database.tables;
  const rows = conversions
    .map((row) => ({ ...row, tenant }))
    .sort((a, b) => (`${a.messageId} ${a.reference}` < `${b.messageId} ${b.reference}` ? -1 : 1));
  return database.write(async (connection) => {
    let added = 0;
    for (const chunk of chunks(rows)) {
      const kept = await connection
        .insert(outcomes)
        .values(chunk)
        .onConflictDoNothing()
        .returning({ reference: outcomes.reference });
      added += kept.length;
    }
    return added;
  });
}
