/** Reads who may be mailed, without opening anything personal. */

import { and, eq, sql } from 'drizzle-orm';
import type { Reachability, SuppressionReason } from '../../src/domain/contact.ts';
import type { Connection, StoreParts } from '../database.ts';

export interface ReachabilityRow {
  readonly id: string;
  readonly addressLookup: string | null;
  readonly emailConsent: boolean;
  readonly suppressed: SuppressionReason | null;
}

/** Of all contacts, or of one. */
export async function readReachability(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactId?: string,
): Promise<readonly ReachabilityRow[]> {
  const { contacts, suppressions } = database.tables;
  return connection
    .select({
      id: contacts.id,
      addressLookup: contacts.addressLookup,
      emailConsent: contacts.emailConsent,
      suppressed: sql<SuppressionReason | null>`${suppressions.reason}`,
    })
    .from(contacts)
    .leftJoin(
      suppressions,
      and(eq(suppressions.tenant, contacts.tenant), eq(suppressions.addressLookup, contacts.addressLookup)),
    )
    .where(
      and(eq(contacts.tenant, tenant), contactId === undefined ? undefined : eq(contacts.id, contactId)),
    );
}

export function reachabilityOfRow({
  addressLookup,
  emailConsent,
  suppressed,
}: ReachabilityRow): Reachability {
  if (addressLookup === null) return 'no address';
  if (suppressed !== null) return 'suppressed';
  return emailConsent ? 'mailable' : 'no consent';
}
