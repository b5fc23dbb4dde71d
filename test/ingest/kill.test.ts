import { describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { type SoakIngestOptions, soakIngest } from '../../bench/soak-ingest.ts';

/** Twenty-five starts of the whole product; much of it is for machines that do other work as well. */
const PATIENCE = 400_000;

async function expectAllOnce(options: SoakIngestOptions): Promise<void> {
  const figures = await soakIngest(options);
  console.log(JSON.stringify(figures));
  const { acknowledged } = figures;
  expect(figures).toMatchObject({
    kills: options.kills,
    events: acknowledged,
    lost: 0,
    strange: 0,
    miscounted: 0,
    halved: 0,
    refused: 0,
  });
  expect(acknowledged).toBeGreaterThanOrEqual(options.events);
  // Otherwise no kill met a request at work, and this test would say nothing.
  expect(figures.interrupted).toBeGreaterThan(options.kills);
}

describe('web processes that are killed under load', () => {
  it(
    'keep each acknowledged event once, and counters that equal the rows, on SQLite',
    () => expectAllOnce({ kills: 20, events: 10_000, databaseUrl: null, seed: 1 }),
    PATIENCE,
  );

  it(
    'keep each acknowledged event once, and counters that equal the rows, on PostgreSQL',
    async () => {
      const { url, drop } = await createDatabase(inject('postgresUrl'));
      try {
        await expectAllOnce({ kills: 5, events: 2_500, databaseUrl: url, seed: 2 });
      } finally {
        await drop();
      }
    },
    PATIENCE,
  );
});
