/** Opens what an app is made of: keys, stores and adapters, from the configuration. */

import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { openStores } from '../db/open-stores.ts';
import { createChartDrawer } from './adapters/charts/create-chart-drawer.ts';
import { createEmailRenderer } from './adapters/email/render-email.ts';
import { createArtifactFolder } from './adapters/files/artifact-folder.ts';
import { createDiskSpace } from './adapters/files/disk-space.ts';
import { keepBallast } from './adapters/files/keep-ballast.ts';
import { createLinkAsker } from './adapters/links/ask-link.ts';
import { type Config, packageRoot } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { DiskSpace } from './domain/disk-space.ts';
import type { EventStore } from './domain/event.ts';
import { createFeedback, type Feedback } from './feedback/create-feedback.ts';
import { logCampaigns } from './log-campaigns.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';
import { deriveKey, loadMasterKey } from './privacy/master-key.ts';
import { recogniseKey } from './privacy/recognise-key.ts';
import { createLinkSigner } from './privacy/sign-link.ts';
import { keepWriteKey } from './privacy/write-key.ts';
import type { SenderSettings } from './send/compose-email.ts';
import { type IngestThread, startIngestThread } from './start-ingest-thread.ts';
import { TENANT } from './tenant.ts';

export interface PartsOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Stands in for the feedback stage; a test turns the wheel without it. */
  readonly feedback?: (feedback: Feedback) => Feedback;
}

export type Parts = Awaited<ReturnType<typeof openParts>>;

/** Throws `invalid` or `unavailable` when keys or database cannot be used, with what to do. */
export async function openParts({ config, clock, log, feedback: replace }: PartsOptions) {
  const master = openMasterKey(config, log);
  const cipher = createFieldCipher(master, TENANT);
  const place = {
    url: config.databaseUrl,
    file: join(config.dataDir, 'flywheel.db'),
    migrationsFolder: join(packageRoot(), 'db/migrations'),
    tenant: TENANT,
  };
  const { stores: opened, close } = await openStores({ ...place, cipher });
  let thread: IngestThread | null = null;
  const stores = { ...opened, campaigns: logCampaigns(opened.campaigns, log) };
  const disk = await openDisk(config, log);
  const feedback = createFeedback({ ...stores, clock });
  const sender: SenderSettings = {
    publicUrl: config.publicUrl,
    mailFrom: config.mail?.from ?? 'nobody@localhost',
    postalAddress: config.mail?.postalAddress ?? '',
    shopName: config.shopName,
  };
  const charts = createChartDrawer();
  return {
    stores,
    charts,
    /** What stores incoming events. A thread runs compiled code only: from the sources it is the store itself. */
    openIngest(): Pick<EventStore, 'ingest'> {
      if (import.meta.url.endsWith('.ts')) return opened.events;
      thread ??= startIngestThread({ stores: place, masterKey: master }, (err) =>
        log.error({ err }, 'the thread that stores events died'),
      );
      return { ingest: thread.ingest };
    },
    async close() {
      charts.close();
      await thread?.close();
      await close();
    },
    clock,
    disk,
    sender,
    cipher,
    smtpUrl: config.mail?.smtpUrl ?? null,
    feedback: replace?.(feedback) ?? feedback,
    artifacts: createArtifactFolder(join(config.dataDir, 'models')),
    signer: createLinkSigner(deriveKey(master, `links ${TENANT}`)),
    renderer: createEmailRenderer(),
    askLink: createLinkAsker(config.publicUrl),
    writeKey: config.writeKey ?? keepWriteKey(master, join(config.dataDir, 'keys', 'write.key')),
  };
}

/** The disk under DATA_DIR. Where the database is on it, a file holds room for the day it is full. */
async function openDisk({ dataDir, databaseUrl }: Config, log: FastifyBaseLogger): Promise<DiskSpace> {
  const disk = createDiskSpace(dataDir);
  if (databaseUrl === null && !(await keepBallast(join(dataDir, 'ballast'), await disk.freeBytes())))
    log.warn('The disk under DATA_DIR is nearly full, so no ballast file is held there: make room.');
  return disk;
}

function openMasterKey(config: Config, log: FastifyBaseLogger): Buffer {
  const file = join(config.dataDir, 'keys', 'flywheel.key');
  const { key, created } = loadMasterKey(file, config.masterKey ?? undefined);
  recogniseKey(join(config.dataDir, 'keys', 'fingerprint'), key);
  if (created)
    log.warn(
      `A new master key was made: ${file}. BACK IT UP, apart from the data: without it nobody can read your contacts again.`,
    );
  return key;
}
