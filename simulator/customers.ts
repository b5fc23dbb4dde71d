/** Who the customers are: what is true of each for good, drawn once from the seed. */

import type { Random } from '../src/statistics/random.ts';
import {
  ARCHETYPE,
  ARCHETYPES,
  type Archetype,
  type ArchetypeName,
  RESPONSES,
  type Response,
} from './archetypes.ts';
import { inventPerson, type Person } from './people.ts';
import { CATEGORIES, SCENTS, type ShopProduct } from './products.ts';
import { randomFor } from './random-for.ts';

/** What tests and benches may know of a customer, and product code never. */
export interface CustomerTruth {
  readonly customerId: string;
  readonly archetype: ArchetypeName;
  readonly response: Response;
  /** What a mail adds to the log of the interest rate on the day after it; it halves every six days. */
  readonly emailEffect: number;
  /** 0 (buys at any price) to 1 (waits for a coupon). */
  readonly priceSensitivity: number;
  /** Multiplies the archetype's interest and visits. */
  readonly activity: number;
  readonly categoryTaste: readonly number[];
  readonly scentTaste: readonly number[];
  /** Multiplies how long a product lasts in this household. */
  readonly rhythm: number;
  readonly openProbability: number;
  /** Given an open. */
  readonly clickProbability: number;
  /** Per mail, before fatigue. */
  readonly unsubscribeProbability: number;
  readonly complaintProbability: number;
}

interface Consents {
  readonly email: boolean;
  readonly tracking: boolean;
}

export interface Customer extends CustomerTruth {
  readonly index: number;
  readonly person: Person;
  readonly rates: Archetype;
  readonly consents: Consents;
  /** The first day on which the shop sees this customer. */
  readonly joinDay: number;
  /** Whether the customer was a buyer before the simulation's first day. */
  readonly known: boolean;
  /** Browses without a name until an order or a later visit gives it away. */
  readonly anonymousFirst: boolean;
  /** The hour (UTC) around which this customer shops. */
  readonly hour: number;
  /** Days of the year on which this customer gives presents. */
  readonly giftDays: readonly number[];
  /** How much each product of the catalogue attracts this customer. */
  readonly productWeights: readonly number[];
}

export interface CustomerPlan {
  readonly seed: number;
  readonly index: number;
  readonly products: readonly ShopProduct[];
  /** Customers join over this many days. */
  readonly days: number;
}

/** Draws the customer with this index. */
export function createCustomer(plan: CustomerPlan): Customer {
  const random = randomFor({ seed: plan.seed, customer: plan.index, day: 0, purpose: 'person' });
  const archetype = ARCHETYPES[random.weightedIndex(ARCHETYPES.map((name) => ARCHETYPE[name].share))]!;
  const rates = ARCHETYPE[archetype];
  const truth = {
    customerId: `c${String(plan.index + 1).padStart(5, '0')}`,
    archetype,
    priceSensitivity: clamp(rates.priceSensitivity + 0.15 * random.normal(), 0, 1),
    activity: Math.exp(0.6 * random.normal()),
    categoryTaste: drawTaste(CATEGORIES.length, random),
    scentTaste: drawTaste(SCENTS.length, random),
    rhythm: Math.exp(0.25 * random.normal()),
    ...drawEmailHabit(rates, random),
  };
  return {
    ...truth,
    index: plan.index,
    person: inventPerson(plan.index, random),
    rates,
    ...drawArrival(plan.days, random),
    hour: random.uniform() < 0.3 ? 12 + random.normal() : 19.5 + 1.8 * random.normal(),
    giftDays: [random.integer(365), random.integer(365)],
    productWeights: plan.products.map((product) => attraction(product, truth)),
  };
}

function drawEmailHabit(rates: Archetype, random: Random) {
  const response = RESPONSES[random.weightedIndex(rates.responses)]!;
  const strength = Math.abs(1 + 0.25 * random.normal());
  const eager = response === 'persuadable' ? 1.3 : response === 'sleeping dog' ? 0.6 : 1;
  return {
    response,
    emailEffect: response === 'persuadable' ? 1.3 * strength : response === 'sleeping dog' ? -strength : 0,
    openProbability: clamp(0.42 * eager + 0.12 * random.normal(), 0.05, 0.9),
    clickProbability: clamp(0.2 * eager + 0.07 * random.normal(), 0.01, 0.6),
    unsubscribeProbability: (response === 'sleeping dog' ? 0.025 : 0.004) * random.exponential(1),
    complaintProbability: (response === 'sleeping dog' ? 0.003 : 0.0004) * random.exponential(1),
  };
}

function drawArrival(days: number, random: Random) {
  const known = random.uniform() < 0.55;
  const email = random.uniform() < 0.74;
  return {
    known,
    joinDay: random.integer(Math.max(1, Math.floor(known ? Math.min(21, days / 4) : days * 0.9))),
    anonymousFirst: random.uniform() < 0.4,
    // Tracking is asked separately, and only of those who take the newsletter.
    consents: { email, tracking: email && random.uniform() < 0.7 },
  };
}

/** Weights with mean 1 in which a few stand out: gamma(1) draws, shared out. */
function drawTaste(size: number, random: Random): readonly number[] {
  const raw = Array.from({ length: size }, () => 0.1 + random.exponential(1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => (weight * size) / total);
}

type Tastes = Pick<CustomerTruth, 'categoryTaste' | 'scentTaste' | 'priceSensitivity'>;

function attraction(product: ShopProduct, tastes: Tastes): number {
  const taste = tastes.categoryTaste[product.categoryIndex]! * tastes.scentTaste[product.scentIndex]!;
  return taste ** 1.5 * product.popularity * Math.exp((-tastes.priceSensitivity * product.priceCents) / 3000);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
