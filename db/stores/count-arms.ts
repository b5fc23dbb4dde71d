/** Counts what the treated and the holdout bought, by intention to treat. */

import { and, count, countDistinct, eq, gte, lt, max, type SQL, sql, sum } from 'drizzle-orm';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { Arm } from '../../src/domain/outcome.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

interface Counting {
  readonly campaignId: string;
  readonly windowDays: number;
  readonly now: number;
}
type Arms = Readonly<Record<'treated' | 'holdout', Arm>>;

/**
 * Every assigned contact counts, whether or not its mail arrived: leaving out those without would compare unlike people.
 * Orders count from when sending began, for `windowDays`, until `now`. Throws `not_found` without such a campaign.
 */
export async function countArms(parts: StoreParts, { campaignId, windowDays, now }: Counting): Promise<Arms> {
  const { campaigns, assignments } = parts.database.tables;
  return parts.database.read(async (connection) => {
    const [campaign] = await connection
      .select({ start: campaigns.sendStartedAt })
      .from(campaigns)
      .where(and(eq(campaigns.tenant, parts.tenant), eq(campaigns.id, campaignId)));
    if (campaign === undefined)
      throw new AppError('not_found', 'There is no such campaign: /campaign lists all.');
    const isAssigned = and(eq(assignments.tenant, parts.tenant), eq(assignments.campaignId, campaignId))!;
    const sizes = await connection
      .select({ variant: assignments.variant, contacts: count() })
      .from(assignments)
      .where(isAssigned)
      .groupBy(assignments.variant);
    const from = campaign.start ?? now;
    const span = { from, to: Math.min(from + windowDays * DAY, now) };
    const sales = await sumOrders(parts, connection, { ...span, isAssigned });
    const arm = (variant: 'treated' | 'holdout'): Arm => {
      const sold = sales.find((row) => row.variant === variant);
      return {
        contacts: Number(sizes.find((row) => row.variant === variant)?.contacts ?? 0),
        converted: Number(sold?.converted ?? 0),
        revenueCents: Number(sold?.revenueCents ?? 0),
      };
    };
    return { treated: arm('treated'), holdout: arm('holdout') };
  });
}

/** An order that a shop reported twice, from its server and from the browser, counts once. */
function sumOrders(
  { database }: StoreParts,
  connection: Connection,
  { from, to, isAssigned }: { readonly from: number; readonly to: number; readonly isAssigned: SQL },
) {
  const { assignments, events } = database.tables;
  const orders = connection
    .select({
      variant: assignments.variant,
      contactId: assignments.contactId,
      amountCents: max(events.amountCents).as('amount_cents'),
    })
    .from(assignments)
    .innerJoin(
      events,
      and(eq(events.tenant, assignments.tenant), eq(events.contactId, assignments.contactId)),
    )
    .where(and(isAssigned, eq(events.name, EVENT.orderCompleted), gte(events.at, from), lt(events.at, to)))
    .groupBy(assignments.variant, assignments.contactId, sql`coalesce(${events.orderId}, ${events.id})`)
    .as('orders');
  return connection
    .select({
      variant: orders.variant,
      converted: countDistinct(orders.contactId),
      revenueCents: sum(orders.amountCents),
    })
    .from(orders)
    .groupBy(orders.variant);
}
