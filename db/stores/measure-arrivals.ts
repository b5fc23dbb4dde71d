/** How events arrive while they happen: on which days, and how long after it orders do. */

import { and, asc, eq, gte, lt, notInArray, sql } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import { type Arrivals, EMAIL_EVENT_NAMES, EVENT } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What was imported says nothing about it, and neither do our own e-mail events. */
export async function measureArrivals(
  parts: StoreParts,
  connection: Connection,
  span: Span,
): Promise<Arrivals> {
  const { events } = parts.database.tables;
  const live = and(
    eq(events.tenant, parts.tenant),
    gte(events.receivedAt, span.from),
    lt(events.receivedAt, span.to),
    eq(events.imported, false),
    notInArray(events.name, [...EMAIL_EVENT_NAMES]),
  );
  const [all] = await connection
    .select({
      firstAt: sql<number | null>`min(${events.receivedAt})`,
      lastAt: sql<number | null>`max(${events.receivedAt})`,
      liveDays: sql<number>`count(distinct ${events.receivedAt} / cast(${DAY} as bigint))`,
    })
    .from(events)
    .where(live);
  const time = (at: number | null | undefined) => (at === null || at === undefined ? null : Number(at));
  return {
    until: span.to,
    firstAt: time(all?.firstAt),
    lastAt: time(all?.lastAt),
    liveDays: Number(all?.liveDays ?? 0),
    ...(await measureOrders(parts, connection, and(live, eq(events.name, EVENT.orderCompleted)))),
  };
}

async function measureOrders(
  { database }: StoreParts,
  connection: Connection,
  areOrders: ReturnType<typeof and>,
) {
  const { events } = database.tables;
  const delay = sql<number>`${events.receivedAt} - ${events.at}`;
  const [row] = await connection
    .select({
      orders: sql<number>`count(*)`,
      late: sql<number>`coalesce(sum(case when ${delay} > ${DAY} then 1 else 0 end), 0)`,
    })
    .from(events)
    .where(areOrders);
  const orders = Number(row?.orders ?? 0);
  const delayAt = async (share: number) => {
    if (orders === 0) return 0;
    const [one] = await connection
      .select({ delay })
      .from(events)
      .where(areOrders)
      .orderBy(asc(delay))
      .limit(1)
      .offset(Math.floor(share * (orders - 1)));
    return Number(one?.delay ?? 0);
  };
  return {
    orders,
    lateOrders: Number(row?.late ?? 0),
    medianDelayMs: await delayAt(0.5),
    p95DelayMs: await delayAt(0.95),
  };
}
