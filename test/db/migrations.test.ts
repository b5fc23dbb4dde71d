/** The migrations lead to the schema: generating again yields nothing, and a migrated database has what it describes. */

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import SqliteDriver from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectSqlite } from '../../db/connect-sqlite.ts';

const MIGRATIONS = 'db/migrations/sqlite';
const run = promisify(execFile);

interface Snapshot {
  readonly tables: Record<
    string,
    { readonly columns: object; readonly indexes: object; readonly uniqueConstraints: object }
  >;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-migrations-'));
  cpSync(MIGRATIONS, join(folder, 'out'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the SQLite migrations', () => {
  it('yield nothing new when generated again', async () => {
    expect(await generateAgain()).toEqual([]);
  });

  it('would yield the table that the last of them did not know', async () => {
    const last = lastSnapshotFile();
    const snapshot = readSnapshot(last);
    const { jobs, ...others } = snapshot.tables;
    expect(jobs).toBeDefined();
    writeFileSync(last, JSON.stringify({ ...snapshot, tables: others }));
    const added = await generateAgain();
    expect(added).toHaveLength(1);
    expect(readFileSync(join(folder, 'out', added[0]!), 'utf8')).toContain('CREATE TABLE `jobs`');
  });

  it('leave a database with the tables, columns and indexes that drizzle-kit believes in', async () => {
    const file = join(folder, 'flywheel.db');
    await connectSqlite({ file, migrationsFolder: MIGRATIONS }).close();
    expect(readLayout(file)).toEqual(layoutOf(readSnapshot(lastSnapshotFile())));
  });
});

/** The SQL files that drizzle-kit adds to the copy. It exits 0 after an error too, so its last word is asked for. */
async function generateAgain(): Promise<string[]> {
  const before = new Set(sqlFiles());
  const config = join(folder, 'drizzle.config.ts');
  // An absolute `out` is read as a relative one.
  const out = JSON.stringify(relative('.', join(folder, 'out')));
  const original = JSON.stringify(resolve('db/drizzle.sqlite.config.ts'));
  writeFileSync(config, `import config from ${original};\nexport default { ...config, out: ${out} };\n`);
  const { stdout, stderr } = await run(process.execPath, [
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--config',
    config,
  ]);
  expect(`${stdout}${stderr}`).toMatch(/No schema changes|Your SQL migration file/);
  return sqlFiles().filter((file) => !before.has(file));
}

const sqlFiles = () => readdirSync(join(folder, 'out')).filter((file) => file.endsWith('.sql'));

function lastSnapshotFile(): string {
  const meta = join(folder, 'out', 'meta');
  const snapshots = readdirSync(meta).filter((file) => file.endsWith('_snapshot.json'));
  return join(meta, snapshots.sort().at(-1)!);
}

function readSnapshot(file: string): Snapshot {
  return JSON.parse(readFileSync(file, 'utf8'));
}

type Layout = Record<string, { readonly columns: string[]; readonly indexes: string[] }>;

function layoutOf({ tables }: Snapshot): Layout {
  const layout = Object.entries(tables).map(([name, { columns, indexes, uniqueConstraints }]) => [
    name,
    {
      columns: Object.keys(columns).sort(),
      indexes: [...Object.keys(indexes), ...Object.keys(uniqueConstraints)].sort(),
    },
  ]);
  return Object.fromEntries(layout);
}

function readLayout(file: string): Layout {
  const database = new SqliteDriver(file, { readonly: true });
  const list = (sql: string, ...values: string[]) =>
    database
      .prepare(sql)
      .pluck()
      .all(...values) as string[];
  const tables = list("SELECT name FROM sqlite_master WHERE type = 'table'").filter(isOurs);
  const layout = tables.map((table) => [
    table,
    {
      columns: list('SELECT name FROM pragma_table_info(?) ORDER BY name', table),
      indexes: list("SELECT name FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name", table),
    },
  ]);
  database.close();
  return Object.fromEntries(layout);
}

/** Not SQLite's own, nor drizzle's list of migrations done. */
const isOurs = (table: string) => !/^(sqlite_|__)/.test(table);
