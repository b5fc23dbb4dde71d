/** What a store sees of the database: one way to read, one way to write. */

import type { AnyColumn, SQL } from 'drizzle-orm';
import type { FieldCipher } from '../src/domain/cipher.ts';
import type { Connection } from './connection.ts';
import type { FastRows } from './fast/fast-rows.ts';
import type { Tables } from './schema.ts';

export type { Connection };

export interface Database {
  readonly tables: Tables;
  /** Rows by key, many at once, where a query builder would cost more than the database. */
  readonly fast: FastRows;
  /** A table function: the elements of a JSON list as rows with a column `value`; none for null. */
  readonly listRows: (list: AnyColumn) => SQL;
  /** Runs `work` on a read-only connection: it sees what is committed. */
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /**
   * Runs `work` as one transaction: all of it or nothing, durable when this returns. Only SQL inside, no other I/O.
   * Throws `unavailable` when the database stays locked or its disk is full, and an Error when nested.
   */
  write<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What each store is made of. */
export interface StoreParts {
  readonly database: Database;
  readonly cipher: FieldCipher;
  readonly tenant: string;
}
