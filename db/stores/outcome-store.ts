/** Keeps what came back of messages, and counts it by campaign. */

import { and, count, countDistinct, eq, gte, lt, sum } from 'drizzle-orm';
import {
  OUTCOME_KINDS,
  type OutcomeCounts,
  type OutcomeStore,
  type SentSpan,
} from '../../src/domain/outcome.ts';
import type { Wording } from '../../src/domain/strategy.ts';
import type { StoreParts } from '../database.ts';
import { attributeOrders } from './attribute-orders.ts';
import { countArms } from './count-arms.ts';

export function createOutcomeStore(parts: StoreParts): OutcomeStore {
  const { database, tenant } = parts;
  const { outcomes } = database.tables;
  return {
    async record({ reference, ...outcome }) {
      const row = { ...outcome, tenant, reference: reference ?? '' };
      const added = await database.write((connection) =>
        connection.insert(outcomes).values(row).onConflictDoNothing().returning({ kind: outcomes.kind }),
      );
      return added.length > 0;
    },
    attributeOrders: (windowDays, orders) => attributeOrders(parts, windowDays, orders),
    counts: (campaignId, wording, sent) => countOutcomes(parts, { campaignId, wording, sent }),
    arms: (campaignId, windowDays, now) => countArms(parts, { campaignId, windowDays, now }),
  };
}

interface Counted {
  readonly campaignId: string;
  readonly wording: Wording | undefined;
  readonly sent: SentSpan | undefined;
}

/** Trackable by the contact's newest statement: whoever withdrew consent since is no longer counted. */
async function countOutcomes(
  { database, tenant }: StoreParts,
  { campaignId, wording, sent: span }: Counted,
): Promise<OutcomeCounts> {
  const { messages, contacts, outcomes } = database.tables;
  const isAsked = and(
    wording === undefined ? undefined : eq(messages.wording, wording),
    span === undefined ? undefined : and(gte(messages.sentAt, span.from), lt(messages.sentAt, span.to)),
  );
  const isSent = and(
    eq(messages.tenant, tenant),
    eq(messages.campaignId, campaignId),
    eq(messages.state, 'sent'),
    isAsked,
  );
  return database.read(async (connection) => {
    const [sent] = await connection.select({ count: count() }).from(messages).where(isSent);
    const [trackable] = await connection
      .select({ count: count() })
      .from(messages)
      .innerJoin(contacts, and(eq(contacts.tenant, messages.tenant), eq(contacts.id, messages.contactId)))
      .where(and(isSent, eq(contacts.trackingConsent, true)));
    const kinds = await connection
      .select({
        kind: outcomes.kind,
        messages: countDistinct(outcomes.messageId),
        amountCents: sum(outcomes.amountCents),
      })
      .from(outcomes)
      .leftJoin(messages, and(eq(messages.tenant, outcomes.tenant), eq(messages.id, outcomes.messageId)))
      .where(and(eq(outcomes.tenant, tenant), eq(outcomes.campaignId, campaignId), isAsked))
      .groupBy(outcomes.kind);
    const ofKind = new Map(kinds.map((row) => [row.kind, row]));
    return {
      sent: Number(sent?.count ?? 0),
      trackable: Number(trackable?.count ?? 0),
      outcomes: Object.fromEntries(
        OUTCOME_KINDS.map((kind) => [kind, Number(ofKind.get(kind)?.messages ?? 0)]),
      ) as OutcomeCounts['outcomes'],
      revenueCents: Number(ofKind.get('converted')?.amountCents ?? 0),
    };
  });
}
