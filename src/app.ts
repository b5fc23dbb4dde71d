/** Wires stores and adapters into stages; the only place that does. */

import { randomInt, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { openStores } from '../db/open-stores.ts';
import { createMailer } from './adapters/email/create-mailer.ts';
import { createEmailRenderer } from './adapters/email/render-email.ts';
import { createArtifactFolder } from './adapters/files/artifact-folder.ts';
import { createDiskSpace } from './adapters/files/disk-space.ts';
import { keepBallast } from './adapters/files/keep-ballast.ts';
import { readCsv } from './adapters/files/read-csv.ts';
import { readJson } from './adapters/files/read-json.ts';
import { readNdjson } from './adapters/files/read-ndjson.ts';
import { openRejects, readRejects } from './adapters/files/write-rejects.ts';
import { connectSlack, type SlackConnection } from './adapters/slack/connect-slack.ts';
import { createNotifier } from './adapters/slack/post-notice.ts';
import { createCollector } from './collect/accept-calls.ts';
import { type Config, packageRoot } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { DiskSpace } from './domain/disk-space.ts';
import type { RenderedEmail } from './domain/email.ts';
import type { Notifier } from './domain/notifier.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { createFeedback, type Feedback } from './feedback/create-feedback.ts';
import { type NightResult, turn } from './flywheel.ts';
import { learningBackend } from './learn/learning-backend.ts';
import { logCampaigns } from './log-campaigns.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';
import { deriveKey, loadMasterKey } from './privacy/master-key.ts';
import { recogniseKey } from './privacy/recognise-key.ts';
import { createLinkSigner } from './privacy/sign-link.ts';
import { keepWriteKey } from './privacy/write-key.ts';
import { type PreviewRequest, previewEmail, type SenderSettings } from './send/compose-email.ts';
import { type DeliverCounts, type DeliverResult, deliverDue } from './send/deliver-due.ts';
import { drawCouponCode } from './send/draw-coupon-code.ts';
import { startApproved } from './send/start-approved.ts';
import { TENANT } from './tenant.ts';
import { createMetrics } from './web/metrics.ts';
import { registerRoutes } from './web/routes.ts';

const MAX_QUEUED_CALLS = 20_000;
/** The same facts give the same models: a run differs from another in its data, not in its luck. */
const TRAINING_SEED = 1;

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Stands in for the feedback stage; a test turns the wheel without it. */
  readonly feedback?: (feedback: Feedback) => Feedback;
}

interface DeliverRequest {
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: DeliverCounts) => void;
}

/** As it stands in the log. */
interface LearningBackend {
  readonly backend: string;
  readonly tried: readonly { readonly name: string; readonly ok: boolean; readonly reason: string | null }[];
}

export interface App {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly stores: Stores;
  /** What a sender of events signs in with. */
  readonly writeKey: string;
  /** Null without Slack. */
  readonly notifier: Notifier | null;
  readonly files: {
    readonly readCsv: typeof readCsv;
    readonly readJson: typeof readJson;
    readonly readNdjson: typeof readNdjson;
    readonly openRejects: (file: string) => ReturnType<typeof openRejects>;
    readonly readRejects: (file: string) => AsyncIterable<string>;
  };
  /** Turns the wheel once: what the nightly job does. */
  turn(onProgress?: (stage: string, detail: string) => void): Promise<NightResult>;
  /** The backend that networks are computed on in this process, and why those before it were passed over. */
  learningBackend(): Promise<LearningBackend>;
  /** Starts what was approved and sends what is due. Throws `unavailable` without an SMTP server. */
  deliver(request: DeliverRequest): Promise<DeliverResult>;
  preview(request: PreviewRequest): Promise<RenderedEmail>;
  /** Bolt, connected but not started. Throws `invalid` without Slack settings. */
  connectSlack(): SlackConnection;
  /** Registers all HTTP routes; `slack` is mounted under `/slack/`. */
  registerRoutes(server: FastifyInstance, slack: RequestListener | null): Promise<void>;
  close(): Promise<void>;
}

/** Throws `invalid` or `unavailable` when keys or database cannot be used, with what to do. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, log } = options;
  const parts = await openParts(options);
  const { stores, writeKey, feedback, artifacts } = parts;
  return {
    config,
    clock,
    log,
    stores,
    writeKey,
    notifier:
      config.slack === null ? null : createNotifier({ ...config.slack, token: config.slack.botToken }),
    files: {
      readCsv,
      readJson,
      readNdjson,
      openRejects: (file) => openRejects(file, parts.cipher),
      readRejects: (file) => readRejects(file, parts.cipher),
    },
    turn: (onProgress) =>
      turn({
        stores,
        artifacts,
        feedback,
        clock,
        newId: randomUUID,
        settings: { outcomeWindowDays: config.outcomeWindowDays, seed: TRAINING_SEED },
        ...(onProgress === undefined ? {} : { onProgress }),
      }),
    async learningBackend() {
      const { name, tried } = await learningBackend();
      return { backend: name, tried };
    },
    deliver: (how) => deliver(parts, how),
    preview: (request) => previewEmail(parts.renderer, parts.sender, request),
    ...prepareEntrances(options, parts),
    close: parts.close,
  };
}

/** What people and machines come in by, and the metrics that both are counted in. */
function prepareEntrances({ config, log }: AppOptions, parts: Parts): Entering {
  const { stores, disk } = parts;
  const metrics = createMetrics();
  let slack: SlackConnection | null = null;
  return {
    connectSlack() {
      if (config.slack === null) throw new AppError('invalid', 'Slack is not set up: set SLACK_BOT_TOKEN.');
      slack = connectSlack({
        ...config.slack,
        log: { warn: (words) => log.warn(words), error: (words) => log.error(words) },
        onAcknowledged: metrics.slackAcknowledged,
      });
      return slack;
    },
    registerRoutes(server, listener) {
      const events = metrics.watchIngest(stores.events);
      const options = { events, maxQueued: MAX_QUEUED_CALLS };
      const needsDisk = config.databaseUrl === null;
      return registerRoutes(server, {
        ...parts,
        metrics,
        needsDisk,
        slack: listener,
        shopName: config.shopName,
        collector: createCollector(needsDisk ? { ...options, disk } : options),
        hasMailServer: config.mail !== null,
        isSlackConnected: () => slack?.isConnected() ?? null,
      });
    },
  };
}

type Entering = Pick<App, 'connectSlack' | 'registerRoutes'>;
type Parts = Awaited<ReturnType<typeof openParts>>;

/** Keys, stores and adapters, opened from the configuration. */
async function openParts({ config, clock, log, feedback: replace }: AppOptions) {
  const master = openMasterKey(config, log);
  const cipher = createFieldCipher(master, TENANT);
  const { stores: opened, close } = await openStores({
    url: config.databaseUrl,
    file: join(config.dataDir, 'flywheel.db'),
    migrationsFolder: join(packageRoot(), 'db/migrations'),
    cipher,
    tenant: TENANT,
  });
  const stores = { ...opened, campaigns: logCampaigns(opened.campaigns, log) };
  const disk = await openDisk(config, log);
  const feedback = createFeedback({ ...stores, clock });
  const sender: SenderSettings = {
    publicUrl: config.publicUrl,
    mailFrom: config.mail?.from ?? 'nobody@localhost',
    postalAddress: config.mail?.postalAddress ?? '',
    shopName: config.shopName,
  };
  return {
    stores,
    close,
    clock,
    disk,
    sender,
    cipher,
    smtpUrl: config.mail?.smtpUrl ?? null,
    feedback: replace?.(feedback) ?? feedback,
    artifacts: createArtifactFolder(join(config.dataDir, 'models')),
    signer: createLinkSigner(deriveKey(master, `links ${TENANT}`)),
    renderer: createEmailRenderer(),
    writeKey: config.writeKey ?? keepWriteKey(master, join(config.dataDir, 'keys', 'write.key')),
  };
}

async function deliver(parts: Parts, { signal, onProgress }: DeliverRequest): Promise<DeliverResult> {
  if (parts.smtpUrl === null)
    throw new AppError(
      'unavailable',
      'No mail server is set, so approved campaigns wait: set SMTP_URL, MAIL_FROM and POSTAL_ADDRESS.',
    );
  const mailer = createMailer(parts.smtpUrl);
  const ports = { ...parts, ...parts.stores, mailer, drawCouponCode };
  try {
    await startApproved(ports);
    return await deliverDue(ports, {
      settings: parts.sender,
      owner: `${hostname()}:${process.pid}:${randomUUID()}`,
      seed: randomInt(2 ** 31),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    await mailer.close();
  }
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
