/** Keeps contacts: finds them by look-up, opens what is personal on request, knows who may be mailed. */

import { and, count, eq, sql } from 'drizzle-orm';
import type { Contact, ContactStore, Reachability } from '../../src/domain/contact.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { addConsents, newestConsents } from './consent-rows.ts';
import { openProfile } from './contact-draft.ts';

export function createContactStore(parts: StoreParts): ContactStore {
  const { database, cipher, tenant } = parts;
  const { contacts, identities, suppressions } = database.tables;
  return {
    find: (emailOrUserId) =>
      database.read(async (connection) => {
        const text = emailOrUserId.trim();
        for (const kind of ['email', 'user', 'anonymous'] as const) {
          const [row] = await connection
            .select({ contactId: identities.contactId })
            .from(identities)
            .where(and(eq(identities.tenant, tenant), eq(identities.lookup, cipher.lookup(kind, text))));
          if (row !== undefined) return readContact(parts, connection, row.contactId);
        }
        return null;
      }),
    get: (contactId) => database.read((connection) => readContact(parts, connection, contactId)),
    async count() {
      const [row] = await database.read((connection) =>
        connection.select({ n: count() }).from(contacts).where(eq(contacts.tenant, tenant)),
      );
      return Number(row?.n ?? 0);
    },
    async reachability() {
      const rows = await database.read((connection) => selectReachability(parts, connection));
      return new Map(rows.map((row) => [row.id, reachabilityOfRow(row)]));
    },
    async reachabilityOf(contactId) {
      const [row] = await database.read((connection) => selectReachability(parts, connection, contactId));
      return row === undefined ? 'no address' : reachabilityOfRow(row);
    },
    recordConsents: (contactId, statements) =>
      database.write((connection) =>
        addConsents(
          parts,
          connection,
          statements.map((statement) => ({ ...statement, contactId })),
        ),
      ),
    suppress: (contactId, reason, at) =>
      database.write(async (connection) => {
        const [row] = await connection
          .select({ addressLookup: contacts.addressLookup })
          .from(contacts)
          .where(and(eq(contacts.tenant, tenant), eq(contacts.id, contactId)));
        if (row === undefined) throw new AppError('not_found', `There is no contact ${contactId} any more.`);
        if (row.addressLookup === null) return;
        await connection
          .insert(suppressions)
          .values({ tenant, addressLookup: row.addressLookup, reason, at })
          .onConflictDoNothing();
      }),
  };
}

interface ReachabilityRow {
  readonly id: string;
  readonly addressLookup: string | null;
  readonly emailConsent: boolean;
  readonly suppressed: string | null;
}

function reachabilityOfRow({ addressLookup, emailConsent, suppressed }: ReachabilityRow): Reachability {
  if (addressLookup === null) return 'no address';
  if (suppressed !== null) return 'suppressed';
  return emailConsent ? 'mailable' : 'no consent';
}

function selectReachability(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactId?: string,
): Promise<ReachabilityRow[]> {
  const { contacts, suppressions } = database.tables;
  return connection
    .select({
      id: contacts.id,
      addressLookup: contacts.addressLookup,
      emailConsent: contacts.emailConsent,
      suppressed: sql<string | null>`${suppressions.reason}`,
    })
    .from(contacts)
    .leftJoin(
      suppressions,
      and(eq(suppressions.tenant, contacts.tenant), eq(suppressions.addressLookup, contacts.addressLookup)),
    )
    .where(and(eq(contacts.tenant, tenant), contactId === undefined ? undefined : eq(contacts.id, contactId)))
    .then((rows) => rows);
}

async function readContact(
  parts: StoreParts,
  connection: Connection,
  contactId: string,
): Promise<Contact | null> {
  const { contacts, contactKeys } = parts.database.tables;
  const [row] = await connection
    .select({ contact: contacts, wrapped: contactKeys.wrapped })
    .from(contacts)
    .innerJoin(contactKeys, and(eq(contactKeys.tenant, contacts.tenant), eq(contactKeys.id, contacts.keyId)))
    .where(and(eq(contacts.tenant, parts.tenant), eq(contacts.id, contactId)));
  if (row === undefined) return null;
  const { id, keyId, profile, firstSeenAt, lastSeenAt, eventCount } = row.contact;
  const key = { keyId, wrapped: row.wrapped };
  const consents = (await newestConsents(parts, connection, [id])).get(id) ?? { email: null, tracking: null };
  return {
    id,
    profile: openProfile({ cipher: parts.cipher, sealed: profile, key, contactId: id }),
    consents,
    firstSeenAt,
    lastSeenAt,
    eventCount,
  };
}
