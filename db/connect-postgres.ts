/** PostgreSQL through node-postgres: a pool, one transaction a write, tried again where the server asks for it. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool, type PoolClient } from 'pg';
import type { Connection, Database } from './database.ts';
import { createPostgresFast } from './fast/fast-postgres.ts';
import { type Opening, refuseUnreadyPostgres } from './refuse-unready.ts';
import { postgresTables } from './schema.ts';
import { isUnanswered, postgresCodeOf, translatePostgresFault } from './translate-postgres-fault.ts';

export interface PostgresOptions extends Opening {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Connections at most. */
  readonly connections?: number;
  /** How long a connection is waited for: ten seconds unless told. */
  readonly patienceMs?: number;
  /** How long an answer to a statement is waited for: for ever unless told, since some take long by right. */
  readonly answerMs?: number;
  /** How long a transaction may stand still before the server ends it: a minute unless told. */
  readonly idleTransactionMs?: number;
}

/** Any number will do as long as nobody else takes it: "FLYW". */
const MIGRATION_LOCK = 0x464c5957;
/**
 * Serialization failure, deadlock, and a key that somebody else was faster to take: the transaction did nothing, and
 * may be run again; in the last case it then sees the other's row.
 */
const WORTH_REPEATING = new Set(['40001', '40P01', '23505']);
/**
 * Rows are looked up by key, hundreds at once. With the cost of a spinning disk's seek, the planner would rather read the
 * whole table; and compiling a statement that takes a millisecond takes longer than running it. What was answered has to be on
 * disk, though database or user be set to answer sooner.
 */
const SESSION_OPTIONS = '-c random_page_cost=1.1 -c jit=off -c synchronous_commit=on';
const PATIENCE_MS = 10_000;
/**
 * A process that was stopped within a transaction, or whose machine is gone, holds its rows and locks until then. Of ours none
 * stands still for long: they do nothing but SQL, and a backup reads on a connection of its own.
 */
const IDLE_TRANSACTION_MS = 60_000;
const ATTEMPTS = 5;
const BACKOFF_MS = 20;

/**
 * Connects and brings the schema up to date, one process at a time. Throws `unavailable` when the server cannot be
 * reached or refuses the login, with what to check, and `conflict` when a newer program was on the database or a restore
 * was cut off.
 */
export async function connectPostgres(options: PostgresOptions): Promise<Database> {
  const pool = openPool(options);
  try {
    await migrateAlone(pool, options);
  } catch (cause) {
    await pool.end();
    throw translatePostgresFault(cause);
  }
  const inWrite = new AsyncLocalStorage<true>();
  return {
    tables: postgresTables,
    fast: createPostgresFast(),
    listRows: (list) => sql`jsonb_array_elements(${list})`,
    async read(work) {
      if (inWrite.getStore() === true)
        throw new Error('read() inside write() would not see the open transaction: use its connection.');
      try {
        return await work(asConnection(pool));
      } catch (cause) {
        throw translatePostgresFault(cause);
      }
    },
    write(work) {
      if (inWrite.getStore() === true)
        throw new Error('write() inside write(): pass the connection on instead.');
      return inWrite.run(true, () => transactRepeating(pool, work));
    },
    async close() {
      await pool.end();
      // Else Node 20 and 22 go on carrying it to every promise that the process makes.
      inWrite.disable();
    },
  };
}

function openPool({
  url,
  connections = 10,
  patienceMs = PATIENCE_MS,
  answerMs,
  idleTransactionMs = IDLE_TRANSACTION_MS,
}: PostgresOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: patienceMs,
    ...(answerMs === undefined ? {} : { query_timeout: answerMs }),
    keepAlive: true,
    keepAliveInitialDelayMillis: patienceMs,
    options: `${SESSION_OPTIONS} -c idle_in_transaction_session_timeout=${idleTransactionMs}`,
  });
  // An idle connection that the server ends is replaced when it is next needed.
  pool.on('error', () => undefined);
  // One that breaks between two queries of a transaction fails the next of them; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function migrateAlone(pool: Pool, opening: Opening): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseUnreadyPostgres(client, opening);
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: opening.migrationsFolder });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

async function transactRepeating<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(pool, work);
    } catch (cause) {
      if (!WORTH_REPEATING.has(postgresCodeOf(cause)) || attempt === ATTEMPTS)
        throw translatePostgresFault(cause);
      await wait(BACKOFF_MS * attempt);
    }
  }
}

async function transact<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin');
    const result = await work(asConnection(client));
    await client.query('commit');
    return result;
  } catch (cause) {
    // Whoever does not answer would not answer this either: without its connection the server rolls back by itself.
    isBroken = isUnanswered(cause);
    if (!isBroken)
      await client.query('rollback').catch(() => {
        isBroken = true;
      });
    throw cause;
  } finally {
    client.release(isBroken);
  }
}

function asConnection(client: Pool | PoolClient): Connection {
  return drizzle(client, { casing: 'snake_case' }) as unknown as Connection;
}
