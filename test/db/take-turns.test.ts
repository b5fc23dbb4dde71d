/** Two connections to one SQLite file take turns, even if one of them always has something to write. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';

const WORK_MS = 5;
const FLOOD = 300;

/** Holds the file's lock as a group of events does: at work, without letting go of the event loop. */
const writeOnce = (database: Database) =>
  database.write(async () => {
    const startedAt = performance.now();
    while (performance.now() - startedAt < WORK_MS);
  });

it('lets others write while one writes without a pause', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-turns-'));
  const [flooding, patient] = [1, 2].map(() =>
    connectSqlite({ file: join(folder, 'flywheel.db'), migrationsFolder: 'db/migrations/sqlite' }),
  ) as [Database, Database];
  onTestFinished(async () => {
    await Promise.all([flooding.close(), patient.close()]);
    await rm(folder, { recursive: true });
  });
  let flooded = 0;
  const flood = Promise.all(
    Array.from({ length: FLOOD }, () => writeOnce(flooding).then(() => (flooded += 1))),
  );
  for (let written = 0; written < 5; written += 1) await writeOnce(patient);
  expect(flooded).toBeGreaterThan(0);
  expect(flooded).toBeLessThan(FLOOD / 2);
  await flood;
});
