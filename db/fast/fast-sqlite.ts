/** Rows by key on SQLite: one prepared statement a row, since the driver is called in this process and answers at once. */

import type SqliteDriver from 'better-sqlite3';
import type { Connection } from '../database.ts';
import type { FastRows, FastTable, RowOf } from './fast-rows.ts';
import { type ColumnShape, readRow, shapeOf } from './table-shape.ts';

type Statements = Map<string, SqliteDriver.Statement>;

/** Of the connection that writes; statements are prepared once and kept as long as it is. */
export function createSqliteFast(writer: SqliteDriver.Database): FastRows {
  const statements: Statements = new Map();
  const prepared = (sql: string): SqliteDriver.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = writer.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    concurrent: false,
    async find<T extends FastTable>(_: Connection, table: T, { tenant, by, values, pick }: FindOf) {
      const shape = shapeOf(table);
      const columns = pick.map(shape.column);
      const statement = prepared(
        `select ${names(columns)} from ${shape.name} where tenant = ? and ${shape.column(by).name} = ?`,
      ).raw();
      const found: RowOf<T>[] = [];
      for (const value of values) {
        const row = statement.get(tenant, value) as unknown[] | undefined;
        if (row !== undefined) found.push(readRow(columns, row) as RowOf<T>);
      }
      return found;
    },
    async insert(_, table, { tenant, rows }) {
      const [first] = rows;
      if (first === undefined) return;
      const shape = shapeOf(table);
      const columns = Object.keys(first).map(shape.column);
      const statement = prepared(insertInto(shape.name, columns));
      for (const row of rows) statement.run(tenant, ...valuesOf(columns, row));
    },
    async update(_, table, { tenant, by, rows, set }) {
      const shape = shapeOf(table);
      const columns = set.map(shape.column);
      const key = shape.column(by);
      const assignments = columns.map(({ name }) => `${name} = ?`).join(', ');
      const statement = prepared(
        `update ${shape.name} set ${assignments} where tenant = ? and ${key.name} = ?`,
      );
      for (const row of rows) statement.run(...valuesOf(columns, row), tenant, ...valuesOf([key], row));
    },
    async upsert(_, table, { tenant, by, rows, set }) {
      const shape = shapeOf(table);
      const columns = [by, ...set].map(shape.column);
      const assignments = set.map((key) => `${shape.column(key).name} = excluded.${shape.column(key).name}`);
      const statement = prepared(
        `${insertInto(shape.name, columns)} on conflict (tenant, ${shape.column(by).name}) do update set ${assignments.join(', ')}`,
      );
      for (const row of rows) statement.run(tenant, ...valuesOf(columns, row));
    },
    async lockNames() {},
  };
}

interface FindOf {
  readonly tenant: string;
  readonly by: string;
  readonly values: readonly string[];
  readonly pick: readonly string[];
}

function names(columns: readonly ColumnShape[]): string {
  return columns.map(({ name }) => name).join(', ');
}

function insertInto(table: string, columns: readonly ColumnShape[]): string {
  return `insert into ${table} (tenant, ${names(columns)}) values (?${', ?'.repeat(columns.length)})`;
}

function valuesOf(columns: readonly ColumnShape[], row: object): unknown[] {
  return columns.map(({ key, toDriver }) => toDriver((row as Record<string, unknown>)[key]));
}
