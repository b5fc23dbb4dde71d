/** Checks a backup where the database's user may do little, as on a server that others use too. */

import { join } from 'node:path';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { writeBackup } from '../../db/backup/write-backup.ts';
import { restoreDatabase } from '../../db/restore-database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import { MASTER, MIGRATIONS, TENANT } from './company.ts';
import { fillStores } from './fill-stores.ts';
import { freshFolder, freshUrl, openParts } from './fresh-place.ts';

it('checks a backup in a file when the user may not create databases', async () => {
  const url = await ownedByPlainUser(await freshUrl('PostgreSQL'));
  await fillStores(await openParts(url));
  const folder = freshFolder();
  const { rows } = await writeBackup({
    place: parseDatabaseUrl(url),
    migrationsFolder: MIGRATIONS,
    modelsFolder: join(folder, 'models'),
    to: join(folder, 'backups'),
    keysTo: join(folder, 'keys'),
    createdAt: Date.UTC(2026, 0, 5),
    keyFingerprint: 'of MASTER',
    masterKeyFile: null,
    freeBytes: async () => Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  });
  const checked = await restoreDatabase({
    from: join(folder, 'backups'),
    keys: join(folder, 'keys'),
    to: parseDatabaseUrl(url),
    modelsFolder: join(folder, 'nowhere'),
    migrationsFolder: MIGRATIONS,
    tenant: TENANT,
    check: true,
    openCiphers: () => (tenant: string) => createFieldCipher(MASTER, tenant),
  });
  expect(checked).toMatchObject({ database: 'sqlite', rows, contactsOpened: 4 });
});

/** Hands the database over to a user who may do what they like in it, and nothing beside it. */
async function ownedByPlainUser(url: string): Promise<string> {
  const own = new URL(url);
  const name = own.pathname.slice(1);
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create role plain_${name} login password 'plain'`);
  await admin.query(`alter database ${name} owner to plain_${name}`);
  await admin.query(`alter schema public owner to plain_${name}`);
  onTestFinished(async () => {
    await admin.query(`reassign owned by plain_${name} to current_user`);
    await admin.query(`drop role plain_${name}`);
    await admin.end();
  });
  own.username = `plain_${name}`;
  own.password = 'plain';
  return own.href;
}
