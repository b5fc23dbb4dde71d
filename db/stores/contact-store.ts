/** Keeps contacts: finds them by look-up, opens what is personal on request, knows who may be mailed. */

import { and, count, eq } from 'drizzle-orm';
import type { Contact, ContactStore, SuppressionReason } from '../../src/domain/contact.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { addConsents, standingConsents } from './consent-rows.ts';
import { openProfile } from './contact-draft.ts';
import { currentContactId } from './forward-contact.ts';
import { judgeReachability, readReachability } from './reachability-rows.ts';
import { addSuppression } from './suppression-rows.ts';
import { readTimeZones } from './time-zones.ts';

export function createContactStore(parts: StoreParts): ContactStore {
  const { database, tenant } = parts;
  const { contacts } = database.tables;
  const reachabilityRows = (connection: Connection, contactId?: string) =>
    readReachability(parts, connection, contactId === undefined ? undefined : [contactId]);
  const current = (connection: Connection, contactId: string) =>
    currentContactId(parts, connection, contactId);
  return {
    find: (emailOrUserId) =>
      database.read((connection) => findContact(parts, connection, emailOrUserId.trim())),
    get: (contactId) =>
      database.read(async (connection) =>
        readContact(parts, connection, await current(connection, contactId)),
      ),
    async count() {
      const [row] = await database.read((connection) =>
        connection.select({ n: count() }).from(contacts).where(eq(contacts.tenant, tenant)),
      );
      return Number(row?.n ?? 0);
    },
    reachability: async () =>
      judgeReachability(await database.read((connection) => reachabilityRows(connection))),
    reachabilityOf: (contactId) =>
      database.read(async (connection) => {
        const now = await current(connection, contactId);
        return judgeReachability(await reachabilityRows(connection, now)).get(now) ?? 'no address';
      }),
    timeZones: (contactIds) => readTimeZones(parts, contactIds),
    suppressionOf: (contactId) =>
      database.read(async (connection) => {
        const [row] = await reachabilityRows(connection, await current(connection, contactId));
        return row?.suppressed ?? null;
      }),
    recordConsents: (contactId, statements) =>
      database.write(async (connection) => {
        const now = await current(connection, contactId);
        await addConsents(
          parts,
          connection,
          statements.map((statement) => ({ ...statement, contactId: now })),
        );
      }),
    suppress: (contactId, reason, at) =>
      database.write(async (connection) =>
        suppressContact(parts, connection, { contactId: await current(connection, contactId), reason, at }),
      ),
  };
}

async function findContact(
  parts: StoreParts,
  connection: Connection,
  emailOrUserId: string,
): Promise<Contact | null> {
  const { identities } = parts.database.tables;
  for (const kind of ['email', 'user', 'anonymous'] as const) {
    const lookup = parts.cipher.lookup(kind, emailOrUserId);
    const [row] = await connection
      .select({ contactId: identities.contactId })
      .from(identities)
      .where(and(eq(identities.tenant, parts.tenant), eq(identities.lookup, lookup)));
    if (row !== undefined) return readContact(parts, connection, row.contactId);
  }
  return null;
}

async function suppressContact(
  parts: StoreParts,
  connection: Connection,
  {
    contactId,
    reason,
    at,
  }: { readonly contactId: string; readonly reason: SuppressionReason; readonly at: number },
): Promise<void> {
  const { contacts } = parts.database.tables;
  const [row] = await connection
    .select({ addressLookup: contacts.addressLookup })
    .from(contacts)
    .where(and(eq(contacts.tenant, parts.tenant), eq(contacts.id, contactId)));
  if (row === undefined) throw new AppError('not_found', `There is no contact ${contactId} any more.`);
  if (row.addressLookup === null) return;
  await addSuppression(parts, connection, { addressLookup: row.addressLookup, reason, at });
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
  const consents = (await standingConsents(parts, connection, [id])).get(id) ?? {
    email: null,
    tracking: null,
  };
  return {
    id,
    profile: openProfile({ cipher: parts.cipher, sealed: profile, key, contactId: id }),
    consents,
    firstSeenAt,
    lastSeenAt,
    eventCount,
  };
}
