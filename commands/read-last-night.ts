/** What the last night reported besides campaigns: strategies for nobody yet, and figures for `/model` and `/predict`. */

import { z } from 'zod';
import type { LastNight } from '../src/adapters/slack/draw-campaign-list.ts';
import type { PastWindowView } from '../src/adapters/slack/draw-forecast-charts.ts';
import type { NextProductView } from '../src/adapters/slack/draw-next-products.ts';
import type { LeftAloneView } from '../src/adapters/slack/draw-uplift.ts';
import { UNMAILABLE_REASONS } from '../src/domain/contact.ts';
import type { DriftReport } from '../src/domain/drift-report.ts';
import type { FeatureImportance } from '../src/domain/feature-importance.ts';
import { HEADS, type HeadsReport, type HeadVerdict, RUNGS } from '../src/domain/heads-report.ts';
import { intervalSchema } from '../src/domain/interval-schema.ts';
import type { LiveEvidence } from '../src/domain/live-evidence.ts';
import type { LiveNextProducts } from '../src/domain/live-next-products.ts';
import type { PopularProducts } from '../src/domain/popular-products.ts';
import { countAudience } from '../src/domain/strategy.ts';
import { type Lifetime, lifetimeSchema } from '../src/learn/lifetime/fit-lifetime.ts';
import type { CommandParts } from './command-parts.ts';

const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });

const rungSchema = z.object({
  kind: z.enum(RUNGS),
  loss: z.number().nullable(),
  againstBaseRate: intervalSchema.nullable(),
  rank: z.number().nullable(),
  error: z.number().nullable(),
  cameToForetold: intervalSchema.nullable(),
});

/** Each figure by itself: what an older version reported in another form, or not at all, hides none of the others. */
const FIGURES = {
  skipped: z.array(z.string()),
  strategies: z.array(
    z.object({
      title: z.string(),
      reason: z.string(),
      counts: z.object({
        mailable: z.number(),
        // A night of an older version knew fewer reasons.
        unmailable: z
          .partialRecord(z.enum(UNMAILABLE_REASONS), z.number())
          .transform((found) => ({ ...countAudience([]).unmailable, ...found })),
      }),
      expectedOrders: estimateSchema,
      expectedRevenueCents: estimateSchema,
      currency: z.string(),
    }),
  ),
  nextProduct: z.object({
    contacts: z.number(),
    hitRate: intervalSchema,
    popularityHitRate: intervalSchema,
    // Nights of an older version did not measure these.
    likeliestHitRate: intervalSchema.optional(),
    shownHitRate: intervalSchema.optional(),
  }),
  liveNext: z.object({
    cutoff: z.number(),
    outcomeWindowDays: z.number(),
    contacts: z.number(),
    hitRate: intervalSchema,
    popularHitRate: intervalSchema,
  }),
  leftOut: z.array(z.string()),
  pastWindows: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      contacts: z.number().optional(),
      buyers: z.number(),
      revenueCents: z.number(),
    }),
  ),
  notTrained: z.string(),
  live: z.object({
    cutoff: z.number(),
    outcomeWindowDays: z.number(),
    contacts: z.number(),
    buyers: z.number(),
    baseRateLogLoss: z.number(),
    runs: z.array(
      z.object({
        runId: z.string(),
        kind: z.string(),
        isChampion: z.boolean(),
        logLoss: z.number(),
        observedToExpected: intervalSchema,
        againstChampion: intervalSchema.nullable(),
      }),
    ),
  }),
  championId: z.string(),
  importance: z.object({
    runId: z.string(),
    contacts: z.number(),
    shuffles: z.number(),
    measured: z.number(),
    beyondChance: z.array(z.object({ names: z.array(z.string()), rise: intervalSchema })),
  }),
  popular: z.object({ productIds: z.array(z.string()), days: z.number(), until: z.number() }),
  leftAlone: z.object({
    contacts: z.number(),
    words: z.string(),
    uplift: z
      .object({
        ...{ drawn: z.number(), heldOut: z.number(), campaigns: z.number() },
        ...{ everybody: intervalSchema, best30: intervalSchema, gain: intervalSchema },
        qiniPerTreated: intervalSchema,
      })
      .nullable()
      // A night of an older version did not measure it.
      .optional(),
  }),
  drift: z.object({
    findings: z.array(
      z.object({ keys: z.array(z.string()), what: z.string(), means: z.string(), advice: z.string() }),
    ),
    looked: z.array(z.string()),
  }),
  heads: z.union([
    z.object({ missing: z.string() }),
    z.object({
      horizonDays: z.number(),
      usualGapDays: z.number(),
      outcomeWindowDays: z.number(),
      testCutoff: z.number(),
      verdicts: z.array(
        z.object({
          head: z.enum(HEADS),
          rows: z.number(),
          positives: z.number(),
          rungs: z.array(rungSchema),
          networkAgainstSimple: intervalSchema.nullable(),
          former: rungSchema.extend({ trainedAt: z.number() }).nullable().default(null),
          againstFormer: intervalSchema.nullable().default(null),
          stays: z.boolean().default(false),
          serves: z.enum(RUNGS).nullable(),
          why: z.string(),
        }),
      ),
      noNetwork: z.string().nullable(),
      lineage: z
        .object({
          ...{ runId: z.string(), trainingSetHash: z.string() },
          ...{ trainedAt: z.number(), seed: z.number(), trainCutoff: z.number(), testCutoff: z.number() },
          ...{ outcomeWindowDays: z.number(), horizonDays: z.number(), features: z.number() },
          rows: z.object({ training: z.number(), validation: z.number(), test: z.number() }),
        })
        .nullable()
        .default(null),
      decision: z.number().nullable().default(null),
      seconds: z.number(),
    }),
  ]),
  lifetime: z.union([z.object({ missing: z.string() }), lifetimeSchema]),
};

export interface NightFigures extends LastNight {
  /** How well the next product was found, or null when it was not measured. */
  readonly nextProduct: NextProductView | null;
  /** Whether contacts ordered what was recommended to them, or null while nobody can tell. */
  readonly liveNext: LiveNextProducts | null;
  /** Which kinds of model there was too little data for, and what each would take. */
  readonly leftOut: readonly string[];
  /** What the outcome windows before really brought, or null when it was not measured. */
  readonly pastWindows: readonly PastWindowView[] | null;
  /** Who served then, or null when nobody did. */
  readonly championId: string | null;
  /** What had moved since that champion learned, or null when nobody looked. */
  readonly drift: DriftReport | null;
  /** What that champion's forecasts rested on, or null when it was not measured. */
  readonly importance: FeatureImportance | null;
  /** What was popular, or null when nobody looked. */
  readonly popular: PopularProducts | null;
  /** How many contacts are not to be e-mailed at all, and why, or null when nobody looked. */
  readonly leftAlone: LeftAloneView | null;
  /** What came true of earlier scores, or null while too little time has passed. */
  readonly live: LiveEvidence | null;
  /** Why nothing was trained, or null when something was. */
  readonly notTrained: string | null;
  /** How well is foretold who leaves, what is spent and when the next order comes, or why it is not; null when nobody looked. */
  readonly heads: HeadsReport | { readonly missing: string } | null;
  /** How contacts come back and what they spend, or why nobody can say. */
  readonly lifetime: Lifetime | { readonly missing: string };
}

/** What was learnt of leaving, value and the next order; null where nothing could be, or nobody looked. */
export function learntHeads({ heads }: Pick<NightFigures, 'heads'>): HeadsReport | null {
  return heads !== null && 'verdicts' in heads ? heads : null;
}

/** How well it was foretold who leaves, and whether anybody may say it; null where nobody looked. */
export function findLeaving(heads: HeadsReport | null): HeadVerdict | null {
  return heads?.verdicts.find(({ head }) => head === 'leaves') ?? null;
}

/** Read once for all figures. Nothing before the first night. */
export async function readLastNight({ stores }: Pick<CommandParts, 'stores'>): Promise<NightFigures> {
  const result = (await stores.jobs.lastDone('nightly'))?.result ?? {};
  const read = <Name extends keyof typeof FIGURES>(name: Name): z.infer<(typeof FIGURES)[Name]> | null => {
    const figure = FIGURES[name].safeParse(result[name]);
    return figure.success ? (figure.data as z.infer<(typeof FIGURES)[Name]>) : null;
  };
  return {
    unsendable: (read('strategies') ?? []).filter(({ counts }) => counts.mailable === 0),
    skipped: read('skipped') ?? [],
    nextProduct: read('nextProduct'),
    liveNext: read('liveNext'),
    leftOut: read('leftOut') ?? [],
    pastWindows: read('pastWindows'),
    championId: read('championId'),
    drift: read('drift'),
    importance: read('importance'),
    popular: read('popular'),
    leftAlone: read('leftAlone'),
    live: read('live'),
    notTrained: read('notTrained'),
    heads: read('heads'),
    lifetime: read('lifetime') ?? { missing: 'the next night looks for it' },
  };
}
