/** Opens what the app of one tenant is made of, in the house that all tenants share. */

import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { createArtifactFolder } from './adapters/files/artifact-folder.ts';
import type { QueueState } from './collect/queue-state.ts';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import { createFeedback, type Feedback } from './feedback/create-feedback.ts';
import { keepShop, type Shop } from './keep-shop.ts';
import { logCampaigns } from './log-campaigns.ts';
import type { House } from './open-house.ts';
import { deriveKey } from './privacy/master-key.ts';
import { createLinkSigner } from './privacy/sign-link.ts';
import { keepWriteKey, writeKeyOf } from './privacy/write-key.ts';
import type { SenderSettings } from './send/compose-email.ts';
import { TENANT } from './tenant.ts';

export interface PartsOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Stands in for the feedback stage; a test turns the wheel without it. */
  readonly feedback?: (feedback: Feedback) => Feedback;
}

export type Parts = Awaited<ReturnType<typeof openParts>>;

/** Each has stores, cipher, links, write key and models of its own: what is another tenant's cannot be named by them. */
export async function openParts(house: House, tenant: string, { clock, feedback: replace }: PartsOptions) {
  const { config, log, master, charts, disk, renderer, askLink, metrics } = house;
  const opened = house.storesOf(tenant);
  const stores = { ...opened, campaigns: logCampaigns(opened.campaigns, log) };
  const feedback = createFeedback({ ...stores, clock, onMachine: metrics.machineReacted });
  const shop = await keepShop(stores.shopSettings, { config, clock });
  return {
    ...{ tenant, stores, charts, disk, renderer, askLink, metrics, clock, shop },
    sender: senderOf(config, shop),
    openIngest: () => house.openIngest(tenant, opened.events),
    /** To whoever watches the process over all its tenants. */
    showQueue: (queue: () => QueueState) => void house.queues.set(tenant, queue),
    cipher: house.cipherOf(tenant),
    smtpUrl: config.mail?.smtpUrl ?? null,
    feedback: replace?.(feedback) ?? feedback,
    artifacts: createArtifactFolder(folderOf(config, 'models', tenant)),
    kept: createArtifactFolder(folderOf(config, 'histories', tenant)),
    // A link names its tenant, so that it is known whose key it has to be checked with.
    signer: createLinkSigner(deriveKey(master, `links ${tenant}`), tenant === TENANT ? '' : `${tenant}.`),
    writeKey: openWriteKey(house, tenant),
  };
}

/** Read anew for each e-mail: what the team sets holds from the next one on. */
function senderOf({ publicUrl }: Config, shop: Shop): SenderSettings {
  return {
    publicUrl,
    get mailFrom() {
      return shop.current().mailFrom;
    },
    get postalAddress() {
      return shop.current().postalAddress;
    },
    get shopName() {
      return shop.current().shopName;
    },
  };
}

function openWriteKey({ config, master }: House, tenant: string): string {
  if (tenant !== TENANT) return writeKeyOf(master, tenant);
  return config.writeKey ?? keepWriteKey(master, join(config.dataDir, 'keys', 'write.key'));
}

function folderOf({ dataDir }: Config, name: string, tenant: string): string {
  return tenant === TENANT ? join(dataDir, name) : join(dataDir, name, 'workspaces', tenant);
}
