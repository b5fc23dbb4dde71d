/** The fingerprint of what a person approves: one changed word, offer or contact and it is another. */

import { createHash } from 'node:crypto';
import type { Assignment } from '../domain/campaign.ts';
import type { ScheduleWish } from '../domain/schedule.ts';
import type { AudienceMember, Copy, StrategyKind } from '../domain/strategy.ts';

/** What an approval is bound to. */
export interface CampaignContent {
  readonly kind: StrategyKind;
  readonly copy: Copy;
  /** Null when all get the same wording. */
  readonly copyB: Copy | null;
  readonly offerId: string | null;
  readonly holdoutShare: number;
  readonly audience: readonly (AudienceMember & Pick<Assignment, 'wording'>)[];
  /** None or null when it is sent as soon as it may. */
  readonly schedule?: ScheduleWish | null;
}

/**
 * SHA-256, in hex, over canonical JSON (keys sorted). The order in which the audience is listed does not count; which
 * products a contact's e-mail shows, and in which order, and in which of two wordings it is written, does. Scores do
 * not: nobody reads them in an e-mail. The time it is sent at counts as it was wished, not what it comes to. With one wording
 * the second leaves no trace, as without a time that has none, so that older hashes stay true.
 */
export function hashContent(hashed: CampaignContent): string {
  const { kind, offerId, holdoutShare, audience, copy, copyB } = hashed;
  const members = audience.map(({ contactId, productIds, wording }) =>
    copyB === null
      ? ([contactId, [...productIds]] as const)
      : ([contactId, [...productIds], wording] as const),
  );
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const copies = copyB === null ? { copy } : { copy, copyB };
  const content = { kind, ...copies, offerId, holdoutShare, audience: members, ...wishOf(hashed) };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function wishOf({ schedule }: CampaignContent) {
  if (!schedule) return {};
  const { localTime, zone, ownZones } = schedule;
  return { schedule: { localTime, zone, ownZones } };
}

function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
