/** What a later version of the schema does with backups and databases of an earlier one, tried with a migration that is yet to come. */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeBackup } from '../../db/backup/write-backup.ts';
import { copyDatabase } from '../../db/copy-database.ts';
import { restoreDatabase } from '../../db/restore-database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { migratePlace, newestVersion } from '../../db/rows/migrate-place.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { T0 } from './builders.ts';
import { MASTER, MIGRATIONS, TENANT } from './company.ts';
import { fillStores, readStores, storesOf } from './fill-stores.ts';
import { freshFolder, freshUrl, openParts, openUrl } from './fresh-place.ts';

/** The migrations there are and one more, which gives products a column. */
function migrationsToCome(): string {
  const folder = freshFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  for (const dialect of ['sqlite', 'postgres']) {
    const file = join(folder, dialect, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8'));
    const { idx, version, when } = journal.entries.at(-1);
    journal.entries.push({ idx: idx + 1, version, when: when + 1, tag: 'to_come', breakpoints: true });
    writeFileSync(file, JSON.stringify(journal));
    const sql = `ALTER TABLE products ADD COLUMN note text DEFAULT 'none' NOT NULL;`;
    writeFileSync(join(folder, dialect, 'to_come.sql'), sql);
  }
  return folder;
}

async function filled(kind: Kind): Promise<string> {
  const url = await freshUrl(kind);
  await fillStores(await openParts(url));
  return url;
}

async function backUp(
  url: string,
  migrationsFolder: string,
): Promise<{ readonly from: string; readonly keys: string }> {
  const folder = freshFolder();
  const backup = await writeBackup({
    place: parseDatabaseUrl(url),
    migrationsFolder,
    modelsFolder: join(folder, 'models'),
    to: folder,
    keysTo: folder,
    createdAt: T0,
    keyFingerprint: 'of MASTER',
    masterKeyFile: null,
    freeBytes: async () => Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  });
  return { from: backup.data, keys: backup.keys };
}

const restore = async (
  backup: { readonly from: string; readonly keys: string },
  to: string,
  migrationsFolder: string,
) =>
  restoreDatabase({
    ...backup,
    to: parseDatabaseUrl(to),
    modelsFolder: join(freshFolder(), 'models'),
    migrationsFolder,
    tenant: TENANT,
    check: false,
    openCiphers: () => (tenant: string) => createFieldCipher(MASTER, tenant),
  });

it.each<Kind>(['SQLite', 'PostgreSQL'])(
  'a backup of an older version is restored on %s and brought up to date',
  async (kind) => {
    const url = await filled(kind);
    const before = await readStores(storesOf(await openParts(url)));
    const to = await freshUrl(kind);
    const toCome = migrationsToCome();
    await restore(await backUp(url, MIGRATIONS), to, toCome);
    const restored = { ...(await openParts(url)), database: await openUrl(to, toCome) };
    const { ann, products } = await readStores(storesOf(restored));
    expect({ ann, products }).toEqual({ ann: before.ann, products: before.products });
    const raw = await openRaw(parseDatabaseUrl(to));
    expect(await raw.run(`update products set note = 'seen' where note = 'none'`)).toBe(1);
    await raw.close();
  },
);

it('a backup of a newer version is refused, as is a place that is newer than the backup', async () => {
  const url = await filled('SQLite');
  const newer = await backUp(url, migrationsToCome());
  await expect(restore(newer, await freshUrl('SQLite'), MIGRATIONS)).rejects.toThrow(
    'made by a newer version',
  );
  const used = await freshUrl('SQLite');
  await (await openUrl(used)).close();
  const raw = await openRaw(parseDatabaseUrl(used));
  await raw.run(`insert into __drizzle_migrations (hash, created_at) values ('to come', 9999999999999)`);
  await raw.close();
  const older = await backUp(url, MIGRATIONS);
  await expect(restore(older, used, MIGRATIONS)).rejects.toThrow('is of a newer version than the backup');
});

it.each<Kind>(['SQLite', 'PostgreSQL'])(
  'a program does not start on a database on %s that a newer one brought up to date, and changes nothing there',
  async (kind) => {
    const url = await freshUrl(kind);
    await migratePlace(parseDatabaseUrl(url), migrationsToCome());
    await expect(openUrl(url).then(() => 'opened')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/by a newer version of Flywheel than this one: start that version, or /),
    });
    const raw = await openRaw(parseDatabaseUrl(url));
    expect(await raw.schemaVersion()).toBe(newestVersion(MIGRATIONS) + 1);
    await raw.close();
  },
);

it('a database of another version is not copied', async () => {
  const url = await filled('SQLite');
  const to = await freshUrl('SQLite');
  const copy = (migrationsFolder: string) => copyDatabase({ from: url, to, migrationsFolder });
  await expect(copy(migrationsToCome())).rejects.toThrow(
    'older version of Flywheel: start this one on it once',
  );
  const raw = await openRaw(parseDatabaseUrl(url));
  await raw.run(`insert into __drizzle_migrations (hash, created_at) values ('to come', 9999999999999)`);
  await raw.close();
  await expect(copy(MIGRATIONS)).rejects.toThrow('newer version of Flywheel');
});
