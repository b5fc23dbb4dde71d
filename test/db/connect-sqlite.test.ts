import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { runWriter, startWriters } from './start-writers.ts';
import { turnLoop } from './turn-loop.ts';

let [folder, file] = ['', ''];
const open: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-sqlite-'));
  file = join(folder, 'data', 'flywheel.db');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
  rmSync(folder, { recursive: true });
});

function connect(lockPatienceMs = 50): Database {
  const database = connectSqlite({ file, migrationsFolder: 'db/migrations/sqlite', lockPatienceMs });
  open.push(database);
  return database;
}

const aProduct = (id: string) => ({ tenant: 'T1', id, updatedAt: 1 });

async function productIds(database: Database): Promise<string[]> {
  const { products } = database.tables;
  const rows = await database.read((connection) => connection.select({ id: products.id }).from(products));
  return rows.map(({ id }) => id).sort();
}

function addProduct(database: Database, id: string): Promise<unknown> {
  return database.write((connection) => connection.insert(database.tables.products).values(aProduct(id)));
}

describe('opening', () => {
  it('makes folder and file, and finds everything again', async () => {
    await addProduct(connect(), 'cup');
    expect(await productIds(connect())).toEqual(['cup']);
    const plain = new SqliteDriver(file, { readonly: true });
    expect(plain.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(plain.pragma('application_id', { simple: true })).toBe(0x464c5957);
    plain.close();
  });

  it('gives back the room that its log took while somebody read for long', async () => {
    const database = connect();
    const { products } = database.tables;
    const log = () => statSync(`${file}-wal`).size;
    const write = (id: string) =>
      database.write((connection) =>
        connection.insert(products).values({ ...aProduct(id), name: 'x'.repeat(10_000_000) }),
      );
    await write('first');
    const backup = new SqliteDriver(file, { readonly: true });
    backup.exec('BEGIN; SELECT id FROM products');
    for (let n = 0; n < 8; n += 1) await write(`${n}`);
    expect(log()).toBeGreaterThan(80_000_000);
    backup.close();
    await write('then');
    await write('last');
    expect(log()).toBeLessThanOrEqual(64 * 1024 * 1024);
  });

  it('takes an empty database file for a new one', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, '');
    expect(await productIds(connect())).toEqual([]);
  });

  it.each<[string, string, () => void, RegExp]>([
    ['that is no database', 'invalid', () => writeFileSync(file, 'x'.repeat(5000)), /is no SQLite database/],
    ['of another program', 'invalid', () => writeForeign(0), /is a database of another program/],
    [
      'of another program that says so',
      'invalid',
      () => writeForeign(42),
      /is a database of another program/,
    ],
    ['that is a folder', 'unavailable', () => mkdirSync(file), /cannot be opened for writing/],
  ])('refuses a file %s, says what to do, and changes nothing', (_, code, prepare, message) => {
    mkdirSync(join(folder, 'data'));
    prepare();
    const before = code === 'invalid' ? readFileSync(file) : null;
    expect(() => connect()).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
    if (before) expect(readFileSync(file).equals(before)).toBe(true);
    for (const suffix of ['-wal', '-shm']) expect(existsSync(file + suffix)).toBe(false);
  });

  it('refuses a folder that cannot be made, and says what to do', () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    expect(() => connect()).toThrow(
      expect.objectContaining({ code: 'unavailable', message: expect.stringContaining("folder's owner") }),
    );
  });

  it('gives up on a file that another program keeps locked, and says so', async () => {
    await addProduct(connect(), 'cup');
    await Promise.all(open.splice(0).map((database) => database.close()));
    const other = new SqliteDriver(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(() => connect()).toThrow(
      expect.objectContaining({ code: 'unavailable', message: expect.stringContaining('locked by another') }),
    );
    other.exec('ROLLBACK');
    other.close();
    expect(await productIds(connect())).toEqual(['cup']);
  });

  it('does not need to wait for a transaction of another process', async () => {
    connect();
    const other = new SqliteDriver(file);
    other.exec('BEGIN IMMEDIATE');
    expect(await productIds(connect())).toEqual([]);
    other.close();
  });

  it('works in processes that start at once, on no database yet', async () => {
    const processes = await startWriters(3);
    const startAt = Date.now() + 50;
    const ends = await Promise.all(
      processes.map((one) => runWriter(one, { file, startAt, isToHold: false })),
    );
    expect(ends).toEqual(['done', 'done', 'done']);
    expect(await productIds(connect())).toHaveLength(3);
  });

  function writeForeign(applicationId: number): void {
    const other = new SqliteDriver(file);
    other.exec('CREATE TABLE customers (id)');
    other.pragma(`application_id = ${applicationId}`);
    other.close();
  }
});

describe('writing', () => {
  it('keeps all of a transaction or nothing, and goes on after a failure', async () => {
    const database = connect();
    const { products } = database.tables;
    const failing = database.write(async (connection) => {
      await connection.insert(products).values(aProduct('cup'));
      throw new Error('broke in the middle');
    });
    await expect(failing).rejects.toThrow('broke in the middle');
    const twice = database.write(async (connection) => {
      await connection.insert(products).values(aProduct('pot'));
      await connection.insert(products).values(aProduct('pot'));
    });
    await expect(twice).rejects.toThrow();
    await addProduct(database, 'jar');
    expect(await productIds(database)).toEqual(['jar']);
  });

  it('takes turns, so that none sees half of another', async () => {
    const database = connect();
    const { products } = database.tables;
    await addProduct(database, 'counter');
    const isCounter = eq(products.id, 'counter');
    const increment = () =>
      database.write(async (connection) => {
        const [row] = await connection.select().from(products).where(isCounter);
        await new Promise(setImmediate);
        await connection
          .update(products)
          .set({ stock: (row?.stock ?? 0) + 1 })
          .where(isCounter);
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    const rows = await database.read((connection) => connection.select().from(products));
    expect(rows).toMatchObject([{ stock: 20 }]);
  });

  it('shows to readers only what is committed', async () => {
    const database = connect();
    const { products } = database.tables;
    let inside = () => {};
    let finishWrite = () => {};
    const started = new Promise<void>((resolve) => {
      inside = resolve;
    });
    const finished = new Promise<void>((resolve) => {
      finishWrite = resolve;
    });
    const writing = database.write(async (connection) => {
      await connection.insert(products).values(aProduct('cup'));
      inside();
      await finished;
    });
    await started;
    expect(await productIds(database)).toEqual([]);
    finishWrite();
    await writing;
    expect(await productIds(database)).toEqual(['cup']);
  });

  it('inside writing is refused, and so is reading, which would not see it', async () => {
    const database = connect();
    await expect(database.write(() => database.write(async () => 1))).rejects.toThrow(
      'write() inside write()',
    );
    await expect(database.write(() => database.read(async () => 1))).rejects.toThrow('read() inside write()');
    await addProduct(database, 'cup');
    expect(await productIds(database)).toEqual(['cup']);
  });

  it('waits for what was begun before the database is closed', async () => {
    const database = connectSqlite({ file, migrationsFolder: 'db/migrations/sqlite' });
    const writing = addProduct(database, 'cup');
    await database.close();
    await writing;
    expect(await productIds(connect())).toEqual(['cup']);
  });

  it('waits for another process without holding up this one', async () => {
    const database = connect(PATIENCE_MS);
    const [other] = await startWriters(1);
    const ended = await runWriter(other!, { file, startAt: 0, isToHold: true }, async (letGo) => {
      const adding = addProduct(database, 'cup');
      // Whoever held up this process would never let go.
      await turnLoop();
      letGo();
      return adding.then(() => 'added');
    });
    expect(ended).toBe('added');
    expect(await productIds(database)).toHaveLength(2);
  });

  it('gives up on a lock that is not let go, and can be tried again', async () => {
    const database = connect(40);
    const other = new SqliteDriver(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(addProduct(database, 'cup')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('locked by another program'),
    });
    other.exec('ROLLBACK');
    other.close();
    await addProduct(database, 'cup');
    expect(await productIds(database)).toEqual(['cup']);
  });
});
