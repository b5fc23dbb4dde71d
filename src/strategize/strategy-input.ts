/** What strategies are made from, all of it handed in, and how the rules see one contact of it. */

import type { Reachability } from '../domain/contact.ts';
import type { ModelRun, Score } from '../domain/model-run.ts';
import type { Offer, OfferUsage } from '../domain/offer.ts';
import type { MeasuredEffect } from '../domain/outcome.ts';
import type { Product } from '../domain/product.ts';
import type { Copy, Evidence, StrategyKind } from '../domain/strategy.ts';
import type { PastOrder, PurchaseSummary } from './summarise-purchases.ts';

export interface StrategySettings {
  /** The cutoff of everything handed in: epoch milliseconds. */
  readonly now: number;
  /** The present, later than `now` when the data end before it: who rests and which offers hold goes by it. */
  readonly today: number;
  readonly outcomeWindowDays: number;
  readonly currency: string;
  readonly seed: number;
  /** Share of an audience that on purpose gets nothing; 0.1 unless given. */
  readonly holdoutShare?: number;
  /** Whoever was e-mailed within this many days is left alone; 7 unless given. */
  readonly restDays?: number;
}

export interface StrategyInput {
  /** The model run that made the scores, or null while there is none: recency then stands in for it. */
  readonly champion: ModelRun | null;
  readonly scores: readonly Score[];
  readonly purchases: readonly PurchaseSummary[];
  readonly products: ReadonlyMap<string, Product>;
  /** Ids of what is popular in the shop now, most popular first. */
  readonly popular: readonly string[];
  readonly offers: readonly (Offer & OfferUsage)[];
  readonly reachability: ReadonlyMap<string, Reachability>;
  /** Contacts who are about to get an e-mail of a campaign that a person approved. */
  readonly awaitingEmail: ReadonlySet<string>;
  /** Contacts who are like those that bought less when they were e-mailed. */
  readonly leftAlone: ReadonlySet<string>;
  /** What earlier e-mails of a kind did; a kind that is missing was never measured. */
  readonly effects: Readonly<Partial<Record<StrategyKind, MeasuredEffect>>>;
  /** Says a feature's value in words, or null for a name it does not know. */
  readonly describeFeature: (name: string, value: number) => string | null;
  readonly settings: StrategySettings;
}

/** One contact as the rules see it. */
export interface Candidate {
  readonly contactId: string;
  readonly reachability: Reachability;
  /** Oldest first. */
  readonly orders: readonly PastOrder[];
  readonly daysSinceOrder: number | null;
  readonly daysSinceActive: number | null;
  readonly daysSinceMailed: number | null;
  readonly awaitsEmail: boolean;
  /** Median days between orders, or null with fewer than two orders on different days. */
  readonly ownGapDays: number | null;
  /** The champion's, or the one estimated from recency when there is no champion. */
  readonly probability: number;
  readonly score: Score | null;
}

/** The shop as a whole: what is usual in it. */
export interface Shop {
  readonly now: number;
  readonly outcomeWindowDays: number;
  readonly products: ReadonlyMap<string, Product>;
  /** Shown to contacts of whom nothing is known that products could follow from. */
  readonly popular: readonly string[];
  readonly champion: ModelRun | null;
  /** Days between two orders of one contact, over all contacts; null with too few to say. */
  readonly gaps: { readonly medianDays: number; readonly lateDays: number; readonly count: number } | null;
  /** Median days between two orders of one product by one contact, where there are enough of them. */
  readonly reorderGaps: ReadonlyMap<string, number>;
  readonly orderCount: number;
  readonly buyerCount: number;
  /** What orders brought, in cents, of those where the shop says so. */
  readonly orderValues: readonly number[];
  /** The mean of these; 0 when there are none. */
  readonly meanOrderCents: number;
  /** Half of the buyers are at or below this probability. */
  readonly medianBuyerProbability: number;
}

/** A contact chosen for a strategy, and the products that its e-mail shows. */
export interface Pick {
  readonly candidate: Candidate;
  readonly productIds: readonly string[];
}

/** What a kind says of those who can be mailed. */
export interface Words {
  readonly title: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** What a kind found among the contacts that no better fitting kind took. */
export interface Finding {
  readonly picks: readonly Pick[];
  /** Why there is nobody; shown when there is nobody. */
  readonly none: string;
  describe(mailable: readonly Pick[]): Words;
}

/** One kind of strategy. */
export interface StrategyRule {
  readonly kind: StrategyKind;
  /** The kinds of offer that suit it, best first; empty when it gives no money away. */
  readonly offerKinds: readonly Offer['kind'][];
  find(candidates: readonly Candidate[], shop: Shop): Finding;
  /** Wording A. */
  write(withOffer: boolean): Copy;
  /** Wording B: the same facts, told from another side. */
  writeB(withOffer: boolean): Copy;
}
