/** A shop on a real database with contacts who can be mailed, products, an offer, and campaigns in any state. */

import { and, eq } from 'drizzle-orm';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createOfferStore } from '../../db/stores/offer-store.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import { createOutcomeStore } from '../../db/stores/outcome-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Contact } from '../../src/domain/contact.ts';
import type { Product } from '../../src/domain/product.ts';
import { type Copy, countAudience } from '../../src/domain/strategy.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from './each-database.ts';
import { buildCopy } from './email-facts.ts';
import { openDatabase } from './open-database.ts';

export const START = Date.UTC(2026, 3, 1, 9);

export interface MovableClock {
  now(): number;
  move(milliseconds: number): void;
}

export type MarketingShop = Awaited<ReturnType<typeof openMarketingShop>>;

/** On SQLite where the test is about nothing that a database does. */
export async function openMarketingShop(on: Kind = 'SQLite') {
  const { database, close } = await openDatabase(on);
  const tenant = 'T1';
  const parts = { database, tenant, cipher: createFieldCipher(Buffer.alloc(32, 7), tenant) };
  let now = START;
  const clock: MovableClock = {
    now: () => now,
    move(milliseconds) {
      now += milliseconds;
    },
  };
  const stores = {
    contacts: createContactStore(parts),
    events: createEventStore(parts),
    products: createProductStore(parts),
    offers: createOfferStore(parts),
    campaigns: createCampaignStore(parts),
    outbox: createOutboxStore(parts),
    outcomes: createOutcomeStore(parts),
  };
  await stores.products.put([buildProduct('pot'), buildProduct('cup', { name: 'Cup', link: null })], now);
  return {
    clock,
    stores,
    addContact: (userId: string, options?: ContactOptions) =>
      addContact(stores, clock, { userId, ...options }),
    addCampaign: (contactIds: readonly string[], options?: CampaignOptions) =>
      addCampaign(stores, clock, { contactIds, ...options }),
    /** As a disk does that lost a sector: what is there cannot be opened. */
    damageProfile: (contactId: string) =>
      database.write(async (connection) => {
        const { contacts } = database.tables;
        const of = and(eq(contacts.tenant, tenant), eq(contacts.id, contactId));
        await connection
          .update(contacts)
          .set({ profile: Buffer.alloc(64, 1) })
          .where(of);
      }),
    close,
  };
}

type Stores = Pick<
  import('../../src/domain/stores.ts').Stores,
  'contacts' | 'events' | 'products' | 'offers' | 'campaigns' | 'outbox' | 'outcomes'
>;

export function buildProduct(id: string, change: Partial<Product> = {}): Product {
  return {
    id,
    name: 'Tea pot',
    priceCents: 1200,
    currency: 'EUR',
    imageUrl: `https://shop.test/${id}.png`,
    link: `https://shop.test/p/${id}?from=mail`,
    category: null,
    stock: null,
    ...change,
  };
}

interface ContactOptions {
  readonly email?: string;
  readonly consent?: boolean;
  readonly tracking?: boolean;
  readonly firstName?: string;
}

async function addContact(
  stores: Stores,
  clock: MovableClock,
  {
    userId,
    email,
    consent = true,
    tracking = false,
    firstName = userId,
  }: ContactOptions & { userId: string },
): Promise<Contact> {
  const at = clock.now();
  const statement = { granted: true, source: 'test', textVersion: '1', at };
  await stores.events.ingest(
    [
      {
        messageId: `identify:${userId}`,
        type: 'identify',
        name: 'identify',
        identity: { userId },
        timestamp: at,
        receivedAt: at,
        lines: [],
        products: [],
        traits: { email: email ?? `${userId}@example.com`, firstName },
        consents: [
          ...(consent ? [{ ...statement, purpose: 'email' as const }] : []),
          ...(tracking ? [{ ...statement, purpose: 'tracking' as const }] : []),
        ],
        payload: '{}',
      },
    ],
    [],
  );
  return (await stores.contacts.find(userId))!;
}

interface CampaignOptions {
  readonly state?: 'proposed' | 'approved';
  readonly copy?: Partial<Copy>;
  /** With it, every second of the treated gets wording B. */
  readonly copyB?: Partial<Copy>;
  readonly offerId?: string;
  readonly holdout?: readonly string[];
  readonly productIds?: readonly string[];
  /** Other products for a contact. */
  readonly productsOf?: Readonly<Record<string, readonly string[]>>;
  readonly modelRunId?: string;
}

async function addCampaign(
  { campaigns }: Stores,
  clock: MovableClock,
  options: CampaignOptions & { readonly contactIds: readonly string[] },
): Promise<Campaign> {
  const {
    contactIds,
    state = 'approved',
    holdout = [],
    productIds = ['pot', 'cup'],
    productsOf = {},
  } = options;
  const member = { conversionProbability: 0.2, productIds, assignmentProbability: 0.5 };
  const proposed = await campaigns.propose({
    strategy: buildStrategy(clock.now(), options),
    copy: buildCopy(options.copy),
    copyB: options.copyB === undefined ? null : buildCopy(options.copyB),
    contentHash: 'hash-1',
    assignments: [
      ...contactIds.map((contactId, index) => ({
        ...member,
        contactId,
        productIds: productsOf[contactId] ?? productIds,
        variant: 'treated' as const,
        wording: options.copyB !== undefined && index % 2 === 1 ? ('B' as const) : ('A' as const),
      })),
      ...holdout.map((contactId) => ({
        ...member,
        contactId,
        variant: 'holdout' as const,
        wording: null,
      })),
    ],
    requestedBy: 'flywheel',
    createdAt: clock.now(),
    expiresAt: clock.now() + 7 * DAY,
  });
  if (state === 'proposed') return proposed;
  const approved = await campaigns.transition({
    campaignId: proposed.id,
    from: 'proposed',
    to: 'approved',
    contentHash: 'hash-1',
    action: 'approve',
    actor: 'U1',
    at: clock.now(),
    comment: null,
  });
  return approved!;
}

function buildStrategy(
  createdAt: number,
  { modelRunId, offerId, copy, holdout = [] }: CampaignOptions,
): Campaign['strategy'] {
  const nothing = { value: 0, low: 0, high: 0 };
  return {
    id: 'strategy-1',
    kind: 'win back',
    title: 'Win back',
    createdAt,
    modelRunId: modelRunId ?? null,
    reason: 'because',
    evidence: [],
    offerId: offerId ?? null,
    counts: countAudience(['mailable']),
    expectedOrders: nothing,
    expectedRevenueCents: nothing,
    basis: 'test',
    currency: 'EUR',
    outcomeWindowDays: 30,
    holdoutShare: holdout.length === 0 ? 0 : 0.5,
    copy: buildCopy(copy),
  };
}
