import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type SqliteDriver from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeEvents } from '../../bench/ingest/judge-events.ts';
import { createCallMaker } from '../../bench/ingest/make-call.ts';
import { createSenders } from '../../bench/ingest/senders.ts';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import type { Database } from '../../db/database.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createCollector } from '../../src/collect/accept-calls.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { eventsApi } from '../../src/web/events-api.ts';
import { createServer } from '../../src/web/server.ts';

const WRITE_KEY = 'wk_full';
const FILLER_BYTES = 12 * 1024 * 1024;

interface Disk {
  readonly folder: string;
  /** Lets the database grow by no more than a little. */
  narrow(database: Database): Promise<void>;
  widen(database: Database): Promise<void>;
  remove(): void;
}

/** A disk of its own in memory, half of which another file takes. */
function mountTmpfs(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'pipe' });
  const filler = join(folder, 'filler');
  return {
    folder,
    narrow: async () => writeFileSync(filler, Buffer.alloc(FILLER_BYTES)),
    widen: async () => rmSync(filler),
    remove() {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Where no disk may be mounted: SQLite itself refuses to grow, with the error that a full disk gives it. */
function limitPages(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-full-'));
  const limit = (database: Database, pages: number) =>
    database.write(async (connection) => {
      const { $client } = connection as unknown as { readonly $client: SqliteDriver.Database };
      $client.pragma(`max_page_count = ${pages}`);
    });
  return {
    folder,
    narrow: (database) => limit(database, 500),
    widen: (database) => limit(database, 1_000_000),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function listDisks(): readonly { readonly kind: string; readonly open: () => Disk }[] {
  const pages = { kind: 'a database that may not grow', open: limitPages };
  try {
    mountTmpfs().remove();
    return [{ kind: 'a full tmpfs', open: mountTmpfs }, pages];
  } catch (fault) {
    console.log(`Disk full is tried on page limits only, since no tmpfs can be mounted: ${fault}`);
    return [pages];
  }
}

async function startWeb({ folder }: Disk) {
  const database = connectSqlite({
    file: join(folder, 'flywheel.db'),
    migrationsFolder: 'db/migrations/sqlite',
  });
  const events = createEventStore({ database, cipher: createFieldCipher(randomBytes(32), 'T'), tenant: 'T' });
  const server = createServer();
  const collector = createCollector({ events, maxQueued: 10_000 });
  await server.register(eventsApi, { collector, writeKey: WRITE_KEY, clock: { now: () => Date.now() } });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    database,
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    async close() {
      await server.close();
      await database.close();
    },
  };
}

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe.each(listDisks())('under load on $kind', ({ open }) => {
  it('events are refused with a time to come back, none that was acknowledged is lost, and all goes on when there is room', async () => {
    const disk = open();
    undo.push(() => disk.remove());
    const web = await startWeb(disk);
    undo.push(() => web.close());
    await disk.narrow(web.database);
    const senders = createSenders({
      maker: createCallMaker({ seed: 1, people: 300, prefix: 'full' }),
      random: createRandom(1),
      writeKey: WRITE_KEY,
      connections: 8,
    });

    const load = senders.send(web.url);
    await expect.poll(() => senders.refused.get(503) ?? 0).toBeGreaterThan(20);
    // So much that it does not fit into what a group of small ones leaves of the last pages.
    const big = { type: 'track', event: 'Big', userId: 'u', properties: { pad: 'x'.repeat(30_000) } };
    const refusal = await fetch(`${web.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
      body: JSON.stringify({ batch: Array.from({ length: 10 }, () => big) }),
    });
    load.stop();
    await load.done;
    expect(refusal.status).toBe(503);
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([...senders.refused.keys()]).toEqual([503]);
    const before = senders.acknowledged.size;
    expect(before).toBeGreaterThan(500);
    expect(await judgeEvents(web.database, senders.acknowledged)).toMatchObject({
      events: before,
      lost: 0,
      miscounted: 0,
    });

    await disk.widen(web.database);
    await senders.finish(web.url);
    expect(senders.acknowledged.size).toBeGreaterThan(before);
    expect(senders.halved()).toBe(0);
    expect(await judgeEvents(web.database, senders.acknowledged)).toMatchObject({
      events: senders.acknowledged.size,
      lost: 0,
      strange: 0,
      miscounted: 0,
    });
  });
});
