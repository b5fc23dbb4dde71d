/** Reads who may be mailed, without opening anything personal. */

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reachability, SuppressionReason } from '../../src/domain/contact.ts';
import type { Connection, StoreParts } from '../database.ts';

export interface ReachabilityRow {
  readonly id: string;
  readonly addressLookup: string | null;
  readonly emailConsent: boolean;
  /** Whether anything was ever said about e-mail: without consent, it was a denial that stands. */
  readonly hasSpoken: unknown;
  /** Whether the address leads to this contact: of several with one address, to the last that came with it. */
  readonly isFound: unknown;
  readonly suppressed: SuppressionReason | null;
}

/** Of all contacts, or of some and whoever shares an address with them (none for those without an address). */
export async function readReachability(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds?: readonly string[],
): Promise<readonly ReachabilityRow[]> {
  const { contacts, consents, identities, suppressions } = database.tables;
  const addresses = contactIds === undefined ? undefined : await readAddresses(contactIds);
  if (addresses?.length === 0) return [];
  const spoken = connection
    .select({ one: sql`1` })
    .from(consents)
    .where(
      and(eq(consents.tenant, tenant), eq(consents.contactId, contacts.id), eq(consents.purpose, 'email')),
    );
  return connection
    .select({
      id: contacts.id,
      addressLookup: contacts.addressLookup,
      emailConsent: contacts.emailConsent,
      hasSpoken: sql<unknown>`exists ${spoken}`,
      isFound: sql<unknown>`${identities.contactId} = ${contacts.id}`,
      suppressed: sql<SuppressionReason | null>`${suppressions.reason}`,
    })
    .from(contacts)
    .leftJoin(
      suppressions,
      and(eq(suppressions.tenant, contacts.tenant), eq(suppressions.addressLookup, contacts.addressLookup)),
    )
    .leftJoin(
      identities,
      and(eq(identities.tenant, contacts.tenant), eq(identities.lookup, contacts.addressLookup)),
    )
    .where(
      and(
        eq(contacts.tenant, tenant),
        // A query of its own for the addresses: planners scan all contacts for one that stands in a subquery.
        addresses === undefined ? undefined : inArray(contacts.addressLookup, addresses),
      ),
    )
    .then((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1)));

  async function readAddresses(ids: readonly string[]): Promise<string[]> {
    const rows = await connection
      .select({ addressLookup: contacts.addressLookup })
      .from(contacts)
      .where(and(eq(contacts.tenant, tenant), inArray(contacts.id, [...ids])));
    return rows.flatMap(({ addressLookup }) => addressLookup ?? []);
  }
}

/** By contact id. The rows must hold all contacts of each address: a denial by any of them counts for it. */
export function judgeReachability(rows: readonly ReachabilityRow[]): ReadonlyMap<string, Reachability> {
  const denied = new Set<string>();
  const chosen = new Map<string, string>();
  for (const { id, addressLookup, emailConsent, hasSpoken, isFound } of rows) {
    if (addressLookup === null) continue;
    if (!emailConsent && hasSpoken) denied.add(addressLookup);
    // The address may lead to a contact that has another by now: then the first of the rest stands for it.
    if (isFound || !chosen.has(addressLookup)) chosen.set(addressLookup, id);
  }
  return new Map(
    rows.map((row) => [
      row.id,
      judge(row, { denied, isChosen: chosen.get(row.addressLookup ?? '') === row.id }),
    ]),
  );
}

function judge(
  { addressLookup, emailConsent, suppressed }: ReachabilityRow,
  { denied, isChosen }: { readonly denied: ReadonlySet<string>; readonly isChosen: boolean },
): Reachability {
  if (addressLookup === null) return 'no address';
  if (suppressed !== null) return 'suppressed';
  if (!emailConsent || denied.has(addressLookup)) return 'no consent';
  return isChosen ? 'mailable' : 'same address as another';
}
