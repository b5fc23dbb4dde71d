/** Tables about contacts: who they are (sealed), how they are found, what they agreed to. */

import { CONSENT_PURPOSES } from '../../src/domain/consent.ts';
import { SUPPRESSION_REASONS } from '../../src/domain/contact.ts';
import type { Kit } from '../kit.ts';

export function buildPeopleTables(kit: Kit) {
  const contacts = kit.table(
    'contacts',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      /** The key that seals `profile`. */
      keyId: kit.text().notNull(),
      profile: kit.bytes().notNull(),
      /** Look-up of the address; null when none is known. */
      addressLookup: kit.text(),
      /** The newest consent statements, so that an audience is counted without opening anything. */
      emailConsent: kit.boolean().notNull(),
      trackingConsent: kit.boolean().notNull(),
      /** False while only anonymous ids are known. */
      identified: kit.boolean().notNull(),
      firstSeenAt: kit.time().notNull(),
      lastSeenAt: kit.time().notNull(),
      eventCount: kit.integer().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.index('contacts_address').on(t.tenant, t.addressLookup),
    ],
  );
  const contactKeys = kit.table(
    'contact_keys',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      /** Moves with the contact's events when two contacts turn out to be one. */
      contactId: kit.text().notNull(),
      wrapped: kit.bytes().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.index('contact_keys_contact').on(t.tenant, t.contactId),
    ],
  );
  const identities = kit.table(
    'identities',
    {
      tenant: kit.text().notNull(),
      /** HMAC of a userId, anonymousId or address. */
      lookup: kit.text().notNull(),
      contactId: kit.text().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.lookup] }),
      kit.index('identities_contact').on(t.tenant, t.contactId),
    ],
  );
  const consents = kit.table(
    'consents',
    {
      tenant: kit.text().notNull(),
      contactId: kit.text().notNull(),
      purpose: kit.oneOf(CONSENT_PURPOSES).notNull(),
      at: kit.time().notNull(),
      granted: kit.boolean().notNull(),
      source: kit.text().notNull(),
      textVersion: kit.text().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.contactId, t.purpose, t.at] }),
      kit.checkOneOf('consents_purpose', t.purpose, CONSENT_PURPOSES),
    ],
  );
  const suppressions = kit.table(
    'suppressions',
    {
      tenant: kit.text().notNull(),
      addressLookup: kit.text().notNull(),
      reason: kit.oneOf(SUPPRESSION_REASONS).notNull(),
      at: kit.time().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.addressLookup] }),
      kit.checkOneOf('suppressions_reason', t.reason, SUPPRESSION_REASONS),
    ],
  );
  return { contacts, contactKeys, identities, consents, suppressions };
}
