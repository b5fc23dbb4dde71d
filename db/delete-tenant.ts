/** Deletes all rows of a workspace that Flywheel was removed from. */

import { and, eq, lte, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { DAY } from '../src/domain/clock.ts';
import { AppError } from '../src/errors.ts';
import type { Connection, Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import type { DatabasePlace } from './rows/database-url.ts';

/** For so long after its removal a workspace may come back and find its data. */
export const GRACE_DAYS = 30;

export interface DeleteTenantRequest {
  readonly place: DatabasePlace;
  readonly migrationsFolder: string;
  readonly tenant: string;
  readonly now: number;
  /** Otherwise rows are counted and nothing is deleted. */
  readonly isConfirmed: boolean;
}

export interface DeletedTenant {
  readonly rows: number;
  readonly deleted: boolean;
}

/**
 * All in one transaction, which first makes sure that nobody has added it again. Can be repeated after it was cut off. Throws
 * `not_found` for a workspace that is not known, and `conflict` while Flywheel is installed there or the grace period goes on.
 */
export async function deleteTenant(request: DeleteTenantRequest): Promise<DeletedTenant> {
  const database = await openDatabase(request.place, request.migrationsFolder);
  try {
    await demandEnded(database, request);
    if (!request.isConfirmed) return { rows: await countRows(database, request.tenant), deleted: false };
    return {
      rows: await database.write((connection) => deleteRows(database, connection, request)),
      deleted: true,
    };
  } finally {
    await database.close();
  }
}

async function demandEnded({ tables, read }: Database, { tenant, now }: DeleteTenantRequest): Promise<void> {
  const { installations } = tables;
  const [found] = await read((connection) =>
    connection.select().from(installations).where(eq(installations.tenant, tenant)),
  );
  if (found === undefined)
    throw new AppError('not_found', `There is no workspace ${tenant}, or its data are deleted already.`);
  if (found.state === 'installed' || found.endedAt === null)
    throw new AppError(
      'conflict',
      `Flywheel is installed in ${tenant} (${found.teamName}): its data are deleted only after it was removed there.`,
    );
  const until = found.endedAt + GRACE_DAYS * DAY;
  if (now < until)
    throw new AppError(
      'conflict',
      `Flywheel was removed from ${tenant} (${found.teamName}) on ${say(found.endedAt)}, and its data are kept for ${GRACE_DAYS} days, until ${say(until)}, in case it comes back.`,
    );
}

async function countRows({ tables, read }: Database, tenant: string): Promise<number> {
  let rows = 0;
  for (const table of Object.values(tables)) {
    const [found] = await read((connection) =>
      connection
        .select({ n: sql<number | string>`count(*)` })
        .from(table as PgTable)
        .where(eq(tenantOf(table), tenant)),
    );
    rows += Number(found?.n ?? 0);
  }
  return rows;
}

async function deleteRows(
  { tables }: Database,
  connection: Connection,
  { tenant, now }: DeleteTenantRequest,
): Promise<number> {
  const { installations, ...others } = tables;
  const gone = await connection
    .delete(installations)
    .where(
      and(
        eq(installations.tenant, tenant),
        eq(installations.state, 'ended'),
        lte(installations.endedAt, now - GRACE_DAYS * DAY),
      ),
    )
    .returning({ tenant: installations.tenant });
  if (gone.length === 0)
    throw new AppError('conflict', `Flywheel has just been added to ${tenant} again: nothing was deleted.`);
  let rows = 1;
  for (const table of Object.values(others)) {
    const column = tenantOf(table);
    const deleted = await connection
      .delete(table as PgTable)
      .where(eq(column, tenant))
      .returning({ tenant: column });
    rows += deleted.length;
  }
  return rows;
}

/** Every key starts with it. */
function tenantOf(table: object): PgColumn {
  return (table as { readonly tenant: PgColumn }).tenant;
}

function say(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
