/** Decides whether there are contacts who buy less when they are e-mailed, and up to which score they go. */

import { MIN_ARM_CONTACTS } from '../domain/outcome.ts';
import type { Estimate } from '../domain/strategy.ts';
import { quantile } from '../statistics/quantile.ts';
import { type CampaignArms, poolUplift } from './pool-outcomes.ts';
import { sayPoints } from './say-points.ts';

/** Trials by row. */
export interface JudgedTrials {
  readonly campaignIds: readonly string[];
  readonly treated: ArrayLike<number>;
  /** 1 if the contact bought, else 0. */
  readonly y: ArrayLike<number>;
  /** What a model that never saw the contact says an e-mail adds. */
  readonly held: ArrayLike<number>;
}

export interface LeavingAlone {
  /** Contacts at or below it are left alone; null where nobody is. */
  readonly threshold: number | null;
  /** Treated minus held out, of the fifth whom the model says e-mails help least; null while an arm is empty. */
  readonly effect: Estimate | null;
  readonly words: string;
}

/** A rule of thumb: with fewer buyers in an arm a model of who is moved is made of chance. */
const MIN_BUYERS_AN_ARM = 50;

/** One group, named before anybody looked, so that its interval is one look. */
const LOWEST = 0.2;

/** Why the trials are too few to learn whom e-mails move, or null. */
export function sayTooFew({ treated, y }: Pick<JudgedTrials, 'treated' | 'y'>): string | null {
  const buyers = [0, 0];
  for (let row = 0; row < y.length; row += 1) buyers[treated[row]!]! += y[row]!;
  const [held = 0, mailed = 0] = buyers;
  if (Math.min(held, mailed) >= MIN_BUYERS_AN_ARM) return null;
  return `Not enough data to say whom e-mails put off: in the campaigns that are over, ${held} of those held out bought, and ${mailed} of those e-mailed; it takes ${MIN_BUYERS_AN_ARM} each.`;
}

/**
 * Those whom e-mails help least, by models that never saw them, compared campaign by campaign as `poolUplift` does.
 * They are left alone when the 95 % interval of treated minus held out lies below zero.
 */
export function judgeLeavingAlone(trials: JudgedTrials): LeavingAlone {
  const threshold = quantile(Array.from(trials.held), LOWEST);
  const arms = [...armsBelow(trials, threshold).values()];
  const effect = poolUplift(arms);
  const held = arms.reduce((sum, { holdout }) => sum + holdout.contacts, 0);
  const found = `Of ${trials.y.length.toLocaleString('en-US')} e-mails drawn by lot, the fifth whom a model thinks them least good for`;
  if (effect === null || held < MIN_ARM_CONTACTS)
    return {
      threshold: null,
      effect,
      words: `${found} has too few held out to compare with: nobody is left alone.`,
    };
  const sure = `${sayPoints(effect.value)} points of buyers, 95 % interval ${sayPoints(effect.low)} to ${sayPoints(effect.high)}`;
  return effect.high < 0
    ? { threshold, effect, words: `${found} bought less when e-mailed: ${sure}. They are left alone.` }
    : {
        threshold: null,
        effect,
        words: `${found} shows no harm beyond chance (${sure}): nobody is left alone.`,
      };
}

type Arms = Pick<CampaignArms, 'treated' | 'holdout'>;

function armsBelow({ campaignIds, treated, y, held }: JudgedTrials, threshold: number): Map<string, Arms> {
  const arms = new Map<string, Arms>();
  for (const [row, campaignId] of campaignIds.entries()) {
    if (held[row]! > threshold) continue;
    const campaign = arms.get(campaignId) ?? { treated: NOBODY, holdout: NOBODY };
    const arm = treated[row] === 1 ? 'treated' : 'holdout';
    const { contacts, converted, revenueCents } = campaign[arm];
    const counted = { contacts: contacts + 1, converted: converted + y[row]!, revenueCents };
    arms.set(campaignId, { ...campaign, [arm]: counted });
  }
  return arms;
}

const NOBODY = { contacts: 0, converted: 0, revenueCents: 0 };
