/** Fills every table through the stores, and reads back what a person would look at. */

import type { StoreParts } from '../../db/database.ts';
import { createAudienceStore } from '../../db/stores/audience-store.ts';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createHeadsDecisionStore } from '../../db/stores/heads-decision-store.ts';
import { createJobStore } from '../../db/stores/job-store.ts';
import { createModelRunStore } from '../../db/stores/model-run-store.ts';
import { createOfferStore } from '../../db/stores/offer-store.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import { createOutcomeStore } from '../../db/stores/outcome-store.ts';
import { createPostStore } from '../../db/stores/post-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import { createQualityReportStore } from '../../db/stores/quality-report-store.ts';
import { createRecommenderDecisionStore } from '../../db/stores/recommender-decision-store.ts';
import { createScoreSampleStore } from '../../db/stores/score-sample-store.ts';
import { createSeenRequestStore } from '../../db/stores/seen-request-store.ts';
import { createShopSettingsStore } from '../../db/stores/shop-settings-store.ts';
import { createTellingStore } from '../../db/stores/telling-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import { NOTHING_CHOSEN } from '../../src/domain/shop-settings.ts';
import type { Stores } from '../../src/domain/stores.ts';
import { aHeadsDecision } from './a-heads-decision.ts';
import { aRecommenderDecision } from './a-recommender-decision.ts';
import {
  aConsent,
  aModelDecision,
  aModelRun,
  anAssignment,
  anEvent,
  aProposal,
  aScore,
  aSendingCampaign,
  collect,
  T0,
} from './builders.ts';
import { fillHouse } from './fill-house.ts';

export const ANN = {
  userId: 'ann',
  email: 'ann.quillfeather@example.com',
  firstName: 'Ann',
  lastName: 'Quillfeather',
};
/** What two databases are most likely to disagree on. */
const ODD_TEXT = 'Größe "42" \\ 𝒜 – \u2028 \' ; -- {null}';
const ODD_TRAITS = { z: 1, a: { nested: [1.5, -0.1, 1e21, null, true, ODD_TEXT] }, 'a key': '', empty: {} };

/** All stores of these parts. */
export function storesOf(parts: StoreParts): Stores {
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

/** `others` are contacts beside Ann, with an order each: more than a page of them tries the paging. */
export async function fillStores(parts: StoreParts, others = 3): Promise<void> {
  const stores = storesOf(parts);
  await stores.events.ingest(
    [
      anEvent('identify', {
        type: 'identify',
        name: 'identify',
        traits: { email: ANN.email, firstName: ANN.firstName, lastName: ANN.lastName, ...ODD_TRAITS },
        consents: [aConsent(T0)],
      }),
      anOrder('ann'),
      ...Array.from({ length: others }, (_, n) => anOrder(`other-${n}`)),
    ],
    [{ receivedAt: T0, field: 'userId', reason: 'is missing', payload: { traits: ODD_TRAITS } }],
  );
  await goOn(stores);
  await stores.products.put([{ ...PRODUCT, stock: 3 }], T0);
  await stores.offers.put([OFFER]);
  await stores.modelRuns.add([aModelRun('run-1', { config: { ...ODD_TRAITS } })]);
  await stores.modelRuns.promote(aModelDecision('run-1', null, { reason: 'the first' }));
  await stores.headsDecisions.add(aHeadsDecision({ reason: ODD_TEXT }), null);
  await stores.recommenderDecisions.add(aRecommenderDecision({ reason: ODD_TEXT }), null);
  const ann = (await stores.contacts.find(ANN.userId))!;
  const other = (await stores.contacts.find('other-0'))!;
  const scored = { ...aScore(ann.id, 0.1 + 0.2), leftAlone: true };
  await stores.modelRuns.replaceScores([scored, aScore(other.id, 1e-7)]);
  await stores.scoreSamples.put({
    cutoff: T0,
    outcomeWindowDays: 14,
    contactIds: [ann.id, other.id],
    byRun: [
      { runId: 'run-1', kind: 'logistic-regression', isChampion: true, probabilities: [0.1 + 0.2, 1e-7] },
    ],
  });
  await stores.qualityReports.add(REPORT);
  await addCampaign(stores, parts, [ann.id, other.id]);
  await stores.contacts.suppress(ann.id, 'complaint', T0 + DAY);
  await stores.jobs.insert({ name: 'nightly', fireKey: 'nightly:1', dueAt: T0 });
  await stores.tellings.claim(['told', ODD_TEXT], { now: T0, leaseUntil: T0 + 1 });
  await stores.tellings.finish(['told'], T0);
  await stores.posts.add({ channel: 'C1', content: { kind: 'message', text: ODD_TEXT } }, T0);
  await stores.shopSettings.add({
    ...{ version: 1, changedBy: 'U1', changedAt: T0 },
    choice: { ...NOTHING_CHOSEN, shopName: ODD_TEXT, undoMinutes: 5 },
  });
  await stores.seenRequests.meet('Ev1', { now: T0, until: T0 + DAY });
  await fillHouse(parts);
}

/** Ann's order is sent again, and Ann signs in on a phone on which nobody had. */
async function goOn({ events }: Stores): Promise<void> {
  await events.ingest([anOrder('ann'), anEvent('call', { identity: { anonymousId: 'phone' } })], []);
  const identity = { userId: ANN.userId, anonymousId: 'phone' };
  await events.ingest([anEvent('sign-in', { type: 'identify', name: 'identify', identity, at: T0 + 1 })], []);
}

async function addCampaign(stores: Stores, parts: StoreParts, contactIds: readonly string[]): Promise<void> {
  const campaign = await aSendingCampaign(parts, {
    copyB: { ...aProposal().copy, subject: ODD_TEXT },
    assignments: contactIds.map((id, index) => anAssignment(id, { wording: index === 0 ? 'A' : 'B' })),
  });
  await stores.campaigns.keepPreflight(campaign.id, {
    at: T0,
    contentHash: campaign.contentHash,
    findings: [{ check: 'size', verdict: 'warning', says: ODD_TEXT }],
  });
  await stores.outbox.enqueue(campaign.id, T0);
  const claim = { owner: 'worker', limit: 1, now: T0 + 1, leaseUntil: T0 + 100 };
  const [message] = await stores.outbox.claim(claim);
  const { id, contactId } = message!;
  const step = { messageId: id, at: T0 + 5 };
  await stores.outbox.transition('worker', [
    { ...step, from: 'claimed', to: 'sending', links: ['https://a.test'] },
  ]);
  await stores.outbox.transition('worker', [{ ...step, from: 'sending', to: 'sent', detail: ODD_TEXT }]);
  const of = { campaignId: campaign.id, contactId };
  await stores.offers.issue({ ...of, offerId: OFFER.id, code: 'ABC-1', at: T0 });
  await stores.outcomes.record({
    ...of,
    messageId: id,
    modelRunId: 'run-1',
    kind: 'clicked',
    at: T0 + 9,
    reference: '0',
    amountCents: null,
  });
}

const PRODUCT = {
  id: 'p1',
  name: ODD_TEXT,
  priceCents: 1200,
  currency: 'EUR',
  imageUrl: null,
  link: 'https://shop.test/p1',
  category: null,
  stock: null,
};

const OFFER = {
  id: 'ten',
  name: 'Ten percent',
  kind: 'percent',
  value: 10,
  currency: null,
  validFrom: T0,
  validTo: T0 + 30 * DAY,
  maxCoupons: null,
} as const;

const REPORT = {
  id: 'report-1',
  at: T0,
  from: T0 - DAY,
  to: T0,
  checks: [{ name: 'missing', count: 1, of: 3, share: 1 / 3, threshold: 0.5, ok: true }],
  held: false,
};

function anOrder(userId: string) {
  return anEvent(`order of ${userId}`, {
    identity: { userId },
    name: 'Order Completed',
    orderId: `o-${userId}`,
    amountCents: 9_007_199_254_740_991,
    currency: 'EUR',
    rating: 4.5,
    lines: [
      { productId: 'p1', quantity: 2, priceCents: 1200 },
      { productId: 'p2', quantity: 1, priceCents: null },
    ],
    products: [PRODUCT],
  });
}

/** What the stores answer: the same of a copy as of its original, whichever database either is. */
export async function readStores(stores: Stores) {
  const ann = await stores.contacts.find(ANN.userId);
  const campaigns = await stores.campaigns.list(['sending'], 10);
  return {
    ann,
    byAddress: (await stores.contacts.find(ANN.email))?.id,
    contacts: await stores.contacts.count(),
    reachability: [...(await stores.contacts.reachability())].sort(),
    history: ann === null ? null : await stores.events.history(ann.id, 100),
    deadLetters: await stores.events.deadLetters(10),
    counts: await stores.events.counts(0, T0 + DAY),
    products: byId(await stores.products.all()),
    offers: byId(await stores.offers.all()),
    champion: await stores.modelRuns.champion(),
    scores: await collect(stores.modelRuns.scores()),
    report: await stores.qualityReports.latest(),
    campaigns,
    messages: ann === null ? null : await stores.outbox.ofContact(ann.id, 10),
    messageCounts: await stores.outbox.counts(campaigns[0]?.id ?? ''),
    outcomes: await stores.outcomes.counts(campaigns[0]?.id ?? ''),
    jobs: await stores.jobs.recent(10),
    settings: await stores.shopSettings.latest(),
    posts: await stores.posts.counts(),
    nextPostAt: await stores.posts.nextDueAt(),
  };
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
