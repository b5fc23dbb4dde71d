/** One real PostgreSQL server for the whole test run; each test file makes a database of its own in it. */

import type { TestProject } from 'vitest/node';
import { startOwnPostgres } from '../../bench/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server; a test's own database stands in its place. */
    postgresUrl: string;
  }
}

/** Vitest calls it before the first test and what it returns after the last. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startOwnPostgres(['-c', 'max_connections=200', '-c', 'fsync=off']);
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
