/** A rule that says who is meant: what contacts did, when, how often; what the model says of them; what they agreed to. */

import { z } from 'zod';
import type { Reachability } from './contact.ts';
import type { NextProduct } from './model-run.ts';

/** What a contact may have done. `been active` is any of the first six and opening or clicking. */
export const DEEDS = [
  'ordered',
  'viewed',
  'added to cart',
  'searched',
  'reviewed',
  'refunded',
  'been e-mailed',
  'opened an e-mail',
  'clicked in an e-mail',
  'been active',
] as const;
export type Deed = (typeof DEEDS)[number];

/** Of the deeds, those that concern products. */
export const PRODUCT_DEEDS: readonly Deed[] = ['ordered', 'viewed', 'added to cart', 'reviewed', 'refunded'];

export const COMPARISONS = ['at least', 'at most', 'more than', 'less than', 'exactly'] as const;
export type Comparison = (typeof COMPARISONS)[number];

const productsSchema = z
  .strictObject({
    /** As it was asked for, such as `candles`. */
    label: z.string().min(1).max(120),
    categories: z.array(z.string()).max(40),
    productIds: z.array(z.string()).max(100),
  })
  .readonly();
/** The products of some categories, and some products by id. */
export type ProductSet = z.infer<typeof productsSchema>;

const bound = <T extends z.ZodNumber>(value: T) =>
  z.strictObject({ is: z.enum(COMPARISONS), value }).readonly();
const days = z.int().min(1).max(3650);

const didSchema = z
  .strictObject({
    did: z.enum(DEEDS),
    products: productsSchema.exactOptional(),
    /** Counted back from now. */
    withinDays: days.exactOptional(),
    /** How often; at least once unless given. */
    times: bound(z.int().min(0).max(100_000)).exactOptional(),
  })
  .readonly();
const spentSchema = z
  .strictObject({
    /** What orders brought, less refunds. */
    spentCents: bound(z.int().min(0)),
    currency: z.string().length(3),
    withinDays: days.exactOptional(),
  })
  .readonly();
const probabilitySchema = z.strictObject({ probability: bound(z.number().min(0).max(1)) }).readonly();
/** How likely a former buyer is to order nothing within the horizon; nobody else has such a risk. */
const leavingSchema = z.strictObject({ leaving: bound(z.number().min(0).max(1)) }).readonly();
const consentSchema = z.strictObject({ consent: z.enum(['email', 'tracking']) }).readonly();
const newSchema = z.strictObject({ firstSeenWithinDays: days }).readonly();
const nextSchema = z.strictObject({ likelyNext: productsSchema }).readonly();
/** Like those that bought less when they were e-mailed. */
const leftAloneSchema = z.strictObject({ leftAlone: z.literal(true) }).readonly();

export type AudienceCondition =
  | z.infer<typeof didSchema>
  | z.infer<typeof spentSchema>
  | z.infer<typeof probabilitySchema>
  | z.infer<typeof leavingSchema>
  | z.infer<typeof consentSchema>
  | z.infer<typeof newSchema>
  | z.infer<typeof nextSchema>
  | z.infer<typeof leftAloneSchema>;

/** Conditions joined: all of them (none: everybody), any of them, or not. */
export type AudienceRule =
  | AudienceCondition
  | { readonly all: readonly AudienceRule[] }
  | { readonly any: readonly AudienceRule[] }
  | { readonly not: AudienceRule };

/** Parses a rule from outside; deeper or longer ones than any person writes are refused. */
export const audienceRuleSchema: z.ZodType<AudienceRule> = z.lazy(() =>
  z.union([
    didSchema,
    spentSchema,
    probabilitySchema,
    leavingSchema,
    consentSchema,
    newSchema,
    nextSchema,
    leftAloneSchema,
    z.strictObject({ all: z.array(audienceRuleSchema).max(30).readonly() }).readonly(),
    z.strictObject({ any: z.array(audienceRuleSchema).min(1).max(30).readonly() }).readonly(),
    z.strictObject({ not: audienceRuleSchema }).readonly(),
  ]),
);

/** A contact that a rule is true of. */
export interface AudienceHit {
  readonly contactId: string;
  readonly reachability: Reachability;
  /** When the newest e-mail of ours was sent, or null. */
  readonly mailedAt: number | null;
  /** Open campaigns (proposed, approved, sending ...) in whose audience the contact is. */
  readonly campaigns: readonly { readonly campaignId: string; readonly isTreated: boolean }[];
  /** Whether it is like those that bought less when they were e-mailed, by the last scoring. */
  readonly leftAlone: boolean;
  /** What the champion says; null where nobody was scored. */
  readonly score: {
    readonly conversionProbability: number;
    readonly nextProducts: readonly NextProduct[];
    /** Mean of the contact's own orders in cents, or 0. */
    readonly meanOrderCents: number;
  } | null;
}

export interface AudienceStore {
  /**
   * Everybody whom the rule is true of at `now`, by contact id. Streams: a page of contacts at a time is judged, so that
   * neither memory nor others' reads are held up by a million. `campaignIds` are those whose audiences are looked into.
   */
  match(
    rule: AudienceRule,
    asked: { readonly now: number; readonly campaignIds: readonly string[] },
  ): AsyncIterable<AudienceHit>;
  /** In which of these campaigns' audiences a contact is. */
  campaignsOf(contactId: string, campaignIds: readonly string[]): Promise<AudienceHit['campaigns']>;
}
