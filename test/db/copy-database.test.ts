import { expect, it } from 'vitest';
import { copyDatabase } from '../../db/copy-database.ts';
import { RESTORE_MARK } from '../../db/refuse-unready.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { listLayouts } from '../../db/rows/table-layout.ts';
import { claimForKey } from '../../db/stores/claim-for-key.ts';
import type { Kind } from '../support/each-database.ts';
import { T0 } from './builders.ts';
import { MIGRATIONS, TENANT } from './company.ts';
import { fillStores, readStores, storesOf } from './fill-stores.ts';
import { freshUrl, openParts, openUrl } from './fresh-place.ts';

const copy = (from: string, to: string) => copyDatabase({ from, to, migrationsFolder: MIGRATIONS });

async function filled(kind: Kind, others?: number): Promise<string> {
  const url = await freshUrl(kind);
  await fillStores(await openParts(url), others);
  return url;
}

it('carries a company from SQLite to PostgreSQL and back, and the stores answer the same', async () => {
  const first = await filled('SQLite', 2_500);
  const second = await freshUrl('PostgreSQL');
  const third = await freshUrl('SQLite');
  const there = await copy(first, second);
  const back = await copy(second, third);
  expect(there.tables).toEqual(back.tables);
  // More than a page of contacts, and no table that the test forgot to fill.
  expect(there.tables['contacts']?.rows).toBe(2_501);
  const empty = Object.entries(there.tables).filter(([, { rows }]) => rows === 0);
  expect(empty).toEqual([]);
  expect(Object.keys(there.tables)).toHaveLength(listLayouts().length);

  const original = await readStores(storesOf(await openParts(first)));
  expect(original.ann?.profile).toMatchObject({ lastName: 'Quillfeather', traits: { z: 1 } });
  expect(original.history?.events.map(({ joinedAt }) => joinedAt)).toContain(T0 + 1);
  for (const url of [second, third])
    expect(await readStores(storesOf(await openParts(url)))).toEqual(original);
});

it('refuses a target that is not empty, and leaves it as it was', async () => {
  const from = await filled('SQLite');
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    const to = await filled(kind, 1);
    await expect(copy(from, to)).rejects.toThrow(/is not empty: its table \w+ has rows.*fresh, empty/);
    expect(await storesOf(await openParts(to)).contacts.count()).toBe(2);
  }
});

it('takes a target on which Flywheel was only started, and with it becomes the source’s key’s', async () => {
  const from = await filled('SQLite', 1);
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    const to = await freshUrl(kind);
    const { database, cipher } = await openParts(to);
    const ring = { database, cipherOf: () => cipher };
    const claim = { tenant: TENANT, at: 0 };
    expect(await claimForKey(ring, { ...claim, fingerprint: 'another' })).toBe(true);
    await copy(from, to);
    expect(await claimForKey(ring, { ...claim, fingerprint: 'another' })).toBe(false);
    expect(await claimForKey(ring, { ...claim, fingerprint: 'of MASTER' })).toBe(true);
  }
});

it('keeps nothing when it is cut off half-way, and can then be run again', async () => {
  const from = await filled('PostgreSQL');
  const to = await freshUrl('SQLite');
  const cut = copyDatabase({
    from,
    to,
    migrationsFolder: MIGRATIONS,
    onProgress(table) {
      if (table === 'events') throw new Error('cut off');
    },
  });
  await expect(cut).rejects.toThrow('cut off');
  expect((await copy(from, to)).tables['contacts']?.rows).toBe(4);
});

it.each<Kind>(['SQLite', 'PostgreSQL'])(
  'notices a row that arrives changed on %s, and keeps nothing',
  async (kind) => {
    const from = await filled('SQLite');
    const to = await freshUrl(kind);
    await (await openUrl(to)).close();
    const raw = await openRaw(parseDatabaseUrl(to));
    for (const statement of TRIGGERS[kind]) await raw.run(statement);
    await raw.close();
    await expect(copy(from, to)).rejects.toThrow(/Table products does not arrive as it is/);
    expect(await storesOf(await openParts(to)).contacts.count()).toBe(0);
  },
);

const TRIGGERS = {
  SQLite: [`create trigger meddle after insert on products begin update products set stock = 7; end`],
  PostgreSQL: [
    `create function meddle() returns trigger as 'begin new.stock := 7; return new; end' language plpgsql`,
    `create trigger meddle before insert on products for each row execute function meddle()`,
  ],
};

it.each<Kind>(['SQLite', 'PostgreSQL'])(
  'refuses a source on %s into which a restore was cut off: its copy could be sent from',
  async (kind) => {
    const from = await filled(kind);
    const raw = await openRaw(parseDatabaseUrl(from));
    await raw.run(`create table ${RESTORE_MARK} (since bigint)`);
    await raw.close();
    const to = await freshUrl('SQLite');
    await expect(copy(from, to)).rejects.toThrow(/holds a restore that was cut off.*restore once more/);
    await expect(openRaw(parseDatabaseUrl(to))).rejects.toMatchObject({ code: 'not_found' });
  },
);

it('refuses a source that is not there, not ours, or the target itself', async () => {
  const to = await freshUrl('SQLite');
  await expect(copy(await freshUrl('SQLite'), to)).rejects.toMatchObject({ code: 'not_found' });
  await expect(copy(await freshUrl('PostgreSQL'), to)).rejects.toThrow('no database of Flywheel');
  await expect(copy('postgres://u:secret@127.0.0.1:1/x', to)).rejects.toMatchObject({ code: 'unavailable' });
  await expect(copy('mysql://u:secret@host/x', to)).rejects.toThrow(
    /^"mysql:\/\/u@host\/x" names no database/,
  );
  const from = await filled('SQLite');
  await expect(copy(from, from)).rejects.toThrow('the same database');
});
