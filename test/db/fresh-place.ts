/** Databases to copy, back up and restore: fresh ones of each kind, gone after the test. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import type { Database, StoreParts } from '../../db/database.ts';
import { openDatabase } from '../../db/open-database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { MASTER, MIGRATIONS, TENANT } from './company.ts';

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-whole-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The URL of a database with nothing in it; a SQLite file is not even made. */
export async function freshUrl(kind: Kind): Promise<string> {
  if (kind === 'SQLite') return `sqlite:${join(freshFolder(), 'flywheel.db')}`;
  const { url, drop } = await createDatabase(inject('postgresUrl'));
  onTestFinished(drop);
  return url;
}

/** Opened, brought up to date, and closed after the test at the latest. */
export async function openUrl(url: string, migrations = MIGRATIONS): Promise<Database> {
  const database = await openDatabase(parseDatabaseUrl(url), migrations);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= database.close();
    return closing;
  };
  onTestFinished(close);
  return { ...database, close };
}

/** What stores on the database are made of; all copies are read with the same master key. */
export async function openParts(url: string, master = MASTER): Promise<StoreParts> {
  return { database: await openUrl(url), tenant: TENANT, cipher: createFieldCipher(master, TENANT) };
}
