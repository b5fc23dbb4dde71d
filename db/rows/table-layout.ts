/** What each table looks like below the stores: its columns, what is in them, and the key that its rows are read by. */

import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { postgresTables, type Tables } from '../schema.ts';

/** What a cell holds; the same on both databases. */
export type CellType = 'text' | 'integer' | 'double' | 'boolean' | 'json' | 'bytes';

export interface TableLayout {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: CellType }[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
}

const CELL_TYPES: Readonly<Record<string, CellType>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'integer',
  'double precision': 'double',
  boolean: 'boolean',
  jsonb: 'json',
  bytea: 'bytes',
};

/** All tables of the schema that this code knows, by name. */
export function listLayouts(): readonly TableLayout[] {
  return Object.values(postgresTables)
    .map(layoutOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function layoutOf(table: Tables[keyof Tables]): TableLayout {
  const { name, columns, primaryKeys } = getTableConfig(table);
  return {
    name,
    columns: columns.map((column) => ({ name: nameOf(column), type: cellType(column.getSQLType()) })),
    key: (primaryKeys[0]?.columns ?? []).map(nameOf),
  };
}

/** As the migrations spell it: `casing: 'snake_case'` is applied when SQL is written, not in the schema. */
function nameOf(column: { readonly name: string }): string {
  return toSnakeCase(column.name);
}

function cellType(sqlType: string): CellType {
  const type = CELL_TYPES[sqlType];
  if (type === undefined)
    throw new Error(`db/kit.ts has a column of ${sqlType}: say here what its cells hold.`);
  return type;
}
