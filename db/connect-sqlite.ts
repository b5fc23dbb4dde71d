/** SQLite through better-sqlite3: one writer behind a mutex, one reader, every commit on disk before it is answered. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import SqliteDriver from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { AppError } from '../src/errors.ts';
import type { Connection, Database } from './database.ts';
import { createSqliteFast } from './fast/fast-sqlite.ts';
import { type Opening, refuseUnreadySqlite } from './refuse-unready.ts';
import { sqliteTables } from './schema.ts';
import { isBusy, translateSqliteFault } from './translate-sqlite-fault.ts';

/** "FLYW" in the file's header says that a database is ours. */
const APPLICATION_ID = 0x464c5957;
const LOCK_PATIENCE_MS = 30_000;
const LOCK_RETRY_MS = 2;
/**
 * Whoever writes without a pause would leave others only the moment between two transactions, which they hit by luck alone.
 * So after a twentieth of a second of writing it lets go for longer than they wait between two attempts.
 */
const WRITING_MS = 50;
const LETTING_GO_MS = 3;
/** Event ids are hashes, so an insert may touch any page of an index: those of a million events fit. */
const WRITER_CACHE_KIB = 131_072;
/** 32 MB. A page that many commits change is written back once; the log is read again in a second at most. */
const CHECKPOINT_PAGES = 8_000;
/** The log grows as long as anybody reads an old state, such as a backup does; afterwards it gives back what is beyond this. */
const LOG_BYTES = 64 * 1024 * 1024;

export interface SqliteOptions extends Opening {
  readonly file: string;
  /** How long another program's lock is waited for: half a minute unless told. */
  readonly lockPatienceMs?: number;
}

/**
 * Opens (or makes) the database file and brings its schema up to date.
 * Throws `invalid` when the file is no database or not ours, `conflict` when a newer program was on it or a restore was
 * cut off, `unavailable` when it cannot be opened.
 */
export function connectSqlite({
  file,
  lockPatienceMs = LOCK_PATIENCE_MS,
  ...opening
}: SqliteOptions): Database {
  const writer = openWriter({ file, lockPatienceMs, ...opening });
  // The driver would wait for a lock without letting go of the event loop: `whileBusy` waits instead.
  const reader = new SqliteDriver(file, { readonly: true, timeout: 0 });
  const writing = asConnection(writer);
  const reading = asConnection(reader);
  const inWrite = new AsyncLocalStorage<true>();
  const rest = createRest();
  let last: Promise<unknown> = Promise.resolve();

  return {
    tables: sqliteTables,
    fast: createSqliteFast(writer),
    listRows: (list) => sql`json_each(${list})`,
    async read(work) {
      if (inWrite.getStore() === true) refuseReadInWrite();
      // The driver answers at once, so without this a long walk through pages would hold up everybody else.
      await nextTurn();
      try {
        return await whileBusy(lockPatienceMs, () => work(reading));
      } catch (cause) {
        throw translateSqliteFault(cause, file);
      }
    },
    write(work) {
      if (inWrite.getStore() === true)
        throw new Error('write() inside write(): pass the connection on instead.');
      const turn = last.then(() =>
        rest(() => inWrite.run(true, () => transact({ writer, file, lockPatienceMs }, () => work(writing)))),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await last;
      // Else Node 20 and 22 go on carrying it to every promise that the process makes.
      inWrite.disable();
      reader.close();
      writer.close();
    },
  };
}

/** Runs one write after another, and leaves room for those of other connections in between. */
function createRest(): <T>(write: () => Promise<T>) => Promise<T> {
  let writtenMs = 0;
  let endedAt = 0;
  return async (write) => {
    if (performance.now() - endedAt > LETTING_GO_MS) writtenMs = 0;
    if (writtenMs > WRITING_MS) {
      await wait(LETTING_GO_MS);
      writtenMs = 0;
    }
    const startedAt = performance.now();
    try {
      return await write();
    } finally {
      endedAt = performance.now();
      writtenMs += endedAt - startedAt;
    }
  };
}

function refuseReadInWrite(): never {
  throw new Error('read() inside write() would not see the open transaction: use its connection.');
}

function asConnection(driver: SqliteDriver.Database): Connection {
  return drizzle(driver, { casing: 'snake_case' }) as unknown as Connection;
}

function openWriter({
  file,
  lockPatienceMs,
  ...opening
}: SqliteOptions & { readonly lockPatienceMs: number }): SqliteDriver.Database {
  let writer: SqliteDriver.Database | undefined;
  try {
    const isNew = !existsSync(file);
    mkdirSync(dirname(file), { recursive: true });
    writer = new SqliteDriver(file, { timeout: lockPatienceMs });
    if (isNew) writer.pragma(`application_id = ${APPLICATION_ID}`);
    refuseForeign(writer, file);
    refuseUnreadySqlite(writer, opening);
    switchToLog(writer, lockPatienceMs);
    writer.pragma('synchronous = FULL');
    writer.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    writer.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    writer.pragma(`journal_size_limit = ${LOG_BYTES}`);
    migrateOnce(writer, opening.migrationsFolder);
    // From here on a lock is waited for without blocking the event loop, in `whileBusy`.
    writer.pragma('busy_timeout = 0');
    return writer;
  } catch (cause) {
    writer?.close();
    throw translateSqliteFault(cause, file);
  }
}

/** Two processes that start at once both find the schema old; the slower one then finds it new. */
function migrateOnce(writer: SqliteDriver.Database, migrationsFolder: string): void {
  const database = drizzle(writer, { casing: 'snake_case' });
  try {
    migrate(database, { migrationsFolder });
  } catch {
    migrate(database, { migrationsFolder });
  }
}

function refuseForeign(writer: SqliteDriver.Database, file: string): void {
  if (writer.pragma('application_id', { simple: true }) === APPLICATION_ID) return;
  const tables = writer.prepare('select count(*) as n from sqlite_master').get() as { n: number };
  if (tables.n === 0) {
    writer.pragma(`application_id = ${APPLICATION_ID}`);
    return;
  }
  throw new AppError(
    'invalid',
    `${file} is a database of another program: move it away, or set DATA_DIR to another folder.`,
  );
}

interface Writing {
  readonly writer: SqliteDriver.Database;
  readonly file: string;
  readonly lockPatienceMs: number;
}

async function transact<T>({ writer, file, lockPatienceMs }: Writing, work: () => Promise<T>): Promise<T> {
  try {
    await whileBusy(lockPatienceMs, async () => writer.exec('BEGIN IMMEDIATE'));
    const result = await work();
    writer.exec('COMMIT');
    return result;
  } catch (cause) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw translateSqliteFault(cause, file);
  }
}

/** Tries again while another program holds a lock, without holding up this one's event loop: `work` can be repeated. */
async function whileBusy<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
    try {
      return await work();
    } catch (cause) {
      if (!isBusy(cause) || waitedMs >= patienceMs) throw cause;
      await wait(LOCK_RETRY_MS);
    }
  }
}

/** The driver's own patience does not count here: while another process looks into a new file, it says at once that it is locked. */
function switchToLog(writer: SqliteDriver.Database, patienceMs: number): void {
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
    try {
      writer.pragma('journal_mode = WAL');
      return;
    } catch (cause) {
      if (!isBusy(cause) || waitedMs >= patienceMs) throw cause;
      Atomics.wait(asleep, 0, 0, LOCK_RETRY_MS);
    }
  }
}
