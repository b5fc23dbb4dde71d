/**
 * `npm run db:keep-version`: keeps a small company as it is at the newest schema version, on both databases, for
 * upgrade.test.ts. A version that is kept already stays as it is, unless `-- --again` says that it was never released.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { openDatabase } from '../../db/open-database.ts';
import type { DatabasePlace } from '../../db/rows/database-url.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import { MASTER, MIGRATIONS, TENANT } from './company.ts';
import { dumpPostgresSchema, dumpSqliteSchema } from './dump-schema.ts';
import { fillStores } from './fill-stores.ts';
import { dumpMigrationsDone, dumpRows, listTags, versionFile } from './kept-version.ts';
import { withMadeDatabases } from './make-databases.ts';

await withMadeDatabases(async ({ sqlite, postgres }) => {
  for (const place of [sqlite, postgres]) {
    const tag = listTags(place.kind).at(-1) ?? '';
    const file = versionFile(place.kind, tag);
    if (existsSync(file) && !process.argv.includes('--again'))
      throw new Error(
        `${file} is kept already: make a migration first (npm run db:generate), or add -- --again.`,
      );
    await fill(place);
    const schema =
      place.kind === 'sqlite' ? dumpSqliteSchema(place.file) : await dumpPostgresSchema(place.url);
    writeFileSync(file, `${schema}\n${await dumpMigrationsDone(place)}${await dumpRows(place)}`);
    process.stderr.write(`kept ${file}\n`);
  }
});

async function fill(place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place, MIGRATIONS);
  await fillStores({ database, tenant: TENANT, cipher: createFieldCipher(MASTER, TENANT) });
  await database.close();
}
