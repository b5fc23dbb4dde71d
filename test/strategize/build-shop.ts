/** A small shop as strategies see it: contacts with their orders and scores, products, and what is usual. */

import { DAY } from '../../src/domain/clock.ts';
import type { ModelRun, Score } from '../../src/domain/model-run.ts';
import type { Offer, OfferUsage } from '../../src/domain/offer.ts';
import type { Product } from '../../src/domain/product.ts';
import type { StrategyInput } from '../../src/strategize/strategy-input.ts';
import type { PurchaseSummary } from '../../src/strategize/summarise-purchases.ts';

export const NOW = Date.UTC(2026, 2, 1);

/** A purchase of products so many days ago. */
export interface Bought {
  readonly daysAgo: number;
  readonly products?: readonly string[];
  readonly cents?: number | null;
}

export function buildSummary(
  contactId: string,
  bought: readonly Bought[],
  rest: Partial<PurchaseSummary> = {},
): PurchaseSummary {
  const orders = bought
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map(({ daysAgo, products = ['tea'], cents = 2000 }) => ({
      orderId: `${contactId}-${daysAgo}`,
      at: NOW - daysAgo * DAY,
      amountCents: cents,
      productIds: products,
    }));
  return {
    contactId,
    firstSeenAt: (orders[0]?.at ?? NOW - 5 * DAY) - DAY,
    lastActiveAt: orders.at(-1)?.at ?? null,
    lastMailedAt: null,
    orders,
    ...rest,
  };
}

export function buildScore(contactId: string, rest: Partial<Score> = {}): Score {
  return {
    contactId,
    modelRunId: 'run-1',
    cutoff: NOW,
    outcomeWindowDays: 30,
    conversionProbability: 0.1,
    reasons: [],
    nextProducts: [],
    features: {},
    ...rest,
  };
}

export const CHAMPION: ModelRun = {
  id: 'run-1',
  kind: 'logistic-regression',
  state: 'champion',
  backend: 'wasm',
  seed: 1,
  trainCutoff: NOW - 60 * DAY,
  testCutoff: NOW - 30 * DAY,
  outcomeWindowDays: 30,
  features: ['recencyDays'],
  config: {},
  metrics: {
    rows: 400,
    positives: 40,
    baseRate: 0.1,
    logLoss: 0.3,
    baseRateLogLoss: 0.33,
    threshold: 0.2,
    accuracy: 0.9,
    baseRateAccuracy: 0.9,
    precision: 0.4,
    recall: 0.4,
    f1: 0.4,
    rocAuc: 0.75,
    prAuc: 0.3,
    calibrationError: 0.02,
  },
  trainedAt: NOW,
  seconds: 1,
  trainingSetHash: 'hash',
  reason: 'first',
};

export function buildProduct(id: string, rest: Partial<Product> = {}): Product {
  return {
    id,
    name: `The ${id}`,
    priceCents: 1000,
    currency: 'EUR',
    imageUrl: null,
    link: null,
    category: null,
    stock: null,
    ...rest,
  };
}

export function buildOffer(rest: Partial<Offer & OfferUsage> = {}): Offer & OfferUsage {
  return {
    id: 'ten',
    name: '10 % off',
    kind: 'percent',
    value: 10,
    currency: null,
    validFrom: NOW - DAY,
    validTo: NOW + 60 * DAY,
    maxCoupons: null,
    issued: 0,
    redeemed: 0,
    ...rest,
  };
}

/** The input for contacts of whom all are mailable and scored, unless a test says otherwise. */
export function buildInput(
  purchases: readonly PurchaseSummary[],
  {
    settings,
    ...rest
  }: Partial<Omit<StrategyInput, 'settings'>> & {
    readonly settings?: Partial<StrategyInput['settings']>;
  } = {},
): StrategyInput {
  const productIds = new Set([
    'tea',
    'pot',
    'mug',
    ...purchases.flatMap(({ orders }) => orders.flatMap((o) => o.productIds)),
  ]);
  return {
    champion: CHAMPION,
    scores: purchases.map(({ contactId }) => buildScore(contactId)),
    purchases,
    products: new Map([...productIds].map((id) => [id, buildProduct(id)])),
    ...{ offers: [], popular: [] },
    awaitingEmail: new Set(),
    leftAlone: new Set(),
    reachability: new Map(purchases.map(({ contactId }) => [contactId, 'mailable'])),
    effects: {},
    describeFeature: (name, value) => `${name} of ${value}`,
    settings: { now: NOW, today: NOW, outcomeWindowDays: 30, currency: 'EUR', seed: 7, ...settings },
    ...rest,
  };
}

/** Repeat customers with a gap of ten days, none of them overdue, who make the shop's rhythm: nobody's audience. */
export function regulars(count = 6): PurchaseSummary[] {
  return Array.from({ length: count }, (_, i) =>
    buildSummary(
      `regular-${i}`,
      [35, 25, 15, 5].map((daysAgo, n) => ({ daysAgo, products: [`thing-${i}-${n}`] })),
      { lastActiveAt: NOW - 5 * DAY },
    ),
  );
}
