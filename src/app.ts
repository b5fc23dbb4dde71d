/** Wires stores and adapters into stages; the only place that does. */

import { randomInt, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { readCsv } from './adapters/files/read-csv.ts';
import { readJson } from './adapters/files/read-json.ts';
import { readNdjson } from './adapters/files/read-ndjson.ts';
import { openRejects, readRejects } from './adapters/files/write-rejects.ts';
import { connectSlack, type SlackConnection } from './adapters/slack/connect-slack.ts';
import { createNotifier } from './adapters/slack/create-notifier.ts';
import { joinWorkspace } from './adapters/slack/join-workspace.ts';
import { createChartPoster, type PostCharts } from './adapters/slack/post-charts.ts';
import { createCollector } from './collect/accept-calls.ts';
import { MAX_QUEUED_CALLS } from './collect/queue-state.ts';
import type { Config } from './config.ts';
import { describeProgram } from './describe-program.ts';
import type { Campaign } from './domain/campaign.ts';
import type { Clock } from './domain/clock.ts';
import type { RenderedEmail } from './domain/email.ts';
import type { Configure } from './domain/installation.ts';
import { startBudget } from './domain/night-budget.ts';
import type { Notifier } from './domain/notifier.ts';
import type { Preflight } from './domain/preflight.ts';
import type { SlackAccess } from './domain/slack-access.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { type NightResult, turn } from './flywheel.ts';
import type { Shop } from './keep-shop.ts';
import { learningBackend } from './learn/learning-backend.ts';
import { createPredictor, type PredictRows } from './learn/predict-rows.ts';
import { accessOf, apiUrlOf, boltLog, ownAccess } from './open-access.ts';
import { type Choices, openChoices } from './open-choices.ts';
import { type House, openHouse } from './open-house.ts';
import { openParts, type Parts, type PartsOptions } from './open-parts.ts';
import { createPreviews, openMailer, type Previews } from './open-previews.ts';
import { rescore } from './rescore.ts';
import { checkCampaign } from './send/check-campaign.ts';
import { type PreviewRequest, previewEmail } from './send/compose-email.ts';
import { type DeliverCounts, type DeliverResult, deliverDue } from './send/deliver-due.ts';
import { drawCouponCode } from './send/draw-coupon-code.ts';
import { startApproved } from './send/start-approved.ts';
import { machineClock } from './system-clock.ts';
import { TENANT } from './tenant.ts';
import { registerRoutes } from './web/routes.ts';
import { whileInstalled } from './while-installed.ts';

/** The same facts give the same models: a run differs from another in its data, not in its luck. */
const TRAINING_SEED = 1;

interface DeliverRequest {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (counts: DeliverCounts) => void;
}

export interface App extends Choices {
  /** Whose data it works on: `own`, or the id of a Slack workspace. */
  readonly tenant: string;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly stores: Stores;
  /** What a sender of events signs in with. */
  readonly writeKey: string;
  /** What the team says of its shop. */
  readonly shop: Shop;
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
  /** Scores everybody with the present champion. Throws `not_found` without one, `conflict` when a later scoring began. */
  rescore(onProgress?: (stage: string, detail: string) => void): ReturnType<typeof rescore>;
  /** Shows charts in Slack. Throws when they cannot be drawn or Slack takes them in no form. */
  readonly postCharts: PostCharts;
  /** Bolt, connected but not started. Throws `invalid` without Slack settings. */
  connectSlack(): SlackConnection;
  /** Registers all HTTP routes; `slack` is mounted under `/slack/`. */
  registerRoutes(server: FastifyInstance, slack: RequestListener | null): Promise<void>;
  /** Throws `invalid` without Slack. */
  readonly settings: SlackAccess['settings'];
  /** Sets where the bot writes and who approves; null where the environment says so. */
  readonly configure: Configure | null;
  close(): Promise<void>;
}

/** The app of one tenant among several: it is closed with the house. */
export type TenantApp = Omit<App, 'close'>;

/** Of the company of its own, or of the workspace that a job works for. Throws `invalid` or `unavailable` when keys or database cannot be used. */
export async function createApp(options: PartsOptions): Promise<App> {
  const house = await openHouse(options);
  try {
    const { workspace } = options.config;
    const access = workspace === null ? ownAccess(options.config) : await accessOf(house, workspace);
    const app = await createAppIn(house, { ...options, tenant: workspace ?? TENANT, access });
    return { ...app, close: house.close };
  } catch (fault) {
    await house.close();
    throw fault;
  }
}

export interface TenantOptions extends PartsOptions {
  readonly tenant: string;
  /** Null without Slack. */
  readonly access: SlackAccess | null;
}

/** The app of one tenant among several. Nothing has to be closed but the house, once no app in it is used any more. */
export async function createAppIn(house: House, options: TenantOptions): Promise<TenantApp> {
  const { config, clock, log, tenant, access } = options;
  const parts = await openParts(house, tenant, options);
  const { stores, writeKey, feedback, artifacts, kept, sender, shop } = parts;
  const previews = createPreviews(parts, clock);
  const preflight = (campaign: Campaign) => checkCampaign(campaign, { ...parts, ...stores }, sender);
  return {
    ...{ tenant, config, clock, log, stores, writeKey, shop },
    notifier:
      access &&
      createNotifier({ access, apiUrl: apiUrlOf(config), posts: stores.posts, clock: machineClock }),
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
        ...{ artifacts, kept, feedback, preflight, clock },
        newId: randomUUID,
        settings: {
          outcomeWindowDays: shop.current().outcomeWindowDays,
          ...{ seed: TRAINING_SEED, program: describeProgram() },
        },
        budget: startBudget(config.nightMinutes, machineClock),
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(lastTurnAt === undefined ? {} : { lastTurnAt }),
      }),
    learningBackend,
    deliver: (how) =>
      whileInstalled(house, { tenant, signal: how.signal }, (signal) => deliver(parts, { ...how, signal })),
    predictRows: createPredictor({ ...stores, artifacts }),
    ...openChoices({ stores, artifacts, clock, outcomeWindowDays: () => shop.current().outcomeWindowDays }),
    rescore: (onProgress) =>
      rescore({ stores, artifacts, kept, clock, ...(onProgress === undefined ? {} : { onProgress }) }),
    preview: (request) => previewEmail(parts.renderer, parts.sender, request),
    preflight,
    settings: access?.settings ?? refuseSettings,
    configure: null,
    ...prepareEntrances(options, { ...parts, previews }),
  };
}

async function refuseSettings(): Promise<never> {
  throw new AppError('invalid', 'Slack is not set up: set SLACK_BOT_TOKEN.');
}

/** What people and machines come in by, and the metrics that both are counted in. */
function prepareEntrances(
  { config, log, access }: TenantOptions,
  parts: Parts & { readonly previews: Previews },
): Entering {
  const { stores, disk, metrics } = parts;
  let slack: SlackConnection | null = null;
  return {
    previews: parts.previews,
    postCharts: createChartPoster(parts.charts.draw),
    connectSlack() {
      if (access === null) throw new AppError('invalid', 'Slack is not set up: set SLACK_BOT_TOKEN.');
      const { slackAcknowledged: onAcknowledged, slackPost: onPost } = metrics;
      const shared = { seenRequests: stores.seenRequests, clock: machineClock, log: boltLog(log), onPost };
      slack =
        config.slack === null
          ? joinWorkspace({ ...shared, access, apiUrl: apiUrlOf(config) })
          : connectSlack({ ...shared, ...config.slack, onAcknowledged });
      return slack;
    },
    registerRoutes(server, listener) {
      const events = metrics.watchIngest({ ...stores.events, ...parts.openIngest() });
      const options = { events, maxQueued: MAX_QUEUED_CALLS, process: randomUUID() };
      const needsDisk = config.databaseUrl === null;
      const collector = createCollector(needsDisk ? { ...options, disk } : options);
      parts.showQueue(collector.queue);
      return registerRoutes(server, {
        ...parts,
        previewRecipient: parts.previews.previewRecipient,
        needsDisk,
        isWatched: config.workspace === null,
        slack: listener,
        get shopName() {
          return parts.shop.current().shopName;
        },
        collector,
        hasMailServer: config.mail !== null,
        isSlackConnected: () => slack?.isConnected() ?? null,
      });
    },
  };
}

type Entering = Pick<App, 'previews' | 'connectSlack' | 'postCharts' | 'registerRoutes'>;

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
