/** Rows by key on PostgreSQL: one statement for all of them, each column an array, so that a group costs few round trips. */

import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Connection } from '../database.ts';
import type { FastRows, FastTable, RowOf } from './fast-rows.ts';
import { type ColumnShape, readRow, shapeOf } from './table-shape.ts';

/**
 * Names are locked by what they hash to: a group of thousands would else fill the server's lock table. Two names of one
 * stripe only wait for one another.
 */
const STRIPES = 1024;

export function createPostgresFast(): FastRows {
  return {
    concurrent: true,
    async find<T extends FastTable>(
      connection: Connection,
      table: T,
      { tenant, by, values, pick, lock }: FindOf,
    ) {
      if (values.length === 0) return [];
      const shape = shapeOf(table);
      const columns = pick.map(shape.column);
      const key = shape.column(by);
      const where = `where tenant = $1 and ${key.name} = any($2::${key.type}[])`;
      const locking = lock === true ? ` order by ${key.name} for update` : '';
      const { rows } = await clientOf(connection).query<unknown[]>({
        text: `select ${names(columns)} from ${shape.name} ${where}${locking}`,
        values: [tenant, values],
        rowMode: 'array',
      });
      return rows.map((row) => readRow(columns, row) as RowOf<T>);
    },
    async insert(connection, table, { tenant, rows }) {
      const [first] = rows;
      if (first === undefined) return;
      const shape = shapeOf(table);
      const columns = Object.keys(first).map(shape.column);
      await clientOf(connection).query(insertInto(shape.name, columns), [tenant, ...arrays(columns, rows)]);
    },
    async update(connection, table, { tenant, by, rows, set }) {
      if (rows.length === 0) return;
      const shape = shapeOf(table);
      const key = shape.column(by);
      const columns = [key, ...set.map(shape.column)];
      const assignments = columns.slice(1).map(({ name }) => `${name} = v.${name}`);
      await clientOf(connection).query(
        `update ${shape.name} t set ${assignments.join(', ')} from ${unnested(columns)} where t.tenant = $1 and t.${key.name} = v.${key.name}`,
        [tenant, ...arrays(columns, rows)],
      );
    },
    async upsert(connection, table, { tenant, by, rows, set }) {
      if (rows.length === 0) return;
      const shape = shapeOf(table);
      const key = shape.column(by);
      const columns = [key, ...set.map(shape.column)];
      const assignments = columns.slice(1).map(({ name }) => `${name} = excluded.${name}`);
      await clientOf(connection).query(
        `${insertInto(shape.name, columns)} on conflict (tenant, ${key.name}) do update set ${assignments.join(', ')}`,
        [tenant, ...arrays(columns, rows)],
      );
    },
    async lockNames(connection, tenant, taken) {
      const stripes = [...new Set(taken.map((name) => hash(name) & (STRIPES - 1)))].sort((a, b) => a - b);
      await clientOf(connection).query(
        'select pg_advisory_xact_lock($1, stripe) from unnest($2::integer[]) as stripe',
        [hash(tenant), stripes],
      );
    },
  };
}

interface FindOf {
  readonly tenant: string;
  readonly by: string;
  readonly values: readonly string[];
  readonly pick: readonly string[];
  readonly lock?: boolean;
}

/** The connection below the query builder's: the same transaction. */
function clientOf(connection: Connection): PoolClient {
  return (connection as unknown as { readonly $client: PoolClient }).$client;
}

function names(columns: readonly ColumnShape[]): string {
  return columns.map(({ name }) => name).join(', ');
}

function unnested(columns: readonly ColumnShape[]): string {
  const arrayTypes = columns.map(({ type }, index) => `$${index + 2}::${type}[]`);
  return `unnest(${arrayTypes.join(', ')}) as v(${names(columns)})`;
}

function insertInto(table: string, columns: readonly ColumnShape[]): string {
  return `insert into ${table} (tenant, ${names(columns)}) select $1, v.* from ${unnested(columns)}`;
}

function arrays(columns: readonly ColumnShape[], rows: readonly object[]): unknown[][] {
  return columns.map(({ key, toDriver }) =>
    rows.map((row) => toDriver((row as Record<string, unknown>)[key])),
  );
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE(0);
}
