/** A database that is there for one check: a file in a folder of its own, or a database of its own on the server. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabasePlace } from '../rows/database-url.ts';
import { openRaw } from '../rows/open-raw.ts';

/** PostgreSQL's insufficient_privilege (documentation, appendix A). */
const MAY_NOT = '42501';

/**
 * Runs `work` on it and removes it again, whatever comes of it. On a server whose user may not create databases, as one
 * that was given a single database may not, it is a file all the same: a backup fits into either kind.
 */
export async function inTemporaryPlace<T>(
  like: DatabasePlace,
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  const server = like.kind === 'postgres' ? await createTemporary(like) : null;
  return server === null ? inTemporaryFile(work) : inTemporaryDatabase(server, work);
}

async function inTemporaryFile<T>(work: (place: DatabasePlace) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-check-'));
  try {
    return await work({ kind: 'sqlite', file: join(folder, 'flywheel.db') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Temporary {
  readonly url: string;
  drop(): Promise<void>;
}

/** Null when the user may not. */
async function createTemporary(
  like: DatabasePlace & { readonly kind: 'postgres' },
): Promise<Temporary | null> {
  const name = `flywheel_check_${randomUUID().replaceAll('-', '')}`;
  const server = await openRaw(like);
  try {
    await server.run(`create database ${name}`);
  } catch (fault) {
    await server.close();
    if (fault instanceof Error && 'code' in fault && fault.code === MAY_NOT) return null;
    throw fault;
  }
  const url = new URL(like.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await server.run(`drop database ${name} with (force)`);
      await server.close();
    },
  };
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
