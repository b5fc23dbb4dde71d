/** What the e-mails of each kind of strategy did, over all campaigns of the kind. */

import type { Arm, MeasuredEffect } from '../domain/outcome.ts';
import type { Estimate, StrategyKind } from '../domain/strategy.ts';
import { compareArms } from './compare-arms.ts';

/** One campaign's arms, by intention to treat. */
export interface CampaignArms {
  readonly kind: StrategyKind;
  readonly treated: Arm;
  readonly holdout: Arm;
}

/**
 * Pools campaigns by kind. The uplift compares treated and holdout within each campaign and then takes the mean of the
 * campaigns, weighed by the size of both arms (Mantel and Haenszel's weights), so that a campaign to likelier contacts
 * with a smaller holdout does not pass for an effect. Its 95% interval joins the campaigns' Newcombe intervals in
 * squares (Zou and Donner, Statistics in Medicine 27, 2008). Campaigns without a holdout count in the arms only.
 */
export function poolOutcomes(
  campaigns: readonly CampaignArms[],
): Readonly<Partial<Record<StrategyKind, MeasuredEffect>>> {
  const effects: Partial<Record<StrategyKind, MeasuredEffect>> = {};
  for (const kind of new Set(campaigns.map((campaign) => campaign.kind))) {
    const ofKind = campaigns.filter((campaign) => campaign.kind === kind);
    effects[kind] = {
      campaigns: ofKind.length,
      treated: sumArms(ofKind.map(({ treated }) => treated)),
      holdout: sumArms(ofKind.map(({ holdout }) => holdout)),
      uplift: poolUplift(ofKind),
    };
  }
  return effects;
}

function sumArms(arms: readonly Arm[]): Arm {
  return arms.reduce(
    (sum, arm) => ({
      contacts: sum.contacts + arm.contacts,
      converted: sum.converted + arm.converted,
      revenueCents: sum.revenueCents + arm.revenueCents,
    }),
    { contacts: 0, converted: 0, revenueCents: 0 },
  );
}

/** The weighed mean of the campaigns' differences with its interval; null when none of them has both arms. */
export function poolUplift(campaigns: readonly Pick<CampaignArms, 'treated' | 'holdout'>[]): Estimate | null {
  const strata = campaigns.flatMap(({ treated, holdout }) => {
    const uplift = compareArms(treated, holdout);
    const weight = (treated.contacts * holdout.contacts) / (treated.contacts + holdout.contacts);
    return uplift === null ? [] : [{ weight, uplift }];
  });
  const total = strata.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  let value = 0;
  let below = 0;
  let above = 0;
  for (const { weight, uplift } of strata) {
    const share = weight / total;
    value += share * uplift.value;
    below += (share * (uplift.value - uplift.low)) ** 2;
    above += (share * (uplift.high - uplift.value)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}
