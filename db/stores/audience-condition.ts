/** Says an audience rule in SQL, as a condition on a row of contacts. */

import { and, eq, exists, gte, inArray, isNotNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { AudienceCondition, AudienceRule, Comparison, Deed } from '../../src/domain/audience.ts';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { readLines } from './read-lines.ts';

type Products = Extract<AudienceRule, { likelyNext: unknown }>['likelyNext'];

export interface ConditionParts extends StoreParts {
  readonly connection: Connection;
  /** Periods are counted back from it; what happened later is not seen. */
  readonly now: number;
}

const NAMES: Readonly<Record<Deed, readonly string[]>> = {
  ordered: [EVENT.orderCompleted],
  viewed: [EVENT.productViewed],
  'added to cart': [EVENT.productAdded],
  searched: [EVENT.productsSearched],
  reviewed: [EVENT.productReviewed],
  refunded: [EVENT.orderRefunded],
  'been e-mailed': [EVENT.emailSent],
  'opened an e-mail': [EVENT.emailOpened],
  'clicked in an e-mail': [EVENT.emailLinkClicked],
  'been active': [
    'page',
    'screen',
    EVENT.productListViewed,
    EVENT.productsSearched,
    EVENT.productViewed,
    EVENT.productAdded,
    EVENT.checkoutStarted,
    EVENT.orderCompleted,
    EVENT.productReviewed,
    EVENT.emailOpened,
    EVENT.emailLinkClicked,
  ],
};

/** True of every contact that the rule means. The query it stands in must have `contacts`, with `scores` joined. */
export function audienceCondition(parts: ConditionParts, rule: AudienceRule): SQL {
  if ('not' in rule) return not(audienceCondition(parts, rule.not));
  if ('all' in rule) return and(sql`1 = 1`, ...rule.all.map((one) => audienceCondition(parts, one)))!;
  if ('any' in rule) return or(sql`1 = 0`, ...rule.any.map((one) => audienceCondition(parts, one)))!;
  return singleCondition(parts, rule);
}

function singleCondition(parts: ConditionParts, rule: AudienceCondition): SQL {
  const { contacts, scores } = parts.database.tables;
  if ('did' in rule) return didCondition(parts, rule);
  if ('spentCents' in rule) {
    const { is, value } = rule.spentCents;
    return compare(spentSince(parts, rule.withinDays), is, value);
  }
  if ('probability' in rule) {
    const { is, value } = rule.probability;
    // Who has no score is neither likely nor unlikely: null in SQL, and so is its negation.
    return compare(sql`${scores.conversionProbability}`, is, value);
  }
  if ('leaving' in rule) {
    const { is, value } = rule.leaving;
    return compare(sql`cast(${scores.heads} ->> 'leaves' as double precision)`, is, value);
  }
  if ('consent' in rule)
    return eq(rule.consent === 'email' ? contacts.emailConsent : contacts.trackingConsent, true);
  if ('firstSeenWithinDays' in rule)
    return gte(contacts.firstSeenAt, parts.now - rule.firstSeenWithinDays * DAY);
  // Whom no night looked at is not left alone, nor unknown to "not".
  if ('leftAlone' in rule) return and(isNotNull(scores.leftAlone), eq(scores.leftAlone, true))!;
  return nextCondition(parts, rule.likelyNext);
}

function didCondition(parts: ConditionParts, rule: Extract<AudienceCondition, { did: Deed }>): SQL {
  const { events } = parts.database.tables;
  const happened = and(
    ofContact(parts, rule.withinDays),
    inArray(events.name, [...NAMES[rule.did]]),
    rule.products === undefined ? undefined : hasProducts(parts, rule.products),
  );
  const { times } = rule;
  if (times === undefined)
    return exists(parts.connection.select({ one: sql`1` }).from(events).where(happened));
  // An order that came in two events is one order.
  const distinct = sql`count(distinct coalesce(${events.orderId}, ${events.id}))`;
  const count = parts.connection.select({ n: distinct }).from(events).where(happened);
  return compare(sql`${count}`, times.is, times.value);
}

/** Events of the contact until now, and since the period began. */
function ofContact({ database, tenant, now }: ConditionParts, withinDays: number | undefined): SQL {
  const { contacts, events } = database.tables;
  return and(
    eq(events.tenant, tenant),
    eq(events.contactId, contacts.id),
    lte(events.at, now),
    withinDays === undefined ? undefined : gte(events.at, now - withinDays * DAY),
  )!;
}

function hasProducts({ database, tenant, connection }: ConditionParts, wanted: Products): SQL {
  const { events, products } = database.tables;
  const line = readLines(database, events.lines);
  const { categories, productIds } = wanted;
  return exists(
    connection
      .select({ one: sql`1` })
      .from(line.rows)
      .leftJoin(products, and(eq(products.tenant, tenant), eq(products.id, line.productId)))
      .where(
        or(
          sql`1 = 0`,
          productIds.length === 0 ? undefined : inArray(line.productId, [...productIds]),
          categories.length === 0 ? undefined : inArray(products.category, [...categories]),
        ),
      ),
  );
}

/** What orders brought less what refunds took back, in cents; where no amount was given, the order's lines stand in. */
function spentSince(parts: ConditionParts, withinDays: number | undefined): SQL {
  const { events } = parts.database.tables;
  const line = readLines(parts.database, events.lines);
  const lines = parts.connection
    .select({ sum: sql`sum(${line.priceCents} * ${line.quantity})` })
    .from(line.rows);
  const amount = sql`coalesce(${events.amountCents}, ${lines}, 0)`;
  const signed = sql`sum(case when ${events.name} = ${EVENT.orderRefunded} then -abs(${amount}) else ${amount} end)`;
  const sum = parts.connection
    .select({ sum: signed })
    .from(events)
    .where(
      and(ofContact(parts, withinDays), inArray(events.name, [EVENT.orderCompleted, EVENT.orderRefunded])),
    );
  return sql`coalesce(${sum}, 0)`;
}

/**
 * Looks for the products' ids in the JSON of likely next ones, as text, since the two databases read JSON in two ways.
 * PostgreSQL writes a space after the colon.
 */
function nextCondition({ database, connection, tenant }: ConditionParts, wanted: Products): SQL {
  const { scores, products } = database.tables;
  const text = sql`cast(${scores.nextProducts} as text)`;
  const holds = (id: SQL) =>
    or(
      sql`${text} like '%"productId":"' || ${id} || '"%' escape '\\'`,
      sql`${text} like '%"productId": "' || ${id} || '"%' escape '\\'`,
    );
  const ofCategory = connection
    .select({ one: sql`1` })
    .from(products)
    .where(
      and(
        eq(products.tenant, tenant),
        inArray(products.category, [...wanted.categories]),
        holds(sql`replace(replace(replace(${products.id}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`),
      ),
    );
  const one = wanted.productIds.map((id) => holds(sql`cast(${escapeLike(id)} as text)`));
  return or(sql`1 = 0`, ...one, wanted.categories.length === 0 ? undefined : exists(ofCategory))!;
}

function escapeLike(id: string): string {
  return JSON.stringify(id)
    .slice(1, -1)
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

const SIGNS: Readonly<Record<Comparison, SQL>> = {
  'at least': sql.raw('>='),
  'at most': sql.raw('<='),
  'more than': sql.raw('>'),
  'less than': sql.raw('<'),
  exactly: sql.raw('='),
};

function compare(what: SQL, is: Comparison, value: number): SQL {
  return sql`${what} ${SIGNS[is]} ${value}`;
}
