/** Brings a database to a version of the schema: the newest, or the one that a backup was made at. */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../open-database.ts';
import type { DatabasePlace } from './database-url.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

export interface Migrating {
  /** The newest unless told. */
  readonly version?: number | undefined;
  readonly isRestoring?: boolean;
}

/** Makes the database when it is a file that is not there. Throws what connecting throws. */
export async function migratePlace(
  place: DatabasePlace,
  migrationsFolder: string,
  { version = newestVersion(migrationsFolder), isRestoring = false }: Migrating = {},
): Promise<void> {
  await inTemporaryFolder('flywheel-migrations-', async (some) => {
    const folder = join(some, place.kind);
    cpSync(join(migrationsFolder, place.kind), folder, { recursive: true });
    const { entries, ...rest } = readJournal(folder);
    writeFileSync(journalOf(folder), JSON.stringify({ ...rest, entries: entries.slice(0, version) }));
    await (await openDatabase(place, some, { isRestoring })).close();
  });
}

/** How many migrations there are; both databases have the same, made together. */
export function newestVersion(migrationsFolder: string): number {
  return readJournal(join(migrationsFolder, 'postgres')).entries.length;
}

function readJournal(folder: string): Journal {
  return JSON.parse(readFileSync(journalOf(folder), 'utf8'));
}

function journalOf(folder: string): string {
  return join(folder, 'meta', '_journal.json');
}
