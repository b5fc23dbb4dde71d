/** Opens what all tenants of a process share: master key, database, the thread that stores events, disk, drawing of charts. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { type OpenedStores, openStores } from '../db/open-stores.ts';
import { createChartDrawer } from './adapters/charts/create-chart-drawer.ts';
import { createEmailRenderer } from './adapters/email/render-email.ts';
import { createDiskSpace } from './adapters/files/disk-space.ts';
import { keepBallast } from './adapters/files/keep-ballast.ts';
import { createLinkAsker } from './adapters/links/ask-link.ts';
import type { QueueState } from './collect/queue-state.ts';
import { type Config, packageRoot } from './config.ts';
import type { FieldCipher } from './domain/cipher.ts';
import type { DiskSpace } from './domain/disk-space.ts';
import type { EventStore } from './domain/event.ts';
import { AppError } from './errors.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';
import { loadMasterKey } from './privacy/master-key.ts';
import { fingerprintOf, keepFingerprint, refuseOtherKey } from './privacy/recognise-key.ts';
import { type IngestThread, startIngestThread } from './start-ingest-thread.ts';
import { machineClock } from './system-clock.ts';
import { TENANT } from './tenant.ts';
import { createMetrics } from './web/metrics.ts';

/** Ten a process to a PostgreSQL server: the thread stores one group at a time of each workspace, all else asks by the others. */
const CONNECTIONS = 8;
const THREAD_CONNECTIONS = 2;
/** A group takes well under a second. Without an answer until then, senders are told to come again. */
const THREAD_ANSWER_MS = 60_000;

export interface HouseOptions {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Throws `invalid` or `unavailable` when keys or database cannot be used, with what to do. */
export async function openHouse({ config, log }: HouseOptions) {
  const { master, ...key } = openMasterKey(config, log);
  const ciphers = new Map<string, FieldCipher>();
  const cipherOf = (tenant: string): FieldCipher => {
    const cipher = ciphers.get(tenant) ?? createFieldCipher(master, tenant);
    ciphers.set(tenant, cipher);
    return cipher;
  };
  const place = {
    url: config.databaseUrl,
    file: join(config.dataDir, 'flywheel.db'),
    migrationsFolder: join(packageRoot(), 'db/migrations'),
  };
  const opened = await openStores({ ...place, connections: CONNECTIONS, cipherOf });
  await demandOurs(opened, { master, ...key });
  const { of: storesOf, installations, close } = opened;
  let thread: IngestThread | null = null;
  const disk = await openDisk(config, log);
  const charts = createChartDrawer();
  return {
    ...{ config, log, master, cipherOf, storesOf, installations, charts, disk },
    metrics: createMetrics(),
    /** Of the calls that wait, by tenant. */
    queues: new Map<string, () => QueueState>(),
    renderer: createEmailRenderer(),
    askLink: createLinkAsker(config.publicUrl),
    /** What stores incoming events, in a thread. It runs compiled code only: from the sources it is the store itself. */
    openIngest(tenant: string, events: EventStore): Pick<EventStore, 'ingest'> {
      if (import.meta.url.endsWith('.ts')) return events;
      const stores = { ...place, connections: THREAD_CONNECTIONS, answerMs: THREAD_ANSWER_MS };
      thread ??= startIngestThread({ stores, masterKey: master }, (err) =>
        log.error({ err }, 'the thread that stores events died'),
      );
      return thread.of(tenant);
    },
    async close() {
      charts.close();
      await thread?.close();
      await close();
    },
  };
}

/** Throws `invalid` when the database is another key's. */
async function demandOurs({ claimForKey, close }: OpenedStores, key: OpenedKey): Promise<void> {
  const claim = { tenant: TENANT, fingerprint: fingerprintOf(key.master), at: machineClock.now() };
  if (!(await claimForKey(claim))) {
    await close();
    key.refuse();
  }
  key.keep();
}

/** The disk under DATA_DIR. Where the database is on it, a file holds room for the day it is full. */
async function openDisk({ dataDir, databaseUrl }: Config, log: FastifyBaseLogger): Promise<DiskSpace> {
  const disk = createDiskSpace(dataDir);
  if (databaseUrl === null && !(await keepBallast(join(dataDir, 'ballast'), await disk.freeBytes())))
    log.warn('The disk under DATA_DIR is nearly full, so no ballast file is held there: make room.');
  return disk;
}

interface OpenedKey {
  readonly master: Buffer;
  /** Once it is known that the data are this key's. */
  keep(): void;
  /** Takes back a key that was made just now; throws what to do. */
  refuse(): never;
}

function openMasterKey(config: Config, log: FastifyBaseLogger): OpenedKey {
  const folder = join(config.dataDir, 'keys');
  const [file, fingerprint] = [join(folder, 'flywheel.key'), join(folder, 'fingerprint')];
  const { key, created } = loadMasterKey(file, config.masterKey ?? undefined);
  refuseOtherKey(fingerprint, key);
  return {
    master: key,
    keep() {
      const isFirst = keepFingerprint(fingerprint, key);
      if (isFirst && config.masterKey === null)
        log.warn(
          `The master key is in ${file}. BACK IT UP, apart from the data: without it nobody can read your contacts again.`,
        );
    },
    refuse() {
      if (created) rmSync(file);
      throw new AppError(
        'invalid',
        `The database belongs to another master key, the first that Flywheel was started on it with. Set FLYWHEEL_KEY to that key, the same on every host, or put it into ${file} (from the host that was first, or from your backup of keys); to begin anew, name an empty database. Nothing of what it holds was changed.`,
      );
    },
  };
}
