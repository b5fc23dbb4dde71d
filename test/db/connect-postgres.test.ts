import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { connectPostgres, type PostgresOptions } from '../../db/connect-postgres.ts';
import type { Database } from '../../db/database.ts';

/** In which a server that is there answers also on a busy machine. */
const SOON_MS = 2_000;
const UNAVAILABLE = { name: 'AppError', code: 'unavailable' };

let own: Awaited<ReturnType<typeof createDatabase>>;
const open: Database[] = [];
beforeEach(async () => {
  own = await createDatabase(inject('postgresUrl'), inject('postgresTemplate'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
  await own.drop();
});

async function connect(options: Partial<PostgresOptions> = {}): Promise<Database> {
  const migrationsFolder = 'db/migrations/postgres';
  const database = await connectPostgres({ url: own.url, migrationsFolder, ...options });
  open.push(database);
  return database;
}

/** Stands between: what passes through it can be held up, with no connection closed, as where a machine is gone. */
async function openLine(to: string) {
  const url = new URL(to);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = createConnection(target);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => isSilent || into.write(chunk));
      from.on('close', () => into.destroy());
      from.on('error', () => undefined);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    hush: () => (isSilent = true),
    speak: () => (isSilent = false),
  };
}

const addProduct = (database: Database) =>
  database.write((connection) =>
    connection.insert(database.tables.products).values({ tenant: 'T1', id: 'cup', updatedAt: 1 }),
  );

async function nameOfProduct(database: Database) {
  const { products } = database.tables;
  const [row] = await database.read((connection) =>
    connection.select({ name: products.name }).from(products),
  );
  return row?.name;
}

describe('a server that does not answer', () => {
  it('is unavailable once nobody has patience any more', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    onTestFinished(() => void mute.close());
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const url = `postgres://u:p@127.0.0.1:${port}/d`;
    await expect(connect({ url, patienceMs: 100 })).rejects.toMatchObject(UNAVAILABLE);
  });

  it('is unavailable when it falls silent within a transaction, and used again once it answers', async () => {
    const line = await openLine(own.url);
    const database = await connect({ url: line.url, connections: 1, answerMs: SOON_MS });
    await addProduct(database);
    const { products } = database.tables;
    const change = database.write(async (connection) => {
      await connection.update(products).set({ name: 'half done' });
      line.hush();
      await connection.update(products).set({ name: 'all done' });
    });
    await expect(change).rejects.toMatchObject(UNAVAILABLE);
    line.speak();
    expect(await nameOfProduct(database)).toBeNull();
  });

  it('is unavailable while all connections are busy', async () => {
    const database = await connect({ connections: 1, patienceMs: SOON_MS });
    let free = () => {};
    const busy = database.write(() => new Promise<void>((resolve) => (free = resolve)));
    await expect(nameOfProduct(database).finally(() => free())).rejects.toMatchObject(UNAVAILABLE);
    await busy;
    expect(await nameOfProduct(database)).toBeUndefined();
  });
});

describe('a process that is stopped within a transaction', () => {
  it('holds its rows against others for a while only, lives on, and can repeat it', async () => {
    const database = await connect();
    await addProduct(database);
    const child = fork(new URL('./hold-row.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
    const died = once(child, 'exit').then(() => ['died']);
    const hear = async () => (await Promise.race([once(child, 'message'), died]))[0] as unknown;
    expect(await hear()).toBe('ready');
    child.send({ url: own.url, idleTransactionMs: SOON_MS });
    expect(await hear()).toBe('holding');
    child.kill('SIGSTOP');
    const { products } = database.tables;
    await database.write((connection) => connection.update(products).set({ name: 'theirs' }));
    expect(await nameOfProduct(database)).toBe('theirs');
    child.kill('SIGCONT');
    child.send('go on');
    expect(await hear()).toEqual(['unavailable', 'committed']);
    expect(await nameOfProduct(database)).toBe('ours');
  });

  it('is given a minute by itself', async () => {
    const database = await connect();
    const setting = sql<string>`current_setting('idle_in_transaction_session_timeout')`;
    const [row] = await database.read((connection) =>
      connection.select({ setting }).from(sql`(select 1) as one`),
    );
    expect(row).toEqual({ setting: '1min' });
  });
});
