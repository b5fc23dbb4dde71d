/** The fingerprint of what a person approves: one changed word, offer or contact and it is another. */

import { createHash } from 'node:crypto';
import type { AudienceMember, Copy, StrategyKind } from '../domain/strategy.ts';

/** What an approval is bound to. */
export interface CampaignContent {
  readonly kind: StrategyKind;
  readonly copy: Copy;
  readonly offerId: string | null;
  readonly holdoutShare: number;
  readonly audience: readonly AudienceMember[];
}

/**
 * SHA-256, in hex, over canonical JSON (keys sorted). The order in which the audience is listed does not count; which
 * products a contact's e-mail shows, and in which order, does. Scores do not: nobody reads them in an e-mail.
 */
export function hashContent({ kind, copy, offerId, holdoutShare, audience }: CampaignContent): string {
  const members = audience.map(({ contactId, productIds }) => [contactId, [...productIds]] as const);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const content = { kind, copy, offerId, holdoutShare, audience: members };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
