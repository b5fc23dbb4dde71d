/** Rows by key on PostgreSQL: one statement for all of them, each column an array, so that a group costs few round trips. */

import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Connection } from '../connection.ts';
import type { FastRows, FastTable, RowOf } from './fast-rows.ts';
import { type ColumnShape, listNames, readRow, shapeOf, type TableShape } from './table-shape.ts';

/**
 * Names are locked by what they hash to: a group of thousands would else fill the server's lock table. Two names of one
 * stripe only wait for one another.
 */
const STRIPES = 1024;

const BYTES = 'bytea';

export function createPostgresFast(): FastRows {
  return { concurrent: true, ...OF_ROWS, ...OF_VALUES };
}

const OF_ROWS: Pick<FastRows, 'find' | 'insert' | 'update' | 'upsert'> = {
  async find<T extends FastTable>(connection: Connection, table: T, query: FindOf) {
    if (query.values.length === 0) return [];
    const shape = shapeOf(table);
    const columns = query.pick.map(shape.column);
    const { rows } = await clientOf(connection).query<unknown[]>({
      ...named(selectBy(shape, columns, query)),
      values: [query.tenant, query.values],
      rowMode: 'array',
    });
    return rows.map((row) => readRow(columns, row) as RowOf<T>);
  },
  async insert(connection, table, { tenant, rows }) {
    const shape = shapeOf(table);
    const columns = Object.keys(rows[0] ?? {}).map(shape.column);
    if (columns.length > 0) await run(connection, insertInto(shape, columns), { tenant, columns, rows });
  },
  async update(connection, table, { tenant, by, rows, set }) {
    if (rows.length === 0) return;
    const shape = shapeOf(table);
    const columns = [by, ...set].map(shape.column);
    const key = shape.column(by).name;
    const sql = `update ${shape.name} t set ${assign(shape, set, 'v')} from ${placed(shape, key, columns)} as v where t.ctid = v.place`;
    await run(connection, sql, { tenant, columns, rows });
  },
  async upsert(connection, table, { tenant, by, rows, set }) {
    if (rows.length === 0) return;
    const shape = shapeOf(table);
    const columns = [by, ...set].map(shape.column);
    const conflict = `on conflict (tenant, ${shape.column(by).name}) do update set ${assign(shape, set, 'excluded')}`;
    await run(connection, `${insertInto(shape, columns)} ${conflict}`, { tenant, columns, rows });
  },
};

const OF_VALUES: Pick<FastRows, 'replace' | 'remove' | 'lockNames'> = {
  async replace(connection, table, { tenant, column, values, raise }) {
    if (values.length === 0) return;
    const shape = shapeOf(table);
    const { name, type } = shape.column(column);
    // Joined to a list of pairs, a table whose rows have not been counted yet would be read as a whole.
    const of = (values: string) => `(${values})[array_position($2::${type}[], t.${name})]`;
    const raised = raise === undefined ? '' : `, ${raiseTo(shape.column(raise), of)}`;
    const sql = `update ${shape.name} t set ${name} = ${of(`$3::${type}[]`)}${raised} where t.tenant = $1 and t.${name} = any($2::${type}[])`;
    const parameters: unknown[] = [tenant, values.map(({ from }) => from), values.map(({ to }) => to)];
    if (raise !== undefined) parameters.push(values.map(({ since }) => since ?? null));
    await clientOf(connection).query({ ...named(sql), values: parameters });
  },
  async remove(connection, table, { tenant, by, values }) {
    if (values.length === 0) return;
    const shape = shapeOf(table);
    const { name, type } = shape.column(by);
    const sql = `delete from ${shape.name} where tenant = $1 and ${name} = any($2::${type}[])`;
    await clientOf(connection).query({ ...named(sql), values: [tenant, values] });
  },
  async lockNames(connection, tenant, taken) {
    const stripes = [...new Set(taken.map((name) => hash(name) & (STRIPES - 1)))].sort((a, b) => a - b);
    await clientOf(connection).query(
      'select pg_advisory_xact_lock($1, stripe) from unnest($2::integer[]) as stripe',
      [hash(tenant), stripes],
    );
  },
};

/** Of two times of which either may be none, PostgreSQL's `greatest` is the one that is there. */
function raiseTo({ name, type }: ColumnShape, of: (values: string) => string): string {
  return `${name} = greatest(t.${name}, ${of(`$4::${type}[]`)})`;
}

interface FindOf {
  readonly tenant: string;
  readonly by: string;
  readonly values: readonly string[];
  readonly pick: readonly string[];
  readonly lock?: boolean;
}

/**
 * A look-up a value, in the order of the values, so that locks are taken in it. With `= any(...)` the planner may take
 * another index that begins with the tenant and read all of it, as it does until it has counted a new table's rows.
 */
function selectBy(shape: TableShape, columns: readonly ColumnShape[], { by, lock }: FindOf): string {
  const { name, type } = shape.column(by);
  const one = `select ${listNames(columns)} from ${shape.name} where tenant = $1 and ${name} = v.value`;
  return `select t.* from unnest($2::${type}[]) as v(value) cross join lateral (${one} ${lock === true ? 'for update' : 'limit 1'}) as t`;
}

function insertInto({ name }: TableShape, columns: readonly ColumnShape[]): string {
  return `insert into ${name} (tenant, ${listNames(columns)}) select $1, v.* from ${unnest(columns)}`;
}

/** Rows from arrays; bytes from one value that holds all of them, since an array would carry them as hexadecimal text. */
function unnest(columns: readonly ColumnShape[]): string {
  const arrays: string[] = [];
  const inside: string[] = [];
  const picked: string[] = [];
  let used = 1;
  for (const [index, { name, type }] of columns.entries()) {
    const one = `c${index}`;
    if (type === BYTES) {
      arrays.push(`$${used + 1}::integer[]`, `$${used + 2}::integer[]`);
      inside.push(`${one}_start`, `${one}_length`);
      picked.push(`substring($${used + 3}::bytea from ${one}_start for ${one}_length) as ${name}`);
      used += 3;
    } else {
      arrays.push(`$${used + 1}::${type}[]`);
      inside.push(one);
      picked.push(`${one} as ${name}`);
      used += 1;
    }
  }
  return `(select ${picked.join(', ')} from unnest(${arrays.join(', ')}) as u(${inside.join(', ')})) as v`;
}

/** Each row beside the place of the one with its key, found as `selectBy` finds it. */
function placed({ name }: TableShape, key: string, columns: readonly ColumnShape[]): string {
  const place = `select ctid from ${name} where tenant = $1 and ${key} = v.${key} limit 1`;
  return `(select v.*, (${place}) as place from ${unnest(columns)})`;
}

function assign(shape: TableShape, set: readonly string[], source: string): string {
  return set.map((key) => `${shape.column(key).name} = ${source}.${shape.column(key).name}`).join(', ');
}

interface Rows {
  readonly tenant: string;
  readonly columns: readonly ColumnShape[];
  readonly rows: readonly object[];
}

async function run(connection: Connection, sql: string, { tenant, columns, rows }: Rows): Promise<void> {
  const values: unknown[] = [tenant];
  for (const { key, type, toDriver } of columns) {
    const column = rows.map((row) => toDriver((row as Record<string, unknown>)[key]));
    if (type === BYTES) values.push(...joinBytes(column as readonly (Uint8Array | null)[]));
    else values.push(column);
  }
  await clientOf(connection).query({ ...named(sql), values });
}

/** Where each begins (counted from 1, as SQL does) and how long it is, and all of them; one that is null has no length. */
function joinBytes(column: readonly (Uint8Array | null)[]): readonly [number[], (number | null)[], Buffer] {
  let next = 1;
  const starts = column.map((bytes) => {
    next += bytes?.length ?? 0;
    return next - (bytes?.length ?? 0);
  });
  const lengths = column.map((bytes) => bytes?.length ?? null);
  return [starts, lengths, Buffer.concat(column.filter((bytes) => bytes !== null))];
}

const names = new Map<string, string>();

/** A statement under a name, so that each connection reads and plans it once; there are as many as shapes of rows. */
function named(text: string): { readonly name: string; readonly text: string } {
  let name = names.get(text);
  name ??= `fast_${names.size + 1}`;
  names.set(text, name);
  return { name, text };
}

/** The connection below the query builder's: the same transaction. */
function clientOf(connection: Connection): PoolClient {
  return (connection as unknown as { readonly $client: PoolClient }).$client;
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE(0);
}
