import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import type { Kind } from '../support/each-database.ts';
import { ANN, readStores, storesOf } from './fill-stores.ts';
import { freshUrl, openParts } from './fresh-place.ts';
import { listTags, loadVersion, readMigrationsDone, versionFile } from './kept-version.ts';

describe.each<Kind>(['SQLite', 'PostgreSQL'])('a company of an older version on %s', (kind) => {
  const folder = kind === 'SQLite' ? 'sqlite' : 'postgres';
  const tags = listTags(folder);

  it('is kept for every version (npm run db:keep-version)', () => {
    expect(tags.filter((tag) => !existsSync(versionFile(folder, tag)))).toEqual([]);
  });

  it.each(tags)(
    'was made by the migrations up to %s as they are now: an old migration is never edited',
    async (tag) => {
      const url = await freshUrl(kind);
      await loadVersion(parseDatabaseUrl(url), tag);
      const hashes = (await readMigrationsDone(parseDatabaseUrl(url))).map(({ hash }) => hash);
      const upTo = tags.slice(0, tags.indexOf(tag) + 1);
      expect(hashes).toEqual(upTo.map((name) => hashOf(`db/migrations/${folder}/${name}.sql`)));
    },
  );

  it.each(tags)('is read through the stores after an upgrade from %s', async (tag) => {
    const url = await freshUrl(kind);
    await loadVersion(parseDatabaseUrl(url), tag);
    const stores = storesOf(await openParts(url));
    expect(await readMigrationsDone(parseDatabaseUrl(url))).toHaveLength(tags.length);
    const found = await readStores(stores);
    expect(found.ann?.profile).toMatchObject(ANN);
    expect(found.byAddress).toBe(found.ann?.id);
    expect(found.contacts).toBe(4);
    expect(found.reachability.map(([, reachability]) => reachability)).toContain('suppressed');
    expect(found.history?.events.map(({ name, lines }) => [name, lines.length])).toContainEqual([
      'Order Completed',
      2,
    ]);
    expect(found.deadLetters).toMatchObject([{ field: 'userId', reason: 'is missing' }]);
    expect(found.products.map(({ id }) => id)).toEqual(['p1']);
    expect(found.offers).toMatchObject([{ id: 'ten', issued: 1 }]);
    expect(found.champion).toMatchObject({ id: 'run-1', reason: 'the first' });
    expect(found.scores.map(({ conversionProbability }) => conversionProbability)).toEqual([0.1 + 0.2, 1e-7]);
    expect(found.report).toMatchObject({ id: 'report-1', checks: [{ name: 'missing' }] });
    expect(found.campaigns).toMatchObject([
      { state: 'sending', audienceSize: 2, schedule: null, startsAt: null },
    ]);
    expect(found.messageCounts).toMatchObject({ queued: 1, sent: 1 });
    expect(found.outcomes).toMatchObject({ sent: 1, outcomes: { clicked: 1 } });
    expect(found.jobs).toMatchObject([{ name: 'nightly', state: 'waiting' }]);
  });
});

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file, 'utf8')).digest('hex');
}
