/** Rows by key on SQLite: one prepared statement a row, since the driver is called in this process and answers at once. */

import type SqliteDriver from 'better-sqlite3';
import type { FastRows, FastTable, RowOf } from './fast-rows.ts';
import { type ColumnShape, listNames, shapeOf, type TableShape } from './table-shape.ts';

/** Of the connection that writes; statements are prepared once and kept as long as it is. */
export function createSqliteFast(writer: SqliteDriver.Database): FastRows {
  const prepared = createStatements(writer);
  return { concurrent: false, ...ofRows(prepared), ...ofValues(prepared) };
}

type Prepared = ReturnType<typeof createStatements>;

function ofRows(prepared: Prepared): Pick<FastRows, 'find' | 'insert' | 'update' | 'upsert'> {
  return {
    async find<T extends FastTable>(_: unknown, table: T, { tenant, by, values, pick }: FindOf) {
      const shape = shapeOf(table);
      const columns = pick.map(shape.column);
      const names = columns.map(({ key, name }) => `${name} as "${key}"`).join(', ');
      const statement = prepared(
        `select ${names} from ${shape.name} where tenant = ? and ${shape.column(by).name} = ?`,
      );
      const found: RowOf<T>[] = [];
      for (const value of values) {
        const row = statement.get(tenant, value) as Record<string, unknown> | undefined;
        if (row === undefined) continue;
        for (const { key, fromDriver } of columns) row[key] = fromDriver(row[key]);
        found.push(row as RowOf<T>);
      }
      return found;
    },
    async insert(_, table, { tenant, rows }) {
      const shape = shapeOf(table);
      const columns = Object.keys(rows[0] ?? {}).map(shape.column);
      if (columns.length > 0) runEach(prepared(insertInto(shape, columns)), rows, { first: tenant, columns });
    },
    async update(_, table, { tenant, by, rows, set }) {
      const shape = shapeOf(table);
      const assignments = set.map((key) => `${shape.column(key).name} = ?`).join(', ');
      const statement = prepared(
        `update ${shape.name} set ${assignments} where tenant = ? and ${shape.column(by).name} = ?`,
      );
      const columns = set.map(shape.column);
      const key = [shape.column(by)];
      for (const row of rows) {
        const values: unknown[] = [];
        pushValues(values, columns, row);
        values.push(tenant);
        pushValues(values, key, row);
        statement.run(values);
      }
    },
    async upsert(_, table, { tenant, by, rows, set }) {
      const shape = shapeOf(table);
      const columns = [by, ...set].map(shape.column);
      const assignments = set.map((key) => `${shape.column(key).name} = excluded.${shape.column(key).name}`);
      const conflict = `on conflict (tenant, ${shape.column(by).name}) do update set ${assignments.join(', ')}`;
      runEach(prepared(`${insertInto(shape, columns)} ${conflict}`), rows, { first: tenant, columns });
    },
  };
}

function ofValues(prepared: Prepared): Pick<FastRows, 'replace' | 'remove' | 'lockNames'> {
  return {
    async replace(_, table, { tenant, column, values, raise }) {
      const shape = shapeOf(table);
      const key = shape.column(column).name;
      const raised = raise === undefined ? '' : `, ${raiseTo(shape.column(raise))}`;
      const statement = prepared(
        `update ${shape.name} set ${key} = $to${raised} where tenant = $tenant and ${key} = $from`,
      );
      for (const { from, to, since = null } of values)
        statement.run({ tenant, from, to, ...(raise !== undefined && { since }) });
    },
    async remove(_, table, { tenant, by, values }) {
      const shape = shapeOf(table);
      const statement = prepared(
        `delete from ${shape.name} where tenant = ? and ${shape.column(by).name} = ?`,
      );
      for (const value of values) statement.run(tenant, value);
    },
    async lockNames() {},
  };
}

/** The later of two of which either may be none: SQLite's `max` would then be none too. */
function raiseTo({ name }: ColumnShape): string {
  return `${name} = coalesce(max(${name}, $since), ${name}, $since)`;
}

interface FindOf {
  readonly tenant: string;
  readonly by: string;
  readonly values: readonly string[];
  readonly pick: readonly string[];
}

function createStatements(writer: SqliteDriver.Database) {
  const statements = new Map<string, SqliteDriver.Statement>();
  return (sql: string): SqliteDriver.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = writer.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}

function insertInto({ name }: TableShape, columns: readonly ColumnShape[]): string {
  return `insert into ${name} (tenant, ${listNames(columns)}) values (?${', ?'.repeat(columns.length)})`;
}

function runEach(
  statement: SqliteDriver.Statement,
  rows: readonly object[],
  { first, columns }: { readonly first: string; readonly columns: readonly ColumnShape[] },
): void {
  for (const row of rows) {
    const values: unknown[] = [first];
    pushValues(values, columns, row);
    statement.run(values);
  }
}

function pushValues(values: unknown[], columns: readonly ColumnShape[], row: object): void {
  for (const { key, toDriver } of columns) values.push(toDriver((row as Record<string, unknown>)[key]));
}
