/** Renders every e-mail that a campaign would send, as far as they differ, and keeps of each what is checked. */

import { type Assignment, type Campaign, copyOf } from '../domain/campaign.ts';
import { type EmailRenderer, MAX_HTML_BYTES, type RenderedEmail } from '../domain/email.ts';
import type { Offer } from '../domain/offer.ts';
import type { Product } from '../domain/product.ts';
import type { Wording } from '../domain/strategy.ts';
import { AppError } from '../errors.ts';
import { previewEmail, type SenderSettings } from './compose-email.ts';

/** Contacts whose e-mails differ in their first name only. */
export interface Alike {
  readonly wording: Wording;
  readonly productIds: readonly string[];
  readonly contacts: number;
}

/** What was found of one rendering. */
export interface RenderedAlike extends Alike {
  /** As it reads with a name; null when it cannot be rendered. */
  readonly email: RenderedEmail | null;
  /** Why it cannot be rendered, or null. */
  readonly fault: string | null;
  /** Of the largest of it; MAX_HTML_BYTES and more when the renderer refused it for that. */
  readonly bytes: number;
}

export interface RenderAllParts {
  readonly campaign: Campaign;
  readonly renderer: EmailRenderer;
  readonly settings: SenderSettings;
  readonly offer: Offer | null;
  readonly products: ReadonlyMap<string, Product>;
}

/** As long as a name may be that is used in a greeting at all. */
const LONGEST_NAME = 'W'.repeat(40);

/** Contacts grouped by wording and products; who is held out is in none. */
export async function groupAlike(audience: AsyncIterable<Assignment>): Promise<readonly Alike[]> {
  const groups = new Map<string, { wording: Wording; productIds: readonly string[]; contacts: number }>();
  for await (const { variant, wording: drawn, productIds } of audience) {
    if (variant === 'holdout') continue;
    const wording = drawn ?? 'A';
    const key = JSON.stringify([wording, productIds]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { wording, productIds, contacts: 1 });
    else known.contacts += 1;
  }
  return [...groups.values()];
}

/**
 * Two renderings of each group, one without a name and one with the longest: nothing else differs between the e-mails of
 * its contacts, so that what holds for these holds for all. Takes a fifth of a millisecond each, and lets others in between.
 */
export async function* renderAll(
  groups: readonly Alike[],
  parts: RenderAllParts,
): AsyncGenerator<RenderedAlike> {
  for (const alike of groups) {
    const nameless = await render(alike, null, parts);
    const named = nameless.fault === null ? await render(alike, LONGEST_NAME, parts) : nameless;
    yield { ...alike, ...named, bytes: Math.max(nameless.bytes, named.bytes) };
    await new Promise(setImmediate);
  }
}

async function render(
  { wording, productIds }: Alike,
  firstName: string | null,
  { campaign, renderer, settings, offer, products }: RenderAllParts,
): Promise<Pick<RenderedAlike, 'email' | 'fault' | 'bytes'>> {
  const shown = productIds.flatMap((id) => products.get(id) ?? []);
  const { currency } = campaign.strategy;
  const request = { copy: copyOf(campaign, wording), currency, firstName, offer, products: shown };
  try {
    const email = await previewEmail(renderer, settings, request);
    return { email, fault: null, bytes: Buffer.byteLength(email.html) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isTooLarge = error.cause instanceof RangeError;
    return { email: null, fault: isTooLarge ? null : error.message, bytes: isTooLarge ? MAX_HTML_BYTES : 0 };
  }
}
