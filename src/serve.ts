/** Opens the entrances of one app: its HTTP server with Bolt mounted in it, not listening yet. */

import type { App as Bolt } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import type { CommandParts } from '../commands/command-parts.ts';
import { followCampaigns } from '../commands/follow-campaigns.ts';
import { keepHomes } from '../commands/keep-homes.ts';
import { registerCommands } from '../commands/register-commands.ts';
import { drawNumbered } from '../commands/view-campaign.ts';
import type { TenantApp } from './app.ts';
import type { ApprovalPolicy } from './approve/find-obstacle.ts';
import type { NewPost } from './domain/post.ts';
import { machineClock } from './system-clock.ts';
import { createServer } from './web/server.ts';

const SHOP_EVERY_MS = 3_000;

export interface Entrances {
  readonly server: FastifyInstance;
  /** Null without Slack. */
  readonly bolt: Bolt | null;
  /** Stops listening and leaves Slack. */
  close(): Promise<void>;
}

/** Other than Slack and people need it, for a Slack that takes more than a post a second and whoever is in a hurry. */
export interface Pace {
  /** Between two posts in a channel. */
  readonly postMs?: number;
  /** Between two looks at whether cards and homes still show what is. */
  readonly lookMs?: number;
}

/** `nudge` makes whoever runs jobs look for due ones at once. Throws `invalid` without Slack settings. */
export async function openEntrances(
  app: TenantApp,
  nudge: () => void,
  { postMs, lookMs }: Pace = {},
): Promise<Entrances> {
  const server = createServer({ log: app.log });
  const slack = app.connectSlack();
  let posting: ReturnType<typeof slack.post> | null = null;
  const parts = gatherParts(app, { nudge, onPost: () => posting?.nudge() });
  const homes = keepHomes(parts, lookMs);
  registerCommands(slack.bolt, parts, homes);
  await slack.start();
  posting = slack.post({
    posts: app.stores.posts,
    drawCard: (number) => drawNumbered(parts, number),
    postCharts: app.postCharts,
    clock: machineClock,
    log: app.log,
    paceMs: postMs,
  });
  const follower = followCampaigns(parts, lookMs);
  const watching = watchShop(app);
  await app.registerRoutes(server, slack.requestListener);
  if (app.configure !== null) await server.ready();
  return {
    server,
    bolt: slack.bolt,
    async close() {
      clearInterval(watching);
      await homes.stop();
      await follower.stop();
      await posting?.stop();
      await server.close();
      await slack.stop();
    },
  };
}

/** Another process may have kept what was set in Slack. */
function watchShop({ shop, log }: TenantApp): NodeJS.Timeout {
  return setInterval(
    () => void shop.refresh().catch((err) => log.warn({ err }, 'the settings could not be read')),
    SHOP_EVERY_MS,
  );
}

interface Nudges {
  readonly nudge: () => void;
  readonly onPost: () => void;
}

/** What people in Slack act on. */
function gatherParts(app: TenantApp, { nudge, onPost }: Nudges): CommandParts {
  return {
    stores: app.stores,
    clock: app.clock,
    log: app.log,
    policy: () => readPolicy(app),
    shop: app.shop,
    get shopTimeZone() {
      return app.shop.current().timeZone;
    },
    get outcomeWindowDays() {
      return app.shop.current().outcomeWindowDays;
    },
    preview: app.preview,
    predictRows: app.predictRows,
    postCharts: app.postCharts,
    preflight: app.preflight,
    ...app.previews,
    settings: app.settings,
    configure: app.configure,
    async saySoon(post: NewPost) {
      await app.stores.posts.add(post, machineClock.now());
      onPost();
    },
    ...{ champions: app.champions, headsTrail: app.headsTrail, recommenderTrail: app.recommenderTrail },
    ...askForJobs(app, nudge),
  };
}

/** What stays where Flywheel was removed: links in e-mails, so that whoever got one can still leave. */
export async function openLinks(app: TenantApp): Promise<Entrances> {
  const server = createServer({ log: app.log });
  await app.registerRoutes(server, null);
  await server.ready();
  return { server, bolt: null, close: () => server.close() };
}

/** What people set off by deciding, done by whoever runs jobs. */
function askForJobs({ stores, clock }: TenantApp, nudge: () => void) {
  const ask = async (name: string, why: string, dueAt: number) => {
    await stores.jobs.insert({ name, fireKey: `${name}:${why}:${dueAt}`, dueAt });
    nudge();
  };
  return {
    deliverAt: (at: number) => ask('deliver', 'approved', at),
    scoreNow: () => ask('score', 'champion', clock.now()),
  };
}

async function readPolicy({ config, notifier, shop }: TenantApp): Promise<ApprovalPolicy> {
  const { secondApproverAbove } = config;
  const { undoMinutes, shopName, mailFrom, postalAddress } = shop.current();
  const sender = { shopName, mailFrom, postalAddress };
  return { approvers: (await notifier?.approvers()) ?? [], undoMinutes, secondApproverAbove, sender };
}
