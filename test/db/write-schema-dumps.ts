/** `npm run db:dump`: writes down what the migrations lead to, so that a change of the schema is seen where changes are read. */

import { writeFileSync } from 'node:fs';
import { dumpPostgresSchema, dumpSqliteSchema } from './dump-schema.ts';
import { withMadeDatabases } from './make-databases.ts';

await withMadeDatabases(async ({ sqlite, postgres }) => {
  writeFileSync('db/schema.sqlite.sql', dumpSqliteSchema(sqlite.file));
  writeFileSync('db/schema.postgres.sql', await dumpPostgresSchema(postgres.url));
});
