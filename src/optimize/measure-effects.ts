/** What the e-mails of each kind did, as far as campaigns are over. */

import type { CampaignStore } from '../domain/campaign.ts';
import type { MeasuredEffect, OutcomeStore } from '../domain/outcome.ts';
import type { StrategyKind } from '../domain/strategy.ts';
import { listFinished } from './list-finished.ts';
import { type CampaignArms, poolOutcomes } from './pool-outcomes.ts';

export interface MeasurePorts {
  readonly campaigns: Pick<CampaignStore, 'list'>;
  readonly outcomes: Pick<OutcomeStore, 'arms'>;
}

/** Pools the campaigns whose outcome was known by `knownUntil` (epoch milliseconds). */
export async function measureEffects(
  { campaigns, outcomes }: MeasurePorts,
  knownUntil: number,
): Promise<Readonly<Partial<Record<StrategyKind, MeasuredEffect>>>> {
  const arms: CampaignArms[] = [];
  for (const { campaign } of await listFinished(campaigns, knownUntil)) {
    const { kind, outcomeWindowDays } = campaign.strategy;
    arms.push({ kind, ...(await outcomes.arms(campaign.id, outcomeWindowDays, knownUntil)) });
  }
  return poolOutcomes(arms);
}
