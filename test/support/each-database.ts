/** The two databases that everything has to run on: a word for tests to say so, and a fresh place on either. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';

const KINDS = ['SQLite', 'PostgreSQL'] as const;
export type Kind = (typeof KINDS)[number];

/** The same tests on SQLite and on a real PostgreSQL; what they open is opened `on` the kind they are handed. */
export function describeOnEach(define: (on: Kind) => void): void {
  describe.each(KINDS)('on %s', define);
}

export interface Place {
  /** What an app reads to be here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** To be called once whoever used it has closed it. */
  remove(): Promise<void>;
}

/** An empty data folder, and for PostgreSQL a database with empty tables on the test run's server. */
export async function makePlace(on: Kind): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-place-'));
  const database =
    on === 'SQLite' ? null : await createDatabase(inject('postgresUrl'), inject('postgresTemplate'));
  return {
    settings: { DATA_DIR: dataDir, ...(database === null ? {} : { DATABASE_URL: database.url }) },
    dataDir,
    async remove() {
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
