/** The schema of a database as SQL that makes it again, in an order that only a change of the schema changes. */

import SqliteDriver from 'better-sqlite3';
import { Client } from 'pg';

/** Without SQLite's own tables and the list of migrations done. */
export function dumpSqliteSchema(file: string): string {
  const driver = new SqliteDriver(file, { readonly: true });
  const statements = driver
    .prepare(
      `select sql from sqlite_master where sql is not null and tbl_name not like 'sqlite\\_%' escape '\\'
       and tbl_name <> '__drizzle_migrations' order by tbl_name, type <> 'table', name`,
    )
    .pluck()
    .all() as string[];
  driver.close();
  return statements.map((statement) => `${statement};\n`).join('\n');
}

/** What the migrations made in the schema `public`. */
export async function dumpPostgresSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const list = async (sql: string, ...values: string[]) =>
      (await client.query<[string]>({ text: sql, values, rowMode: 'array' })).rows.map(([text]) => text);
    const statements = (await list(FUNCTIONS)).map((text) => `${text.trimEnd()};\n`);
    for (const table of await list(TABLES)) {
      const parts = [...(await list(COLUMNS, table)), ...(await list(CONSTRAINTS, table))];
      statements.push(`CREATE TABLE ${table} (\n  ${parts.join(',\n  ')}\n);\n`);
      for (const index of await list(INDEXES, table)) statements.push(`${index};\n`);
      for (const trigger of await list(TRIGGERS, table)) statements.push(`${trigger};\n`);
    }
    return statements.join('\n');
  } finally {
    await client.end();
  }
}

const TABLES = `select quote_ident(relname) from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname collate "C"`;

const COLUMNS = `select quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
    || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') || case when attnotnull then ' NOT NULL' else '' end
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`;

/** Not those of NOT NULL, which stand with their columns. */
const CONSTRAINTS = `select 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
  from pg_constraint where conrelid = $1::regclass and contype <> 'n' order by contype = 'p' desc, conname collate "C"`;

/** Not those that a constraint brings along. */
const INDEXES = `select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
  where indrelid = $1::regclass and not exists (select 1 from pg_constraint where conindid = indexrelid)
  order by relname collate "C"`;

const FUNCTIONS = `select pg_get_functiondef(oid) from pg_proc
  where pronamespace = 'public'::regnamespace order by proname collate "C"`;

const TRIGGERS = `select pg_get_triggerdef(oid) from pg_trigger
  where tgrelid = $1::regclass and not tgisinternal order by tgname collate "C"`;
