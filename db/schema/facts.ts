/** Tables about what happened and what is sold: events with their lines, dead letters, products, offers, coupons. */

import { CALL_TYPES, type EventLine } from '../../src/domain/event.ts';
import { OFFER_KINDS } from '../../src/domain/offer.ts';
import type { Kit } from '../kit.ts';

export function buildFactTables(kit: Kit) {
  const events = kit.table(
    'events',
    {
      tenant: kit.text().notNull(),
      /** Half of the SHA-256 of the messageId: the same call has the same id for good. */
      id: kit.text().notNull(),
      contactId: kit.text().notNull(),
      /** When it turned out to be this contact's, where it was another's at first; null for what came with its contact. */
      joinedAt: kit.time(),
      type: kit.oneOf(CALL_TYPES).notNull(),
      name: kit.text().notNull(),
      at: kit.time().notNull(),
      receivedAt: kit.time().notNull(),
      /** From a file of the past, so that its age says nothing about late senders. */
      imported: kit.boolean().notNull(),
      orderId: kit.text(),
      amountCents: kit.cents(),
      currency: kit.text(),
      rating: kit.double(),
      keyId: kit.text().notNull(),
      payload: kit.bytes().notNull(),
      /** In their order; null for none. In a table of their own they would cost each event a place in one more index. */
      lines: kit.json<readonly EventLine[]>(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.checkOneOf('events_type', t.type, CALL_TYPES),
      kit.index('events_contact').on(t.tenant, t.contactId, t.at),
      kit.index('events_received').on(t.tenant, t.receivedAt),
      kit.index('events_name').on(t.tenant, t.name, t.at),
    ],
  );
  const deadLetters = kit.table(
    'dead_letters',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      receivedAt: kit.time().notNull(),
      field: kit.text().notNull(),
      reason: kit.text().notNull(),
      payload: kit.bytes().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.index('dead_letters_received').on(t.tenant, t.receivedAt),
    ],
  );
  /** Duplicates leave no row of their own, so they are counted by day. */
  const duplicateCounts = kit.table(
    'duplicate_counts',
    { tenant: kit.text().notNull(), day: kit.integer().notNull(), count: kit.integer().notNull() },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.day] })],
  );
  const products = kit.table(
    'products',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      name: kit.text(),
      priceCents: kit.cents(),
      currency: kit.text(),
      imageUrl: kit.text(),
      link: kit.text(),
      category: kit.text(),
      stock: kit.integer(),
      updatedAt: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.id] })],
  );
  const offers = kit.table(
    'offers',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      name: kit.text().notNull(),
      kind: kit.oneOf(OFFER_KINDS).notNull(),
      value: kit.integer().notNull(),
      currency: kit.text(),
      validFrom: kit.time().notNull(),
      validTo: kit.time().notNull(),
      maxCoupons: kit.integer(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.checkOneOf('offers_kind', t.kind, OFFER_KINDS),
    ],
  );
  const coupons = kit.table(
    'coupons',
    {
      tenant: kit.text().notNull(),
      code: kit.text().notNull(),
      offerId: kit.text().notNull(),
      contactId: kit.text().notNull(),
      campaignId: kit.text().notNull(),
      issuedAt: kit.time().notNull(),
      redeemedAt: kit.time(),
      orderId: kit.text(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.code] }),
      kit.unique('coupons_contact').on(t.tenant, t.campaignId, t.contactId, t.offerId),
      kit.index('coupons_offer').on(t.tenant, t.offerId),
    ],
  );
  return { events, deadLetters, duplicateCounts, products, offers, coupons };
}
