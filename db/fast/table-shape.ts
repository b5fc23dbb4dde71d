/** A table as statements need it: its name, and how each column is called and takes values. */

import { type AnyColumn, getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { FastTable } from './fast-rows.ts';

export interface ColumnShape {
  /** In code. */
  readonly key: string;
  /** In SQL. */
  readonly name: string;
  readonly type: string;
  readonly toDriver: (value: unknown) => unknown;
  readonly fromDriver: (value: unknown) => unknown;
}

export interface TableShape {
  readonly name: string;
  column(key: string): ColumnShape;
}

const shapes = new WeakMap<FastTable, TableShape>();

export function shapeOf(table: FastTable): TableShape {
  const known = shapes.get(table);
  if (known !== undefined) return known;
  const columns = new Map(
    Object.entries<AnyColumn>(getTableColumns(table)).map(([key, column]) => [key, columnShape(key, column)]),
  );
  const name = toSnakeCase(getTableName(table));
  const shape: TableShape = {
    name: `"${name}"`,
    column(key) {
      const column = columns.get(key);
      if (column === undefined) throw new Error(`${name} has no column ${key}.`);
      return column;
    },
  };
  shapes.set(table, shape);
  return shape;
}

function columnShape(key: string, column: AnyColumn): ColumnShape {
  return {
    key,
    name: `"${toSnakeCase(column.name)}"`,
    type: column.getSQLType(),
    toDriver: (value) => (value === null || value === undefined ? null : column.mapToDriverValue(value)),
    fromDriver: (value) => (value === null ? null : column.mapFromDriverValue(value)),
  };
}

/** An object of the picked columns, from a row as the driver gives it. */
export function readRow(
  columns: readonly ColumnShape[],
  values: readonly unknown[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) row[column.key] = column.fromDriver(values[index]);
  return row;
}

/** As they stand in a statement. */
export function listNames(columns: readonly ColumnShape[]): string {
  return columns.map(({ name }) => name).join(', ');
}
