/** What the last night found besides campaigns: strategies for nobody yet, kinds that nobody fits, and figures for `/model` and `/predict`. */

import { z } from 'zod';
import type { LastNight } from '../src/adapters/slack/draw-campaign-list.ts';
import type { PastWindowView } from '../src/adapters/slack/draw-forecast-charts.ts';
import type { NextProductView } from '../src/adapters/slack/draw-model.ts';
import { UNMAILABLE_REASONS } from '../src/domain/contact.ts';
import { countAudience } from '../src/domain/strategy.ts';
import type { CommandParts } from './command-parts.ts';

const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
const nightSchema = z.object({
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
});

/** Nothing before the first night, or when an older version reported it in another form. */
export async function readLastNight({ stores }: CommandParts): Promise<LastNight> {
  const night = nightSchema.safeParse((await stores.jobs.lastDone('nightly'))?.result);
  if (!night.success) return { unsendable: [], skipped: [] };
  const { strategies, skipped } = night.data;
  return { unsendable: strategies.filter(({ counts }) => counts.mailable === 0), skipped };
}

const shareSchema = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
const nextProductSchema = z.object({
  nextProduct: z.object({ contacts: z.number(), hitRate: shareSchema, popularityHitRate: shareSchema }),
});

/** How well the last night found the next product, or null when it was not measured. */
export async function readNextProduct({ stores }: CommandParts): Promise<NextProductView | null> {
  const night = nextProductSchema.safeParse((await stores.jobs.lastDone('nightly'))?.result);
  return night.success ? night.data.nextProduct : null;
}

const leftOutSchema = z.object({ leftOut: z.array(z.string()) });

/** Which kinds of model the last night had too little data for, and what each would take. */
export async function readLeftOut({ stores }: CommandParts): Promise<readonly string[]> {
  const night = leftOutSchema.safeParse((await stores.jobs.lastDone('nightly'))?.result);
  return night.success ? night.data.leftOut : [];
}

const windowsSchema = z.object({
  pastWindows: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      contacts: z.number().optional(),
      buyers: z.number(),
      revenueCents: z.number(),
    }),
  ),
});

/** What the outcome windows before the last night really brought, or null when it was not measured. */
export async function readPastWindows({ stores }: CommandParts): Promise<readonly PastWindowView[] | null> {
  const night = windowsSchema.safeParse((await stores.jobs.lastDone('nightly'))?.result);
  return night.success ? night.data.pastWindows : null;
}
