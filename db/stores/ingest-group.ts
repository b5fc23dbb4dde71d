/** Stores a group of events in the transaction it is given: one path for single calls, batches and imports. */

import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import {
  EVENT,
  type EventLine,
  type IngestResult,
  type NewDeadLetter,
  type NewEvent,
} from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { guardInteger, guardText, guardWideInteger } from '../guard-values.ts';
import { chunks } from './chunk.ts';
import { addConsents } from './consent-rows.ts';
import { eventId } from './event-id.ts';
import { loadContacts } from './load-contacts.ts';
import { putProducts } from './product-rows.ts';
import { type Doer, resolveContacts } from './resolve-contacts.ts';

const SEALED_AT_ONCE = 128;

interface Identified {
  readonly id: string;
  readonly event: NewEvent;
}

type Owned = Identified & Doer;

export async function ingestGroup(
  parts: StoreParts,
  connection: Connection,
  group: { readonly events: readonly NewEvent[]; readonly deadLetters: readonly NewDeadLetter[] },
): Promise<IngestResult> {
  // First of all, since whoever had to wait for a customer's other events sees here which they were.
  const loading = loadContacts(parts, connection, group.events);
  // Hashed while the database looks them up.
  const byId = identify(group.events);
  const known = await loading;
  const fresh = await dropKnown(parts, connection, byId);
  const doers = await resolveContacts(parts, connection, {
    known,
    events: fresh.map(({ event }) => event),
  });
  const owned = fresh.map((one, index) => ({ ...one, ...(doers[index] as Doer) }));
  await insertEvents(parts, connection, owned);
  await addConsents(
    parts,
    connection,
    owned.flatMap(({ contact, event }) =>
      event.consents.map((consent) => ({ ...consent, contactId: contact.id })),
    ),
  );
  const products = owned.flatMap(({ event }) => event.products);
  if (products.length > 0)
    await putProducts(parts, connection, {
      products,
      at: Math.max(...owned.map(({ event }) => event.receivedAt)),
    });
  await redeemCoupons(parts, connection, owned);
  const stored = new Set(fresh.map(({ event }) => event));
  const duplicates = group.events.filter((event) => !stored.has(event));
  await countDuplicates(parts, connection, duplicates);
  await insertDeadLetters(parts, connection, group.deadLetters);
  return {
    stored: fresh.length,
    duplicates: duplicates.length,
    duplicateIndexes: group.events.flatMap((event, index) => (stored.has(event) ? [] : [index])),
    deadLetters: group.deadLetters.length,
  };
}

/** Events by what their messageId hashes to; of two with one messageId in the group, the first. */
function identify(events: readonly NewEvent[]): Map<string, NewEvent> {
  const byId = new Map<string, NewEvent>();
  for (const event of events) {
    const id = eventId(event.messageId);
    if (!byId.has(id)) byId.set(id, event);
  }
  return byId;
}

/** Events never seen before, in their order. */
async function dropKnown(
  { database, tenant }: StoreParts,
  connection: Connection,
  byId: Map<string, NewEvent>,
): Promise<Identified[]> {
  const table = database.tables.events;
  const rows = await database.fast.find(connection, table, {
    tenant,
    by: 'id',
    values: [...byId.keys()].sort(),
    pick: ['id'],
  });
  for (const { id } of rows) byId.delete(id);
  return [...byId].map(([id, event]) => ({ id, event }));
}

/** PostgreSQL inserts one slice while the next is sealed; sorted by key, so that two groups never wait for each other. */
async function insertEvents(
  parts: StoreParts,
  connection: Connection,
  owned: readonly Owned[],
): Promise<void> {
  const { database, tenant } = parts;
  const sorted = [...owned].sort((a, b) => (a.id < b.id ? -1 : 1));
  let underWay: Promise<void> = Promise.resolve();
  for (const slice of chunks(sorted, SEALED_AT_ONCE)) {
    const rows = slice.map((one) => eventRow(parts, one));
    await underWay;
    underWay = database.fast.insert(connection, database.tables.events, { tenant, rows });
    // Its fault is thrown where it is awaited: meanwhile sealing may fail first.
    underWay.catch(() => undefined);
  }
  await underWay;
}

function eventRow({ cipher }: StoreParts, { id, event, contact, joinedAt }: Owned) {
  return {
    id,
    contactId: contact.id,
    joinedAt,
    type: event.type,
    name: event.name,
    at: event.timestamp,
    receivedAt: event.receivedAt,
    imported: event.imported ?? false,
    orderId: event.orderId ?? null,
    amountCents: event.amountCents ?? null,
    currency: event.currency ?? null,
    rating: event.rating ?? null,
    lines: event.lines.length === 0 ? null : event.lines.map(guardLine),
    keyId: contact.key.keyId,
    payload: cipher.seal(event.payload, contact.key, { table: 'events', column: 'payload', row: id }),
  };
}

/** A column of their own would refuse what JSON takes. */
function guardLine({ productId, quantity, priceCents, review }: EventLine): EventLine {
  return {
    productId: guardText(productId),
    quantity: guardInteger(quantity),
    priceCents: priceCents === null ? null : guardWideInteger(priceCents),
    ...(review !== undefined && { review }),
  };
}

/**
 * A coupon is redeemed by the first Coupon Applied or Order Completed that names it, however it was typed (codes are
 * drawn in upper case), by its contact or in a browser that nobody has signed in to; the order is kept when known.
 */
async function redeemCoupons(
  parts: StoreParts,
  connection: Connection,
  owned: readonly Owned[],
): Promise<void> {
  const { coupons } = parts.database.tables;
  for (const { event, contact } of owned) {
    if (event.couponCode === undefined) continue;
    if (event.name !== EVENT.couponApplied && event.name !== EVENT.orderCompleted) continue;
    const mine = and(
      eq(coupons.tenant, parts.tenant),
      inArray(coupons.code, [event.couponCode, event.couponCode.trim().toUpperCase()]),
      contact.identified ? eq(coupons.contactId, contact.id) : undefined,
    );
    await connection
      .update(coupons)
      .set({ redeemedAt: event.timestamp })
      .where(and(mine, isNull(coupons.redeemedAt)));
    if (event.orderId !== undefined)
      await connection
        .update(coupons)
        .set({ orderId: event.orderId })
        .where(and(mine, isNull(coupons.orderId)));
  }
}

/** A file imported again is no fault of a sender, so its events are not counted. */
async function countDuplicates(
  { database, tenant }: StoreParts,
  connection: Connection,
  duplicates: readonly NewEvent[],
): Promise<void> {
  const { duplicateCounts } = database.tables;
  const sent = duplicates.filter(({ imported }) => imported !== true);
  const [first] = sent;
  if (first === undefined) return;
  await connection
    .insert(duplicateCounts)
    .values({ tenant, day: Math.floor(first.receivedAt / DAY), count: sent.length })
    .onConflictDoUpdate({
      target: [duplicateCounts.tenant, duplicateCounts.day],
      set: { count: sql`${duplicateCounts.count} + ${sent.length}` },
    });
}

async function insertDeadLetters(
  { database, cipher, tenant }: StoreParts,
  connection: Connection,
  letters: readonly NewDeadLetter[],
): Promise<void> {
  const { deadLetters } = database.tables;
  const rows = letters.map(({ receivedAt, field, reason, payload }) => {
    const id = randomUUID();
    const place = { table: 'dead_letters', column: 'payload', row: id };
    return {
      tenant,
      id,
      receivedAt,
      field,
      reason,
      payload: cipher.sealForTenant(JSON.stringify(payload ?? null), place),
    };
  });
  for (const some of chunks(rows)) await connection.insert(deadLetters).values(some);
}
