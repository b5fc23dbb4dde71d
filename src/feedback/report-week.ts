/** What came back of all campaigns of a week, beside the week before. */

import type { Campaign } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';
import { OUTCOME_KINDS, type OutcomeCounts, type OutcomeStore, type SentSpan } from '../domain/outcome.ts';
import { type CampaignReport, reportCampaign } from './report-campaign.ts';

export interface SpanReport extends SentSpan {
  readonly counts: OutcomeCounts;
  readonly rates: CampaignReport;
  /** Campaigns that sent something in it. */
  readonly campaigns: readonly Campaign[];
}

const WEEK = 7 * DAY;

/** The seven days until `now` and the seven before. Outcomes belong to the week in which their e-mail was sent. */
export async function reportWeek(
  outcomes: Pick<OutcomeStore, 'counts'>,
  begun: readonly Campaign[],
  now: number,
): Promise<{ readonly week: SpanReport; readonly before: SpanReport }> {
  const [week, before] = [
    await reportSpan(outcomes, begun, { from: now - WEEK, to: now + 1 }),
    await reportSpan(outcomes, begun, { from: now - 2 * WEEK, to: now - WEEK }),
  ];
  return { week, before };
}

async function reportSpan(
  outcomes: Pick<OutcomeStore, 'counts'>,
  begun: readonly Campaign[],
  span: SentSpan,
): Promise<SpanReport> {
  const campaigns: Campaign[] = [];
  let counts = NOTHING;
  for (const campaign of begun) {
    if (!mayHaveSent(campaign, span)) continue;
    const own = await outcomes.counts(campaign.id, undefined, span);
    if (own.sent === 0) continue;
    campaigns.push(campaign);
    counts = add(counts, own);
  }
  return { ...span, campaigns, counts, rates: reportCampaign(counts) };
}

function mayHaveSent({ sendStartedAt, finishedAt }: Campaign, { from, to }: SentSpan): boolean {
  return sendStartedAt !== null && sendStartedAt < to && (finishedAt === null || finishedAt >= from);
}

const NOTHING: OutcomeCounts = {
  sent: 0,
  trackable: 0,
  revenueCents: 0,
  outcomes: { opened: 0, clicked: 0, converted: 0, unsubscribed: 0, bounced: 0, complained: 0 },
};

function add(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const outcomes = { ...a.outcomes };
  for (const kind of OUTCOME_KINDS) outcomes[kind] += b.outcomes[kind];
  return {
    sent: a.sent + b.sent,
    trackable: a.trackable + b.trackable,
    revenueCents: a.revenueCents + b.revenueCents,
    outcomes,
  };
}
