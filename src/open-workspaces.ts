/** Opens the one server of several workspaces: what comes in is passed on to the workspace's own entrances, each with its own app. */

import type { App as Bolt } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import { drawWelcome } from './adapters/slack/draw-set-up.ts';
import { receiveRequests } from './adapters/slack/receive-requests.ts';
import { createAppIn, type TenantApp } from './app.ts';
import { holdCampaigns } from './approve/hold-campaigns.ts';
import { addUpQueues } from './collect/queue-state.ts';
import type { Clock } from './domain/clock.ts';
import type { Configure, Installation, NewInstallation } from './domain/installation.ts';
import { keepTenants, type OpenedTenant, type Tenants } from './keep-tenants.ts';
import { boltLog, openAccess, openOAuth } from './open-access.ts';
import type { House } from './open-house.ts';
import { deriveKey } from './privacy/master-key.ts';
import { writeKeyOf } from './privacy/write-key.ts';
import { openEntrances, openLinks } from './serve.ts';
import { machineClock } from './system-clock.ts';
import { TENANT } from './tenant.ts';
import { install } from './web/install.ts';
import { passOn } from './web/pass-on.ts';
import { previewLinks } from './web/preview-links.ts';
import { mountSlack } from './web/routes.ts';
import { createServer } from './web/server.ts';
import { watchHouse } from './web/watch-house.ts';

export interface WorkspacesOptions {
  readonly clock: Clock;
  /** Whether this process takes requests. */
  readonly isWeb: boolean;
  /** Begins what runs by itself for an installed workspace; gives what to nudge and what ends it. Null in a web process. */
  readonly startWork: ((app: TenantApp) => Promise<Work>) | null;
}

export interface Work {
  nudge(): void;
  stop(): Promise<void>;
}

export interface Workspaces {
  /** Not listening yet; null unless this process takes requests. */
  readonly server: FastifyInstance | null;
  close(): Promise<void>;
}

interface OpenedWorkspace extends OpenedTenant {
  readonly isInstalled: boolean;
  readonly app: TenantApp;
  readonly server: FastifyInstance | null;
  readonly bolt: Bolt | null;
}

/** Resolves once every installed workspace is open. Throws `invalid` without the settings of the Slack app. */
export async function openWorkspaces(house: House, options: WorkspacesOptions): Promise<Workspaces> {
  const { installations, log } = house;
  const tenants = keepTenants<OpenedWorkspace>({
    list: installations.list,
    open: (installation) => openWorkspace(house, options, installation),
    log,
  });
  await tenants.look();
  const server = options.isWeb ? await openFront(house, tenants) : null;
  return {
    server,
    async close() {
      await server?.close();
      await tenants.stop();
    },
  };
}

/** One that has ended keeps its links, so that whoever was written to can still unsubscribe; nothing else goes on. */
async function openWorkspace(
  house: House,
  { clock, isWeb, startWork }: WorkspacesOptions,
  installation: Installation,
): Promise<OpenedWorkspace> {
  const { config, log } = house;
  const { tenant, state } = installation;
  const isInstalled = state === 'installed';
  const access = isInstalled ? openAccess(house, installation) : null;
  const configure: Configure = (set, actor) =>
    house.installations.configure(tenant, set, { actor, at: clock.now() });
  const app = {
    ...(await createAppIn(house, { config: { ...config, workspace: tenant }, clock, log, tenant, access })),
    configure,
  };
  const work = isInstalled && startWork !== null ? await startWork(app) : null;
  const entrances = !isWeb
    ? null
    : isInstalled
      ? await openEntrances(app, () => work?.nudge())
      : await openLinks(app);
  return {
    ...{ isInstalled, app },
    server: entrances?.server ?? null,
    bolt: entrances?.bolt ?? null,
    async close() {
      await entrances?.close();
      await work?.stop();
    },
  };
}

async function openFront(house: House, tenants: Tenants<OpenedWorkspace>): Promise<FastifyInstance> {
  const { config, log, metrics, installations, disk, queues } = house;
  const server = createServer({ log });
  const { authorizeUrl, exchange } = openOAuth(config);
  const { stores } = await createAppIn(house, {
    config,
    clock: machineClock,
    log,
    tenant: TENANT,
    access: null,
  });
  watchHouse(server, {
    ...{ metrics, installations, disk, jobs: stores.jobs, clock: machineClock },
    collector: { queue: () => addUpQueues(queues.values()) },
    needsDisk: config.databaseUrl === null,
    hasMailServer: config.mail !== null,
    storesOf: async (tenant) => (await tenants.find(tenant))?.app.stores ?? null,
  });
  await server.register(install, {
    ...{ authorizeUrl, exchange, clock: machineClock, seen: stores.seenRequests },
    install: (installed) => keepInstallation(house, tenants, installed),
    stateKey: deriveKey(house.master, 'install state'),
    isSecure: config.publicUrl.startsWith('https:'),
  });
  await server.register(previewLinks, { shopName: config.shopName });
  await server.register(passOn, {
    shopName: config.shopName,
    async serverOf(tenant) {
      const found = await tenants.find(tenant);
      return found?.server ? { server: found.server, isInstalled: found.isInstalled } : null;
    },
  });
  await server.register(mountSlack, { listener: openReceiver(house, tenants), path: '/slack/events' });
  return server;
}

function openReceiver({ config, log, metrics, installations }: House, tenants: Tenants<OpenedWorkspace>) {
  return receiveRequests({
    signingSecret: config.slackApp?.signingSecret ?? '',
    log: boltLog(log),
    onAcknowledged: metrics.slackAcknowledged,
    boltOf: async (team) => (await tenants.find(team))?.bolt ?? null,
    async onRemoved(team, at) {
      if (!(await installations.end(team, at))) return;
      log.warn(
        { tenant: team },
        'Flywheel was removed from a workspace: its jobs and sending stop, its data are kept; after 30 days `npm run job -- delete-workspace` can delete them',
      );
      // Not waited for: a running job may take its time to stop, and Slack waits three seconds.
      void tenants.look().catch(() => undefined);
    },
  });
}

async function keepInstallation(house: House, tenants: Tenants<OpenedWorkspace>, installed: NewInstallation) {
  const { tenant, appId, teamName, installerId } = installed;
  await holdAfterRemoval(house, tenant);
  await house.installations.install(installed, machineClock.now());
  house.log.info({ tenant }, 'Flywheel was added to a workspace');
  await tenants.look();
  const opened = await tenants.find(tenant);
  const welcome = { channel: installerId, content: { kind: 'message' as const, ...drawWelcome() } };
  // Kept until Slack has taken it.
  if (opened !== null) await opened.app.stores.posts.add(welcome, machineClock.now());
  return { tenant, appId, teamName, writeKey: writeKeyOf(house.master, tenant) };
}

/** Before it is installed again: what was approved long ago must not leave in the second in which it is. */
async function holdAfterRemoval(house: House, tenant: string): Promise<void> {
  if ((await house.installations.find(tenant))?.state !== 'ended') return;
  const { config, log } = house;
  const options = { config, log, clock: machineClock, tenant, access: null };
  const { stores, clock } = await createAppIn(house, options);
  const held = await holdCampaigns({ campaigns: stores.campaigns, clock });
  if (held > 0) log.info({ tenant, campaigns: held }, 'what a workspace had approved before is held');
}
