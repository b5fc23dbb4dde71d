/** Rows by key, many at once: what ingest reads and writes without a query builder in between. */

import type { Connection } from '../connection.ts';
import type { Tables } from '../schema.ts';

export type FastTable = Tables[keyof Tables];
export type RowOf<T extends FastTable> = T['$inferSelect'];
type ColumnOf<T extends FastTable> = keyof RowOf<T> & string;

interface FindQuery<K extends string> {
  readonly tenant: string;
  /** The column that, with the tenant, is the table's key; of another column's rows at most one a value is found. */
  readonly by: string;
  /** Sorted, so that two transactions that lock the same rows wait for one another instead of for ever. */
  readonly values: readonly string[];
  readonly pick: readonly K[];
  /** Waits for whoever writes the rows, and holds them until the transaction ends. */
  readonly lock?: boolean;
}

interface NewRows<T extends FastTable> {
  readonly tenant: string;
  /** All have the columns of the first. */
  readonly rows: readonly Omit<T['$inferInsert'], 'tenant'>[];
}

interface ChangedRows<T extends FastTable> {
  readonly tenant: string;
  readonly by: ColumnOf<T>;
  /** Each holds `by` and `set`; sorted by `by`. */
  readonly rows: readonly Partial<RowOf<T>>[];
  readonly set: readonly ColumnOf<T>[];
}

interface ReplacedValues<T extends FastTable> {
  readonly tenant: string;
  readonly column: ColumnOf<T>;
  /** No value stands on both sides. */
  readonly values: readonly {
    readonly from: string;
    readonly to: string;
    readonly since?: number | null;
  }[];
  /** A column of times that rises to a value's `since` in the rows that held the value, where it is earlier or none. */
  readonly raise?: ColumnOf<T>;
}

interface RemovedRows<T extends FastTable> {
  readonly tenant: string;
  readonly by: ColumnOf<T>;
  readonly values: readonly string[];
}

/**
 * What is the same on both databases; each does it as it can do it fastest. Only inside `write`, on its connection.
 * Values are guarded as the query builder guards them, and errors are the driver's own, which `write` translates.
 */
export interface FastRows {
  /** Whether other transactions may write while one of ours is open. */
  readonly concurrent: boolean;
  find<T extends FastTable, K extends ColumnOf<T>>(
    connection: Connection,
    table: T,
    query: FindQuery<K>,
  ): Promise<readonly Pick<RowOf<T>, K>[]>;
  insert<T extends FastTable>(connection: Connection, table: T, added: NewRows<T>): Promise<void>;
  /** Changes rows that are there; those that are not are passed over. */
  update<T extends FastTable>(connection: Connection, table: T, changed: ChangedRows<T>): Promise<void>;
  /** Inserts, or changes where the key is taken. */
  upsert<T extends FastTable>(connection: Connection, table: T, changed: ChangedRows<T>): Promise<void>;
  /** Gives all rows that hold one value in a column another instead. */
  replace<T extends FastTable>(connection: Connection, table: T, replaced: ReplacedValues<T>): Promise<void>;
  /** Deletes all rows that hold one of the values in a column. */
  remove<T extends FastTable>(connection: Connection, table: T, removed: RemovedRows<T>): Promise<void>;
  /** Holds names that may have no row yet, until the transaction ends; nothing where nobody else writes. */
  lockNames(connection: Connection, tenant: string, names: readonly string[]): Promise<void>;
}
