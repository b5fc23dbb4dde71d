/** Counts what the data-quality report judges, over the events received in a span. */

import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import { type CollectCounts, EVENT } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';

/** An amount above a million in the shop's currency is taken for a mistake. */
const ABSURD_CENTS = 100_000_000;
const CARRIES_PRODUCTS = [
  EVENT.productViewed,
  EVENT.productAdded,
  EVENT.orderCompleted,
  EVENT.productReviewed,
];

export async function countCollected(
  { database, tenant }: StoreParts,
  connection: Connection,
  span: { readonly from: number; readonly to: number },
): Promise<CollectCounts> {
  const { events, eventLines, products, deadLetters, duplicateCounts } = database.tables;
  const received = and(
    eq(events.tenant, tenant),
    gte(events.receivedAt, span.from),
    lt(events.receivedAt, span.to),
  );
  const countIf = (condition: SQL) => sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

  const [ofEvents] = await connection
    .select({
      stored: sql<number>`count(*)`,
      late: countIf(sql`not ${events.imported} and ${events.receivedAt} - ${events.at} > ${DAY}`),
      amounts: countIf(
        sql`${events.amountCents} < 0 or ${events.amountCents} > ${ABSURD_CENTS} or ${events.rating} < 0 or ${events.rating} > 10`,
      ),
      noAmount: countIf(sql`${events.name} = ${EVENT.orderCompleted} and ${events.amountCents} is null`),
    })
    .from(events)
    .where(received);
  const [ofLines] = await connection
    .select({
      lines: sql<number>`count(*)`,
      outOfRange: countIf(
        sql`${eventLines.quantity} <= 0 or ${eventLines.priceCents} < 0 or ${eventLines.priceCents} > ${ABSURD_CENTS}`,
      ),
      unknownProducts: countIf(sql`${products.name} is null`),
    })
    .from(events)
    .innerJoin(eventLines, and(eq(eventLines.tenant, events.tenant), eq(eventLines.eventId, events.id)))
    .leftJoin(products, and(eq(products.tenant, eventLines.tenant), eq(products.id, eventLines.productId)))
    .where(received);
  const [withoutProduct] = await connection
    .select({ n: sql<number>`count(*)` })
    .from(events)
    .leftJoin(
      eventLines,
      and(
        eq(eventLines.tenant, events.tenant),
        eq(eventLines.eventId, events.id),
        eq(eventLines.position, 0),
      ),
    )
    .where(and(received, inArray(events.name, CARRIES_PRODUCTS), isNull(eventLines.eventId)));
  const [dead] = await connection
    .select({ n: sql<number>`count(*)` })
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.tenant, tenant),
        gte(deadLetters.receivedAt, span.from),
        lt(deadLetters.receivedAt, span.to),
      ),
    );
  const [duplicate] = await connection
    .select({ n: sql<number>`coalesce(sum(${duplicateCounts.count}), 0)` })
    .from(duplicateCounts)
    .where(
      and(
        eq(duplicateCounts.tenant, tenant),
        gte(duplicateCounts.day, Math.floor(span.from / DAY)),
        lt(duplicateCounts.day, Math.ceil(span.to / DAY)),
      ),
    );
  return {
    stored: Number(ofEvents?.stored ?? 0),
    duplicates: Number(duplicate?.n ?? 0),
    deadLetters: Number(dead?.n ?? 0),
    late: Number(ofEvents?.late ?? 0),
    missing: Number(withoutProduct?.n ?? 0) + Number(ofEvents?.noAmount ?? 0),
    outOfRange: Number(ofEvents?.amounts ?? 0) + Number(ofLines?.outOfRange ?? 0),
    unknownProducts: Number(ofLines?.unknownProducts ?? 0),
    lines: Number(ofLines?.lines ?? 0),
  };
}
