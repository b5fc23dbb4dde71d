/** The two databases that everything has to run on: a word for tests to say so, and a fresh place on either. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
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

/** A place that nobody has open, to be copied. */
export interface Template {
  readonly dataDir: string;
  /** The name of its database on the test run's server; null for SQLite. */
  readonly database: string | null;
}

/** A place as the template is, or else an empty one: an empty data folder, and for PostgreSQL a database with empty tables. */
export async function makePlace(on: Kind, template?: Template, within = tmpdir()): Promise<Place> {
  const dataDir = await mkdtemp(join(within, 'flywheel-place-'));
  if (template !== undefined) await cp(template.dataDir, dataDir, { recursive: true });
  const from = template?.database ?? inject('postgresTemplate');
  const database = on === 'SQLite' ? null : await createDatabase(inject('postgresUrl'), from);
  return {
    settings: { DATA_DIR: dataDir, ...(database === null ? {} : { DATABASE_URL: database.url }) },
    dataDir,
    async remove() {
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
