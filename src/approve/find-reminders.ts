/** When the approvers are reminded of a campaign that waits for them. */

import { type Campaign, WAITING_STATES } from '../domain/campaign.ts';

/** Shares of the time from proposal to expiry. */
const REMINDED_AT = [0.5, 0.9] as const;

/** The share of its time after which it is reminded of, or null before the first, and once it is decided or over. */
export function findReminder({ state, createdAt, expiresAt }: Campaign, now: number): number | null {
  if (!WAITING_STATES.includes(state) || now >= expiresAt) return null;
  const share = (now - createdAt) / (expiresAt - createdAt);
  // After a pause of ours only the latest is told: the other would come with it.
  return REMINDED_AT.findLast((at) => share >= at) ?? null;
}
