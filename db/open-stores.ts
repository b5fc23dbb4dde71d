/** Opens the database and hands out the stores of each tenant. */

import type { FieldCipher } from '../src/domain/cipher.ts';
import type { InstallationStore } from '../src/domain/installation.ts';
import type { Stores } from '../src/domain/stores.ts';
import type { StoreParts } from './database.ts';
import { openDatabase } from './open-database.ts';
import { createAudienceStore } from './stores/audience-store.ts';
import { createCampaignStore } from './stores/campaign-store.ts';
import { claimForKey, type KeyClaim } from './stores/claim-for-key.ts';
import { createContactStore } from './stores/contact-store.ts';
import { createEventStore } from './stores/event-store.ts';
import { createHeadsDecisionStore } from './stores/heads-decision-store.ts';
import { createInstallationStore } from './stores/installation-store.ts';
import { createJobStore } from './stores/job-store.ts';
import { createModelRunStore } from './stores/model-run-store.ts';
import { createOfferStore } from './stores/offer-store.ts';
import { createOutboxStore } from './stores/outbox-store.ts';
import { createOutcomeStore } from './stores/outcome-store.ts';
import { createPostStore } from './stores/post-store.ts';
import { createProductStore } from './stores/product-store.ts';
import { createQualityReportStore } from './stores/quality-report-store.ts';
import { createRecommenderDecisionStore } from './stores/recommender-decision-store.ts';
import { createScoreSampleStore } from './stores/score-sample-store.ts';
import { createSeenRequestStore } from './stores/seen-request-store.ts';
import { createShopSettingsStore } from './stores/shop-settings-store.ts';
import { createTellingStore } from './stores/telling-store.ts';

export interface OpenOptions {
  /** Of a PostgreSQL server; null for SQLite. */
  readonly url: string | null;
  /** The SQLite file, when there is no url. */
  readonly file: string;
  /** To a PostgreSQL server, at most: ten unless told. */
  readonly connections?: number;
  /** How long its answers are waited for: for ever unless told. */
  readonly answerMs?: number;
  /** Holds a folder of migrations for each database. */
  readonly migrationsFolder: string;
  /** Called once for each tenant whose stores are asked for. */
  readonly cipherOf: (tenant: string) => FieldCipher;
}

export interface OpenedStores {
  /** All of them on the same connections; none reads or writes a row of another tenant. */
  of(tenant: string): Stores;
  readonly installations: InstallationStore;
  /** Whether the database is that of the master key behind the ciphers: from now on, when it was nobody's yet. */
  claimForKey(claim: KeyClaim): Promise<boolean>;
  close(): Promise<void>;
}

/** Throws what connecting throws: `invalid` for a file that is not ours, `unavailable` for one that cannot be reached. */
export async function openStores(options: OpenOptions): Promise<OpenedStores> {
  const { url, file, migrationsFolder, connections, answerMs } = options;
  const place = url === null ? { kind: 'sqlite' as const, file } : { kind: 'postgres' as const, url };
  const database = await openDatabase(place, migrationsFolder, { connections, answerMs });
  const { cipherOf } = options;
  return {
    of: (tenant) => storesOf({ database, tenant, cipher: cipherOf(tenant) }),
    installations: createInstallationStore({ database, cipherOf }),
    claimForKey: (claim) => claimForKey({ database, cipherOf }, claim),
    close: () => database.close(),
  };
}

function storesOf(parts: StoreParts): Stores {
  return {
    events: createEventStore(parts),
    contacts: createContactStore(parts),
    products: createProductStore(parts),
    offers: createOfferStore(parts),
    modelRuns: createModelRunStore(parts),
    headsDecisions: createHeadsDecisionStore(parts),
    recommenderDecisions: createRecommenderDecisionStore(parts),
    scoreSamples: createScoreSampleStore(parts),
    qualityReports: createQualityReportStore(parts),
    audiences: createAudienceStore(parts),
    campaigns: createCampaignStore(parts),
    outbox: createOutboxStore(parts),
    outcomes: createOutcomeStore(parts),
    jobs: createJobStore(parts),
    tellings: createTellingStore(parts),
    posts: createPostStore(parts),
    seenRequests: createSeenRequestStore(parts),
    shopSettings: createShopSettingsStore(parts),
  };
}
