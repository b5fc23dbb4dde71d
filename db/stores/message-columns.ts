/** What of a message's row leaves the store: not its tenant, its owner or its links. */

import { getTableColumns } from 'drizzle-orm';
import type { StoreParts } from '../database.ts';

export function messageColumns({ database }: StoreParts) {
  const { tenant, owner, leaseUntil, links, ...columns } = getTableColumns(database.tables.messages);
  return columns;
}
