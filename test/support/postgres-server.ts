/** One real PostgreSQL server for the whole test run; each test file makes a database of its own in it. */

import type { TestProject } from 'vitest/node';
import { createDatabase, startOwnPostgres } from '../../bench/embedded-postgres.ts';
import { connectPostgres } from '../../db/connect-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server; a test's own database stands in its place. */
    postgresUrl: string;
    /** A database of that server with our tables and nothing in them; to copy it takes a fifth of the time to make them. */
    postgresTemplate: string;
  }
}

/** Vitest calls it before the first test and what it returns after the last. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startOwnPostgres(['-c', 'max_connections=200', '-c', 'fsync=off']);
  const { url } = await createDatabase(server.url);
  await (await connectPostgres({ url, migrationsFolder: 'db/migrations/postgres' })).close();
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', new URL(url).pathname.slice(1));
  return () => server.stop();
}
