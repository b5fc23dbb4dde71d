/** The columns of a job that leave the store: not whose lease it is under. */

import { getTableColumns } from 'drizzle-orm';
import type { StoreParts } from '../database.ts';

export function jobColumns({ database }: StoreParts) {
  const { tenant: _, owner: __, leaseUntil: ___, ...columns } = getTableColumns(database.tables.jobs);
  return columns;
}
