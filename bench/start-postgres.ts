/** A PostgreSQL server for a bench: the one that is named, or one of its own from npm, with everything as it comes. */

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

export interface BenchPostgres {
  /** A new, empty database; gives its URL. */
  create(): Promise<string>;
  /** Drops what was created, and stops the server if it was started here. */
  stop(): Promise<void>;
}

const USER = 'postgres';
const PASSWORD = 'only-for-benches';

/** `url` names a server whose user may create databases; without it one is started on this machine. */
export async function startPostgres(url: string | null): Promise<BenchPostgres> {
  const server = url === null ? await startOwn() : { url, stop: async () => undefined };
  const created: string[] = [];
  return {
    async create() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await administer(server.url, `create database ${name}`);
      created.push(name);
      const database = new URL(server.url);
      database.pathname = `/${name}`;
      return database.href;
    },
    async stop() {
      for (const name of created) await administer(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
}

/** Durable as a real one is: nothing about its commits is switched off. */
async function startOwn() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-bench-postgres-'));
  // As root the server runs as a user of its own, who must be able to enter the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await linkLibraries();
  await server.initialise();
  await server.start();
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the package's install script does, for an npm that was told to run none. Repeatable. */
async function linkLibraries(): Promise<void> {
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
  const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
