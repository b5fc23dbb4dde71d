/** Wires stores and adapters into stages; the only place that does. */

import { randomInt, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { createMailer } from './adapters/email/create-mailer.ts';
import { readCsv } from './adapters/files/read-csv.ts';
import { readJson } from './adapters/files/read-json.ts';
import { readNdjson } from './adapters/files/read-ndjson.ts';
import { openRejects, readRejects } from './adapters/files/write-rejects.ts';
import { connectSlack, type SlackConnection } from './adapters/slack/connect-slack.ts';
import { createNotifier } from './adapters/slack/create-notifier.ts';
import { createChartPoster, type PostCharts } from './adapters/slack/post-charts.ts';
import { createCollector } from './collect/accept-calls.ts';
import type { Config } from './config.ts';
import type { Campaign } from './domain/campaign.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { Mailer, RenderedEmail } from './domain/email.ts';
import type { Notifier } from './domain/notifier.ts';
import type { Preflight } from './domain/preflight.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { type NightResult, turn } from './flywheel.ts';
import { learningBackend } from './learn/learning-backend.ts';
import { createPredictor, type PredictRows } from './learn/predict-rows.ts';
import { openParts, type Parts, type PartsOptions } from './open-parts.ts';
import { checkCampaign } from './send/check-campaign.ts';
import { type PreviewRequest, previewEmail } from './send/compose-email.ts';
import { type DeliverCounts, type DeliverResult, deliverDue } from './send/deliver-due.ts';
import { drawCouponCode } from './send/draw-coupon-code.ts';
import { previewRecipient, type RecipientOf } from './send/preview-recipient.ts';
import { sendTest } from './send/send-test.ts';
import { startApproved } from './send/start-approved.ts';
import { machineClock } from './system-clock.ts';
import { createMetrics } from './web/metrics.ts';
import { registerRoutes } from './web/routes.ts';

const MAX_QUEUED_CALLS = 20_000;
/** The same facts give the same models: a run differs from another in its data, not in its luck. */
const TRAINING_SEED = 1;

interface DeliverRequest {
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: DeliverCounts) => void;
}

interface Previews {
  /** What one recipient would get, with a masked name. Throws `invalid` on copy that does not fit. */
  previewRecipient(of: RecipientOf): Promise<RenderedEmail>;
  /** Where that stands as HTML, for a day. */
  linkToPreview(of: RecipientOf): string;
  /** Sends it to a colleague, marked as a test. Throws `invalid`, or `unavailable` without an SMTP server. */
  sendTest(test: RecipientOf & { readonly to: string }): Promise<void>;
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
  /** Turns the wheel once: what the nightly job does; `lastTurnAt` is when one that was done began last. */
  turn(onProgress?: (stage: string, detail: string) => void, lastTurnAt?: number): Promise<NightResult>;
  /** The backend that networks are computed on in this process, and why those before it were passed over. */
  learningBackend(): ReturnType<typeof learningBackend>;
  /** Starts what was approved and sends what is due. Throws `unavailable` without an SMTP server. */
  deliver(request: DeliverRequest): Promise<DeliverResult>;
  preview(request: PreviewRequest): Promise<RenderedEmail>;
  /** What recipients would get, for people before it is sent. */
  readonly previews: Previews;
  /** Looks a campaign over before sending, and keeps what was found with it. */
  preflight(campaign: Campaign): Promise<Preflight>;
  readonly predictRows: PredictRows;
  /** Shows charts in Slack. Throws when they cannot be drawn or Slack takes them in no form. */
  readonly postCharts: PostCharts;
  /** Bolt, connected but not started. Throws `invalid` without Slack settings. */
  connectSlack(): SlackConnection;
  /** Registers all HTTP routes; `slack` is mounted under `/slack/`. */
  registerRoutes(server: FastifyInstance, slack: RequestListener | null): Promise<void>;
  close(): Promise<void>;
}

/** Throws `invalid` or `unavailable` when keys or database cannot be used, with what to do. */
export async function createApp(options: PartsOptions): Promise<App> {
  const { config, clock, log } = options;
  const parts = await openParts(options);
  const { stores, writeKey, feedback, artifacts, sender } = parts;
  const previews = createPreviews(parts, clock);
  const preflight = (campaign: Campaign) => checkCampaign(campaign, { ...parts, ...stores }, sender);
  return {
    ...{ config, clock, log, stores, writeKey },
    notifier: config.slack && createNotifier({ ...config.slack, posts: stores.posts, clock: machineClock }),
    files: {
      readCsv,
      readJson,
      readNdjson,
      openRejects: (file) => openRejects(file, parts.cipher),
      readRejects: (file) => readRejects(file, parts.cipher),
    },
    turn: (onProgress, lastTurnAt) =>
      turn({
        stores,
        artifacts,
        feedback,
        preflight,
        clock,
        newId: randomUUID,
        settings: { outcomeWindowDays: config.outcomeWindowDays, seed: TRAINING_SEED },
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(lastTurnAt === undefined ? {} : { lastTurnAt }),
      }),
    learningBackend,
    deliver: (how) => deliver(parts, how),
    predictRows: createPredictor({ ...stores, artifacts }),
    preview: (request) => previewEmail(parts.renderer, parts.sender, request),
    preflight,
    ...prepareEntrances(options, { ...parts, previews }),
    close: parts.close,
  };
}

/** What people and machines come in by, and the metrics that both are counted in. */
function prepareEntrances(
  { config, log }: PartsOptions,
  parts: Parts & { readonly previews: Previews },
): Entering {
  const { stores, disk } = parts;
  const metrics = createMetrics();
  let slack: SlackConnection | null = null;
  return {
    previews: parts.previews,
    postCharts: createChartPoster(parts.charts.draw),
    connectSlack() {
      if (config.slack === null) throw new AppError('invalid', 'Slack is not set up: set SLACK_BOT_TOKEN.');
      slack = connectSlack({
        ...config.slack,
        ...{ seenRequests: stores.seenRequests, clock: machineClock },
        log: { warn: (words) => log.warn(words), error: (words) => log.error(words) },
        ...{ onAcknowledged: metrics.slackAcknowledged, onPost: metrics.slackPost },
      });
      return slack;
    },
    registerRoutes(server, listener) {
      const events = metrics.watchIngest({ ...stores.events, ...parts.openIngest() });
      const options = { events, maxQueued: MAX_QUEUED_CALLS };
      const needsDisk = config.databaseUrl === null;
      return registerRoutes(server, {
        ...parts,
        previewRecipient: parts.previews.previewRecipient,
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

type Entering = Pick<App, 'previews' | 'connectSlack' | 'postCharts' | 'registerRoutes'>;

/** Previews, tests and the links to them; a link ends with the day. */
function createPreviews(parts: Parts, clock: Clock): Previews {
  const ports = { ...parts, ...parts.stores };
  return {
    previewRecipient: (of) => previewRecipient(ports, parts.sender, of),
    linkToPreview({ campaign, assignment }) {
      const subject = `${campaign.number}:${clock.now() + DAY}:${assignment.contactId}`;
      return `${parts.sender.publicUrl}/previews/${parts.signer.sign('preview', subject)}`;
    },
    async sendTest(test) {
      const mailer = openMailer(parts, 'no test e-mail can be sent');
      try {
        await sendTest({ ...ports, mailer }, parts.sender, { ...test, id: randomUUID() });
      } finally {
        await mailer.close();
      }
    },
  };
}

/** Throws `unavailable` without a mail server: so nothing can be done of what was wanted. */
function openMailer({ smtpUrl }: Parts, so: string): Mailer {
  if (smtpUrl !== null) return createMailer(smtpUrl);
  throw new AppError(
    'unavailable',
    `No mail server is set, so ${so}: set SMTP_URL, MAIL_FROM and POSTAL_ADDRESS.`,
  );
}

async function deliver(parts: Parts, { signal, onProgress }: DeliverRequest): Promise<DeliverResult> {
  const mailer = openMailer(parts, 'approved campaigns wait');
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
