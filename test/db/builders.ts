/** Builds what the stores keep, complete but for what a test cares about. */

import type { StoreParts } from '../../db/database.ts';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { chunks } from '../../db/stores/chunk.ts';
import type { Assignment, Campaign, CampaignTransition, NewCampaign } from '../../src/domain/campaign.ts';
import type { NewConsent } from '../../src/domain/consent.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { NewModelDecision } from '../../src/domain/model-decision.ts';
import type { ModelRun, Score } from '../../src/domain/model-run.ts';
import { countAudience, type Strategy } from '../../src/domain/strategy.ts';

export const T0 = Date.UTC(2026, 0, 5);

export const COPY = { subject: 'Hello', previewText: 'p', heading: 'h', body: 'b', button: 'Shop' };

function aStrategy(changes: Partial<Strategy> = {}): Strategy {
  return {
    id: 'win-back',
    kind: 'win back',
    title: 'Win back',
    createdAt: T0,
    modelRunId: 'run-1',
    reason: 'They have been away.',
    evidence: [{ statement: '12 of 100 came back', source: 'orders' }],
    offerId: null,
    audience: [{ contactId: 'c1', conversionProbability: 0.25, productIds: ['p1', 'p2'] }],
    counts: countAudience(['mailable', 'no consent', 'no consent']),
    expectedOrders: { value: 1.5, low: 0.5, high: 2.5 },
    expectedRevenueCents: { value: 1500, low: 500, high: 2500 },
    basis: 'base rate',
    currency: 'EUR',
    outcomeWindowDays: 14,
    holdoutShare: 0.2,
    copy: COPY,
    ...changes,
  };
}

export function anAssignment(contactId: string, changes: Partial<Assignment> = {}): Assignment {
  return {
    contactId,
    conversionProbability: 0.1,
    productIds: ['p1'],
    variant: 'treated',
    wording: changes.variant === 'holdout' ? null : 'A',
    assignmentProbability: 0.8,
    ...changes,
  };
}

export function aProposal(changes: Partial<NewCampaign> = {}): NewCampaign {
  const { audience: _, ...strategy } = aStrategy();
  return {
    strategy,
    copy: COPY,
    copyB: null,
    contentHash: 'hash-1',
    assignments: [anAssignment('c1'), anAssignment('c2', { variant: 'holdout', assignmentProbability: 0.2 })],
    requestedBy: 'flywheel',
    createdAt: T0,
    expiresAt: T0 + 1000,
    ...changes,
  };
}

export function aTransition(campaign: Campaign, changes: Partial<CampaignTransition>): CampaignTransition {
  return {
    campaignId: campaign.id,
    from: campaign.state,
    to: 'approved',
    contentHash: campaign.contentHash,
    action: 'approve',
    actor: 'U1',
    at: T0 + 10,
    comment: null,
    ...changes,
  };
}

/** A campaign on its way out: proposed, approved, sending since `at`. */
export async function aSendingCampaign(
  parts: StoreParts,
  changes: Partial<NewCampaign> = {},
  at = T0,
): Promise<Campaign> {
  const store = createCampaignStore(parts);
  const proposed = await store.propose(aProposal(changes));
  const approved = await store.transition(aTransition(proposed, { at }));
  const sending = await store.transition(
    aTransition(approved!, { to: 'sending', action: 'start sending', at }),
  );
  return sending!;
}

/** That a run became champion in place of another. */
export function aModelDecision(
  runId: string,
  formerRunId: string | null = null,
  changes: Partial<NewModelDecision> = {},
): NewModelDecision {
  return { action: 'promote', runId, formerRunId, actor: 'flywheel', reason: 'better', at: T0, ...changes };
}

export function aModelRun(id: string, changes: Partial<ModelRun> = {}): ModelRun {
  return {
    id,
    kind: 'logistic-regression',
    state: 'challenger',
    backend: 'cpu',
    seed: 7,
    trainCutoff: T0 - 2,
    testCutoff: T0 - 1,
    outcomeWindowDays: 14,
    features: ['daysSinceOrder'],
    config: { rate: 0.01 },
    metrics: {
      rows: 1000,
      positives: 100,
      baseRate: 0.1,
      logLoss: 0.3,
      baseRateLogLoss: 0.33,
      threshold: 0.5,
      accuracy: 0.9,
      baseRateAccuracy: 0.9,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      rocAuc: 0.7,
      prAuc: 0.4,
      calibrationError: 0.02,
    },
    trainedAt: T0,
    seconds: 1.5,
    trainingSetHash: 'abc',
    reason: 'new',
    ...changes,
  };
}

export function aScore(contactId: string, conversionProbability: number, modelRunId = 'run-1'): Score {
  return {
    contactId,
    modelRunId,
    cutoff: T0,
    outcomeWindowDays: 14,
    conversionProbability,
    reasons: [{ feature: 'daysSinceOrder', value: 3, typical: 30, effect: 0.05 }],
    nextProducts: [{ productId: 'p1', score: 0.9, because: null }],
    features: { daysSinceOrder: 3 },
    heads: {
      leaves: 0.1 + 0.2,
      valueCents: 1234.5,
      nextOrder: { quarterDays: 4.5, medianDays: 30, threeQuartersDays: null },
    },
    leftAlone: false,
  };
}

/** A parsed event of one person; `id` is its messageId. */
export function anEvent(
  id: string,
  { at = T0, ...changes }: Partial<NewEvent> & { at?: number } = {},
): NewEvent {
  return {
    messageId: id,
    type: 'track',
    name: 'Product Viewed',
    identity: { userId: 'ann' },
    timestamp: at,
    receivedAt: at,
    lines: [],
    consents: [],
    products: [],
    payload: JSON.stringify({ id }),
    ...changes,
  };
}

/** A consent to e-mail, explicit unless a test says otherwise. */
export function aConsent(at: number, changes: Partial<NewConsent> = {}): NewConsent {
  return { purpose: 'email', granted: true, source: 'checkout-form', textVersion: 'v1', at, ...changes };
}

/** An Order Completed event as the ingest leaves it. */
interface OrderFacts {
  readonly id: string;
  readonly contactId: string;
  readonly at: number;
  readonly orderId?: string;
  readonly amountCents?: number;
  readonly name?: string;
  /** At once, unless it came late. */
  readonly receivedAt?: number;
}

export function addOrder(parts: StoreParts, order: OrderFacts): Promise<void> {
  return addOrders(parts, [order]);
}

export async function addOrders(
  { database, tenant }: StoreParts,
  orders: readonly OrderFacts[],
): Promise<void> {
  const row = {
    tenant,
    type: 'track' as const,
    name: 'Order Completed',
    imported: false,
    keyId: 'k',
    payload: new Uint8Array([1]),
  };
  const rows = orders.map((order) => ({ ...row, receivedAt: order.at, ...order }));
  await database.write(async (connection) => {
    for (const some of chunks(rows)) await connection.insert(database.tables.events).values(some);
  });
}

export async function addContact(
  { database, tenant }: StoreParts,
  id: string,
  trackingConsent: boolean,
): Promise<void> {
  await database.write((connection) =>
    connection.insert(database.tables.contacts).values({
      tenant,
      id,
      keyId: 'k',
      profile: new Uint8Array([1]),
      emailConsent: true,
      trackingConsent,
      identified: true,
      firstSeenAt: T0,
      lastSeenAt: T0,
      eventCount: 1,
    }),
  );
}

/** Everything a stream gives. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}
