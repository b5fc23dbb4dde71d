/** A database that is there for one check: a file in a folder of its own, or a database of its own on the server. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { DatabasePlace } from '../rows/database-url.ts';
import { connectRaw } from '../rows/raw-postgres.ts';
import { inTemporaryFolder } from '../rows/temporary-folder.ts';

/** PostgreSQL's insufficient_privilege (documentation, appendix A). */
const MAY_NOT = '42501';
const PREFIX = 'flywheel_check_';

/**
 * Runs `work` on it and removes it again, whatever comes of it, and before it what killed checks left. On a server whose user may not create databases, as one
 * that was given a single database may not, it is a file all the same: a backup fits into either kind.
 */
export async function inTemporaryPlace<T>(
  like: DatabasePlace,
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  const server = like.kind === 'postgres' ? await createTemporary(like) : null;
  return server === null ? inTemporaryFile(work) : inTemporaryDatabase(server, work);
}

function inTemporaryFile<T>(work: (place: DatabasePlace) => Promise<T>): Promise<T> {
  return inTemporaryFolder('flywheel-check-', (folder) =>
    work({ kind: 'sqlite', file: join(folder, 'flywheel.db') }),
  );
}

interface Temporary {
  readonly url: string;
  drop(): Promise<void>;
}

/** Null when the user may not. */
async function createTemporary(
  like: DatabasePlace & { readonly kind: 'postgres' },
): Promise<Temporary | null> {
  const name = `${PREFIX}${randomUUID().replaceAll('-', '')}`;
  const server = await connectRaw(like.url);
  try {
    // By this others know that it is worked on: the server ends the session with the process.
    await server.query(`set application_name = '${name}'`);
    await removeAbandoned(server);
    await server.query(`create database ${name}`);
  } catch (fault) {
    await server.end();
    if (fault instanceof Error && 'code' in fault && fault.code === MAY_NOT) return null;
    throw fault;
  }
  const url = new URL(like.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}

/** Databases of the same user in which nobody works any more. */
async function removeAbandoned(server: Client): Promise<void> {
  const { rows } = await server.query<{ readonly name: string }>(
    `select datname as name from pg_database place
    where starts_with(datname, $1) and pg_get_userbyid(datdba) = current_user
    and not exists (select 1 from pg_stat_activity where application_name = place.datname)`,
    [PREFIX],
  );
  for (const { name } of rows) await server.query(`drop database if exists ${name} with (force)`);
}

async function inTemporaryDatabase<T>(
  { url, drop }: Temporary,
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  try {
    return await work({ kind: 'postgres', url });
  } finally {
    await drop();
  }
}
