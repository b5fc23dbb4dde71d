/** Contacts who may be mailed and a campaign for them that is approved: what a sender finds to do. */

import type { App } from '../../src/app.ts';
import { proposeCampaign } from '../../src/approve/propose-campaign.ts';
import { type Campaign, FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { Product } from '../../src/domain/product.ts';
import { countAudience, type Strategy } from '../../src/domain/strategy.ts';

const CONTACTS_AT_ONCE = 500;
const PRODUCTS = ['pot', 'cup', 'tin'];

/** Adds so many contacts, all of them treated; nobody is e-mailed by two campaigns within a few days. */
export async function approveCampaign(app: App, howMany: number): Promise<Campaign> {
  const { stores, clock } = app;
  await stores.products.put(PRODUCTS.map(buildProduct), clock.now());
  const contactIds = await addContacts(app, howMany);
  const proposed = await proposeCampaign(
    {
      strategy: buildStrategy(contactIds, clock.now()),
      requestedBy: FLYWHEEL_ACTOR,
      expiryDays: 7,
      seed: 'bench',
    },
    { campaigns: stores.campaigns, clock },
  );
  const approved = await stores.campaigns.transition({
    campaignId: proposed.id,
    from: 'proposed',
    to: 'approved',
    contentHash: proposed.contentHash,
    action: 'approve',
    actor: 'U1',
    at: clock.now(),
    comment: null,
  });
  if (approved === null) throw new Error('The campaign was not approved.');
  return approved;
}

async function addContacts({ stores, clock }: App, howMany: number): Promise<readonly string[]> {
  const known = await stores.contacts.count();
  const userIds = Array.from({ length: howMany }, (_, n) => `contact-${known + n}`);
  for (let from = 0; from < howMany; from += CONTACTS_AT_ONCE) {
    const some = userIds.slice(from, from + CONTACTS_AT_ONCE);
    await stores.events.ingest(
      some.map((userId) => buildIdentify(userId, clock.now())),
      [],
    );
  }
  const found = await Promise.all(userIds.map((userId) => stores.contacts.find(userId)));
  return found.flatMap((contact) => (contact === null ? [] : [contact.id]));
}

function buildIdentify(userId: string, at: number): NewEvent {
  const consent = { granted: true, source: 'bench', textVersion: '1', at };
  return {
    messageId: `identify:${userId}`,
    type: 'identify',
    name: 'identify',
    identity: { userId },
    timestamp: at,
    receivedAt: at,
    lines: [],
    products: [],
    traits: { email: `${userId}@example.com`, firstName: 'Ada' },
    consents: [
      { ...consent, purpose: 'email' },
      { ...consent, purpose: 'tracking' },
    ],
    payload: '{}',
  };
}

function buildProduct(id: string): Product {
  return {
    id,
    name: `Tea ${id}`,
    priceCents: 1200,
    currency: 'EUR',
    imageUrl: `https://shop.example/${id}.png`,
    link: `https://shop.example/p/${id}`,
    category: null,
    stock: null,
  };
}

function buildStrategy(contactIds: readonly string[], createdAt: number): Strategy {
  const nothing = { value: 0, low: 0, high: 0 };
  return {
    id: 'win-back-bench',
    kind: 'win back',
    title: 'Win back',
    createdAt,
    modelRunId: null,
    reason: 'They are overdue.',
    evidence: [],
    offerId: null,
    audience: contactIds.map((contactId) => ({
      contactId,
      conversionProbability: 0.1,
      productIds: PRODUCTS,
    })),
    counts: countAudience(contactIds.map(() => 'mailable')),
    expectedOrders: nothing,
    expectedRevenueCents: nothing,
    basis: '',
    currency: 'EUR',
    outcomeWindowDays: 30,
    holdoutShare: 0,
    copy: {
      subject: 'Hello {{ contact.firstName | default: "there" }}',
      previewText: 'Something for you',
      heading: 'We picked this for you',
      body: 'Hi {{ contact.firstName | default: "there" }},\n\nthis goes well with what you have.',
      button: 'See it',
    },
  };
}
