/** Counts what the data-quality report judges, over the events received in a span. */

import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import { type CollectCounts, EVENT } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { readLines } from './read-lines.ts';

/** An amount above a million in the shop's currency is taken for a mistake. */
const ABSURD_CENTS = 100_000_000;
const CARRIES_PRODUCTS = [
  EVENT.productViewed,
  EVENT.productAdded,
  EVENT.orderCompleted,
  EVENT.productReviewed,
];

interface Span {
  readonly from: number;
  readonly to: number;
}

export async function countCollected(
  parts: StoreParts,
  connection: Connection,
  span: Span,
): Promise<CollectCounts> {
  const events = await countEvents(parts, connection, span);
  const lines = await countLines(parts, connection, span);
  return {
    stored: events.stored,
    duplicates: await countDuplicates(parts, connection, span),
    deadLetters: await countDeadLetters(parts, connection, span),
    late: events.late,
    missing: events.missing,
    outOfRange: events.outOfRange + lines.outOfRange,
    unknownProducts: lines.unknownProducts,
    lines: lines.lines,
    reviews: lines.reviews,
    unreadReviews: lines.unreadReviews,
  };
}

/** An order that lacks both its lines and its amount is one event that lacks something. */
async function countEvents(parts: StoreParts, connection: Connection, span: Span) {
  const { events } = parts.database.tables;
  const lacksLines = and(inArray(events.name, CARRIES_PRODUCTS), isNull(events.lines));
  const [row] = await connection
    .select({
      stored: sql<number>`count(*)`,
      late: countIf(sql`not ${events.imported} and ${events.receivedAt} - ${events.at} > ${DAY}`),
      outOfRange: countIf(
        sql`${events.amountCents} < 0 or ${events.amountCents} > ${ABSURD_CENTS} or ${events.rating} < 0 or ${events.rating} > 10`,
      ),
      missing: countIf(
        sql`(${lacksLines}) or (${events.name} = ${EVENT.orderCompleted} and ${events.amountCents} is null)`,
      ),
    })
    .from(events)
    .where(receivedIn(parts, span));
  return numbers(row ?? { stored: 0, late: 0, outOfRange: 0, missing: 0 });
}

async function countLines(parts: StoreParts, connection: Connection, span: Span) {
  const { events, products } = parts.database.tables;
  const line = readLines(parts.database, events.lines);
  const [row] = await connection
    .select({
      lines: sql<number>`count(*)`,
      outOfRange: countIf(
        sql`${line.quantity} <= 0 or ${line.priceCents} < 0 or ${line.priceCents} > ${ABSURD_CENTS}`,
      ),
      unknownProducts: countIf(sql`${products.name} is null`),
      reviews: sql<number>`count(${line.reviewLanguage})`,
      unreadReviews: countIf(sql`${line.reviewLanguage} = 'other'`),
    })
    .from(events)
    .innerJoin(line.rows, sql`true`)
    .leftJoin(products, and(eq(products.tenant, events.tenant), eq(products.id, line.productId)))
    .where(receivedIn(parts, span));
  return numbers(row ?? { lines: 0, outOfRange: 0, unknownProducts: 0, reviews: 0, unreadReviews: 0 });
}

async function countDeadLetters({ database, tenant }: StoreParts, connection: Connection, span: Span) {
  const { deadLetters } = database.tables;
  const [row] = await connection
    .select({ n: sql<number>`count(*)` })
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.tenant, tenant),
        gte(deadLetters.receivedAt, span.from),
        lt(deadLetters.receivedAt, span.to),
      ),
    );
  return Number(row?.n ?? 0);
}

async function countDuplicates({ database, tenant }: StoreParts, connection: Connection, span: Span) {
  const { duplicateCounts } = database.tables;
  const [row] = await connection
    .select({ n: sql<number>`coalesce(sum(${duplicateCounts.count}), 0)` })
    .from(duplicateCounts)
    .where(
      and(
        eq(duplicateCounts.tenant, tenant),
        gte(duplicateCounts.day, Math.floor(span.from / DAY)),
        lt(duplicateCounts.day, Math.ceil(span.to / DAY)),
      ),
    );
  return Number(row?.n ?? 0);
}

function receivedIn({ database, tenant }: StoreParts, { from, to }: Span) {
  const { events } = database.tables;
  return and(eq(events.tenant, tenant), gte(events.receivedAt, from), lt(events.receivedAt, to));
}

function countIf(condition: SQL) {
  return sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
}

/** PostgreSQL gives counts and sums as text. */
function numbers<K extends string>(row: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(Object.entries(row).map(([name, n]) => [name, Number(n)])) as Record<K, number>;
}
