/** The small column vocabulary that one schema is written in, for two databases. */

import { type SQL, sql } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';
import { guardInteger, guardJson, guardText, guardWideInteger } from './guard-values.ts';

const pgBytes = pg.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

const pgText = pg.customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: guardText,
});
const pgInteger = pg.customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: guardInteger,
});
/** node-postgres reads 64 bits as text. */
const pgWideInteger = pg.customType<{ data: number; driverData: number | string }>({
  dataType: () => 'bigint',
  toDriver: guardWideInteger,
  fromDriver: Number,
});
const pgJson = pg.customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: guardJson,
});

const oneOf = (values: readonly string[]): SQL =>
  sql.raw(`in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`);

const liteText = lite.customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: guardText,
});
const liteInteger = lite.customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: guardInteger,
});
const liteWideInteger = lite.customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: guardWideInteger,
});
const liteJson = lite.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: guardJson,
  fromDriver: (json) => JSON.parse(json),
});

/** The canonical kit: what stores see in their types. */
export const postgresKit = {
  table: pg.pgTable,
  text: () => pgText(),
  integer: () => pgInteger(),
  /** Epoch milliseconds. */
  time: () => pgWideInteger(),
  /** Money as integer cents. */
  cents: () => pgWideInteger(),
  double: () => pg.doublePrecision(),
  boolean: () => pg.boolean(),
  json: <T>() => pgJson().$type<T>(),
  bytes: () => pgBytes(),
  oneOf: <const V extends readonly [string, ...string[]]>(values: V) =>
    pg.text({ enum: [...values] as unknown as [V[number], ...V[number][]] }),
  checkOneOf: (name: string, column: pg.AnyPgColumn, values: readonly string[]) =>
    pg.check(name, sql`${column} ${oneOf(values)}`),
  primaryKey: pg.primaryKey,
  unique: (name: string) => pg.unique(name),
  index: (name: string) => pg.index(name),
};

export type Kit = typeof postgresKit;

/** The same for SQLite, cast to the canonical types: this is the one place where the two meet. */
export const sqliteKit = {
  table: lite.sqliteTable,
  text: () => liteText(),
  integer: () => liteInteger(),
  time: () => liteWideInteger(),
  cents: () => liteWideInteger(),
  double: () => lite.real(),
  boolean: () => lite.integer({ mode: 'boolean' }),
  json: () => liteJson(),
  bytes: () => lite.blob({ mode: 'buffer' }),
  oneOf: (values: readonly [string, ...string[]]) =>
    lite.text({ enum: [...values] as [string, ...string[]] }),
  checkOneOf: (name: string, column: lite.AnySQLiteColumn, values: readonly string[]) =>
    lite.check(name, sql`${column} ${oneOf(values)}`),
  primaryKey: lite.primaryKey,
  unique: (name: string) => lite.unique(name),
  index: (name: string) => lite.index(name),
} as unknown as Kit;
