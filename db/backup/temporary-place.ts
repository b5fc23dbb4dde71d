/** A database that is there for one check: a file in a folder of its own, or a database of its own on the server. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabasePlace } from '../rows/database-url.ts';
import { openRaw } from '../rows/open-raw.ts';

/**
 * Runs `work` on it and removes it again, whatever comes of it. Throws what the server throws when its user may not
 * create databases.
 */
export async function inTemporaryPlace<T>(
  like: DatabasePlace,
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  if (like.kind === 'postgres') return inTemporaryDatabase(like, work);
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-check-'));
  try {
    return await work({ kind: 'sqlite', file: join(folder, 'flywheel.db') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inTemporaryDatabase<T>(
  like: DatabasePlace & { readonly kind: 'postgres' },
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  const name = `flywheel_check_${randomUUID().replaceAll('-', '')}`;
  const server = await openRaw(like);
  try {
    await server.run(`create database ${name}`);
    const url = new URL(like.url);
    url.pathname = `/${name}`;
    try {
      return await work({ kind: 'postgres', url: url.href });
    } finally {
      await server.run(`drop database ${name} with (force)`);
    }
  } finally {
    await server.close();
  }
}
