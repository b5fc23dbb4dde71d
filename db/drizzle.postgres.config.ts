/** How drizzle-kit writes the PostgreSQL migrations: `npm run db:generate`. */

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/postgres.ts',
  out: './db/migrations/postgres',
  casing: 'snake_case',
});
