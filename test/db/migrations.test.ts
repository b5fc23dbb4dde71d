/** The migrations lead to the schema: generating again yields nothing, and a migrated database has what it describes. */

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import type { Kind } from '../support/each-database.ts';
import { dumpPostgresSchema, dumpSqliteSchema } from './dump-schema.ts';
import { freshUrl, openUrl } from './fresh-place.ts';
import { listTags } from './kept-version.ts';

const run = promisify(execFile);

interface Snapshot {
  readonly tables: Record<
    string,
    {
      readonly name: string;
      readonly columns: object;
      readonly indexes: object;
      readonly uniqueConstraints: object;
    }
  >;
}

describe.each<{ kind: Kind; dialect: 'sqlite' | 'postgres' }>([
  { kind: 'SQLite', dialect: 'sqlite' },
  { kind: 'PostgreSQL', dialect: 'postgres' },
])('the $kind migrations', ({ kind, dialect }) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'flywheel-migrations-'));
    cpSync(`db/migrations/${dialect}`, join(folder, 'out'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('yield nothing new when generated again', async () => {
    expect(await generateAgain(folder, dialect)).toEqual([]);
  });

  it('would yield the table that the last of them did not know', async () => {
    const last = lastSnapshotFile(folder);
    const snapshot = readSnapshot(last);
    const isJobs = ([, { name }]: [string, { readonly name: string }]) => name === 'jobs';
    const others = Object.entries(snapshot.tables).filter((table) => !isJobs(table));
    expect(others).toHaveLength(Object.keys(snapshot.tables).length - 1);
    writeFileSync(last, JSON.stringify({ ...snapshot, tables: Object.fromEntries(others) }));
    const added = await generateAgain(folder, dialect);
    expect(added).toHaveLength(1);
    expect(readFileSync(join(folder, 'out', added[0]!), 'utf8')).toMatch(/CREATE TABLE ["`]jobs["`]/);
  });

  it('leave a database with the tables, columns and indexes that drizzle-kit believes in', async () => {
    expect(readLayout(await dumpOf(kind))).toEqual(layoutOf(readSnapshot(lastSnapshotFile(folder))));
  });

  it('lead to the schema that stands in the tree (npm run db:dump)', async () => {
    expect(await dumpOf(kind)).toBe(readFileSync(`db/schema.${dialect}.sql`, 'utf8'));
  });
});

it('are as many for one database as for the other', () => {
  expect(listTags('sqlite')).toHaveLength(listTags('postgres').length);
});

async function dumpOf(kind: Kind): Promise<string> {
  const url = await freshUrl(kind);
  await (await openUrl(url)).close();
  const place = parseDatabaseUrl(url);
  return place.kind === 'sqlite' ? dumpSqliteSchema(place.file) : dumpPostgresSchema(place.url);
}

/** The SQL files that drizzle-kit adds to the copy. It exits 0 after an error too, so its last word is asked for. */
async function generateAgain(folder: string, dialect: string): Promise<string[]> {
  const before = new Set(sqlFiles(folder));
  const config = join(folder, 'drizzle.config.ts');
  // An absolute `out` is read as a relative one.
  const out = JSON.stringify(relative('.', join(folder, 'out')));
  const original = JSON.stringify(resolve(`db/drizzle.${dialect}.config.ts`));
  writeFileSync(config, `import config from ${original};\nexport default { ...config, out: ${out} };\n`);
  const { stdout, stderr } = await run(process.execPath, [
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--config',
    config,
  ]);
  expect(`${stdout}${stderr}`).toMatch(/No schema changes|Your SQL migration file/);
  return sqlFiles(folder).filter((file) => !before.has(file));
}

function sqlFiles(folder: string): string[] {
  return readdirSync(join(folder, 'out')).filter((file) => file.endsWith('.sql'));
}

function lastSnapshotFile(folder: string): string {
  const meta = join(folder, 'out', 'meta');
  const snapshots = readdirSync(meta).filter((file) => file.endsWith('_snapshot.json'));
  return join(meta, snapshots.sort().at(-1)!);
}

function readSnapshot(file: string): Snapshot {
  return JSON.parse(readFileSync(file, 'utf8'));
}

type Layout = Record<string, { readonly columns: string[]; readonly indexes: string[] }>;

function layoutOf({ tables }: Snapshot): Layout {
  const layout = Object.values(tables).map(({ name, columns, indexes, uniqueConstraints }) => [
    name,
    {
      columns: Object.keys(columns).sort(),
      indexes: [...Object.keys(indexes), ...Object.keys(uniqueConstraints)].sort(),
    },
  ]);
  return Object.fromEntries(layout);
}

/** Names, read from the SQL of a migrated database. */
function readLayout(sql: string): Layout {
  const layout: Layout = {};
  for (const [, table, body] of sql.matchAll(/^CREATE TABLE ["`]?(\w+)["`]? \(\n(.*?)^\);/gms)) {
    // SQLite writes a column that was added later behind the last one, on its line.
    const lines = body!.split(/\n|, (?=`)(?![^(]*\))/).map((line) => line.trim());
    const columns = lines.filter((line) => line !== '' && !/^(CONSTRAINT|PRIMARY KEY)/.test(line));
    const uniques = lines.flatMap((line) => /^CONSTRAINT (\w+) UNIQUE/.exec(line)?.[1] ?? []);
    layout[table!] = { columns: columns.map((line) => /\w+/.exec(line)![0]).sort(), indexes: uniques };
  }
  for (const [, index, table] of sql.matchAll(
    /^CREATE (?:UNIQUE )?INDEX ["`]?(\w+)["`]? ON (?:public\.)?["`]?(\w+)/gm,
  ))
    layout[table!]!.indexes.push(index!);
  for (const { indexes } of Object.values(layout)) indexes.sort();
  return layout;
}
