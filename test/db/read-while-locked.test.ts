/** Reading while another program holds the file. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { turnLoop } from './turn-loop.ts';

let folder: string;
let file: string;
const open: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-sqlite-'));
  file = join(folder, 'data', 'flywheel.db');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
  rmSync(folder, { recursive: true });
});

function connect(lockPatienceMs: number): Database {
  const database = connectSqlite({ file, migrationsFolder: 'db/migrations/sqlite', lockPatienceMs });
  open.push(database);
  return database;
}

describe('reading', () => {
  /** A database that another program holds for itself, and a way to read it beside ours. */
  function lockOther() {
    const otherFile = join(folder, 'locked.db');
    const holder = new SqliteDriver(otherFile);
    holder.pragma('journal_mode = WAL');
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('CREATE TABLE cups (id); BEGIN EXCLUSIVE');
    const reader = new SqliteDriver(otherFile, { readonly: true, timeout: 0 });
    onTestFinished(() => {
      reader.close();
      holder.close();
    });
    return { holder, readCups: async () => drizzle(reader).all(sql`select id from cups`) };
  }

  it('waits for a lock without holding up this process', async () => {
    const database = connect(PATIENCE_MS);
    const { holder, readCups } = lockOther();
    const reading = database.read(readCups);
    // Whoever held up this process would never let go.
    await turnLoop();
    holder.exec('COMMIT').close();
    expect(await reading).toEqual([]);
  });

  it('gives up on a lock that is not let go, and says so', async () => {
    const database = connect(40);
    const { readCups } = lockOther();
    await expect(database.read(readCups)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('locked by another program'),
    });
    const { products } = database.tables;
    expect(await database.read((connection) => connection.select().from(products))).toEqual([]);
  });
});
