/** Counts an audience while it streams by: who can be mailed, who cannot and why, who is in other campaigns, and a few of it. */

import type { AudienceHit } from '../../domain/audience.ts';
import { DAY } from '../../domain/clock.ts';
import { REST_DAYS } from '../../domain/message.ts';
import { type AudienceCounts, countAudience } from '../../domain/strategy.ts';
import { createRandom } from '../../statistics/random.ts';

export interface AudienceSummary {
  readonly size: number;
  readonly counts: AudienceCounts;
  /** Of the mailable, those who had an e-mail within the rest days or are about to get one. */
  readonly resting: number;
  /** Of the mailable, those who are like contacts that bought less when they were e-mailed; they do not count as resting. */
  readonly leftAlone: number;
  /** Contacts in the audience of each open campaign, by campaign id. */
  readonly overlap: ReadonlyMap<string, number>;
  readonly sample: readonly AudienceHit[];
}

export interface SummaryOptions {
  /** The present; who rests goes by it. */
  readonly today: number;
  /** Campaigns of which an e-mail is on its way. */
  readonly sending: ReadonlySet<string>;
  readonly sampleSize: number;
  readonly seed: number;
}

/** Every contact has the same chance to be in the sample (reservoir sampling, Vitter's algorithm R). */
export async function summariseAudience(
  hits: AsyncIterable<AudienceHit>,
  { today, sending, sampleSize, seed }: SummaryOptions,
): Promise<AudienceSummary> {
  const random = createRandom(seed);
  const unmailable = { ...countAudience([]).unmailable };
  const overlap = new Map<string, number>();
  const sample: AudienceHit[] = [];
  let size = 0;
  let mailable = 0;
  let resting = 0;
  let leftAlone = 0;
  for await (const hit of hits) {
    size += 1;
    if (hit.reachability !== 'mailable') unmailable[hit.reachability] += 1;
    else {
      mailable += 1;
      if (hit.leftAlone) leftAlone += 1;
      else if (rests(hit, today, sending)) resting += 1;
    }
    for (const { campaignId } of hit.campaigns) overlap.set(campaignId, (overlap.get(campaignId) ?? 0) + 1);
    const at = sample.length < sampleSize ? sample.length : random.integer(size);
    if (at < sampleSize) sample[at] = hit;
  }
  return { size, counts: { mailable, unmailable }, resting, leftAlone, overlap, sample };
}

/** Whether a contact is left alone: e-mailed lately, or about to be by a campaign that was approved. */
export function rests(
  { mailedAt, campaigns }: AudienceHit,
  today: number,
  sending: ReadonlySet<string>,
): boolean {
  if (mailedAt !== null && today - mailedAt < REST_DAYS * DAY) return true;
  return campaigns.some(({ campaignId, isTreated }) => isTreated && sending.has(campaignId));
}
