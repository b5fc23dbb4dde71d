/** What the e-mails of each kind did, as far as campaigns are over: the others would be counted as having done nothing. */

import type { CampaignStore } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';
import type { MeasuredEffect, OutcomeStore } from '../domain/outcome.ts';
import type { StrategyKind } from '../domain/strategy.ts';
import { type CampaignArms, poolOutcomes } from './pool-outcomes.ts';

export interface MeasurePorts {
  readonly campaigns: Pick<CampaignStore, 'list'>;
  readonly outcomes: Pick<OutcomeStore, 'arms'>;
}

const CAMPAIGNS_POOLED = 1_000;

/**
 * Pools the campaigns that began to send and whose outcome window had closed by `knownUntil` (epoch milliseconds: the
 * present, or where the data end before it). One stopped before it began, or still under way, is left out.
 */
export async function measureEffects(
  { campaigns, outcomes }: MeasurePorts,
  knownUntil: number,
): Promise<Readonly<Partial<Record<StrategyKind, MeasuredEffect>>>> {
  const arms: CampaignArms[] = [];
  const begun = await campaigns.list(['sending', 'paused', 'sent', 'stopped'], CAMPAIGNS_POOLED);
  for (const { id, strategy, sendStartedAt } of begun) {
    const { kind, outcomeWindowDays } = strategy;
    if (sendStartedAt === null || sendStartedAt + outcomeWindowDays * DAY > knownUntil) continue;
    arms.push({ kind, ...(await outcomes.arms(id, outcomeWindowDays, knownUntil)) });
  }
  return poolOutcomes(arms);
}
