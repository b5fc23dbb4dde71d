/** Decides whether those whom a model says e-mails cost orders did buy less when they were e-mailed. */

import { MIN_ARM_CONTACTS } from '../domain/outcome.ts';
import type { Estimate } from '../domain/strategy.ts';
import { clusteredDifference } from '../statistics/clustered-difference.ts';
import { type CampaignArms, poolUplift } from './pool-outcomes.ts';
import { sayPoints } from './say-points.ts';

/** Trials by row. */
export interface JudgedTrials {
  readonly campaignIds: readonly string[];
  readonly contactIds: readonly string[];
  readonly treated: ArrayLike<number>;
  /** 1 if the contact bought, else 0. */
  readonly y: ArrayLike<number>;
  /** 1 where a model that never saw the contact says that an e-mail costs an order. */
  readonly putOff: ArrayLike<number>;
}

export interface LeavingAlone {
  readonly isHarmed: boolean;
  /** Treated minus held out, of those whom a model thinks put off, with a 99 % interval; null while an arm is empty. */
  readonly effect: Estimate | null;
  readonly words: string;
}

/** A rule of thumb: with fewer buyers in an arm a model of who is moved is made of chance. */
const MIN_BUYERS_AN_ARM = 50;

/** 99 %, two-sided: it is looked at each night, on trials that are mostly those of the night before. */
const Z = 2.576;
/** The intervals that `poolUplift` joins are 95 % ones. */
const Z_OF_POOLED = 1.96;

/** Why the trials are too few to learn whom e-mails move, or null. */
export function sayTooFew({ treated, y }: Pick<JudgedTrials, 'treated' | 'y'>): string | null {
  const buyers = [0, 0];
  for (let row = 0; row < y.length; row += 1) buyers[treated[row]!]! += y[row]!;
  const [held = 0, mailed = 0] = buyers;
  if (Math.min(held, mailed) >= MIN_BUYERS_AN_ARM) return null;
  return `Not enough data to say whom e-mails put off: in the campaigns that are over, ${held} of those held out bought, and ${mailed} of those e-mailed; it takes ${MIN_BUYERS_AN_ARM} each.`;
}

/**
 * Those whom e-mails are said to put off, by models that never saw them, compared campaign by campaign. They are left
 * alone when the 99 % interval of treated minus held out lies below zero: the wider of the one that takes a contact's
 * draws for one (`clusteredDifference`) and the one that holds for few buyers (`poolUplift`).
 */
export function judgeLeavingAlone(trials: JudgedTrials): LeavingAlone {
  const rows = [...trials.campaignIds.keys()].filter((row) => trials.putOff[row] === 1);
  const arms = countArms(trials, rows);
  const effect = compare(trials, rows, arms);
  const held = arms.reduce((sum, { holdout }) => sum + holdout.contacts, 0);
  const found = `Of ${count(trials.y.length)} e-mails drawn by lot, the ${count(rows.length)} that a model thinks cost orders`;
  if (effect === null || held < MIN_ARM_CONTACTS) {
    const words = `${found} have too few held out to compare with: nobody is left alone.`;
    return { isHarmed: false, effect, words };
  }
  const sure = `${sayPoints(effect.value)} points of buyers, 99 % interval ${sayPoints(effect.low)} to ${sayPoints(effect.high)}`;
  return effect.high < 0
    ? {
        isHarmed: true,
        effect,
        words: `${found} did: contacts bought less when e-mailed, ${sure}. Those like them are left alone, until draws a year old no longer count: then it is seen anew.`,
      }
    : {
        isHarmed: false,
        effect,
        words: `${found} show no harm beyond chance (${sure}): nobody is left alone.`,
      };
}

type Arms = Pick<CampaignArms, 'treated' | 'holdout'>;

function compare(
  { campaignIds, contactIds, treated, y }: JudgedTrials,
  rows: readonly number[],
  arms: readonly Arms[],
): Estimate | null {
  const pooled = poolUplift(arms);
  const difference = clusteredDifference({
    strata: rows.map((row) => campaignIds[row]!),
    clusters: rows.map((row) => contactIds[row]!),
    treated: rows.map((row) => treated[row]!),
    y: rows.map((row) => y[row]!),
  });
  if (pooled === null || difference === null) return null;
  const { value, standardError } = difference;
  const widen = Z / Z_OF_POOLED;
  return {
    value,
    low: value - Math.max(Z * standardError, widen * (pooled.value - pooled.low)),
    high: value + Math.max(Z * standardError, widen * (pooled.high - pooled.value)),
  };
}

function countArms({ campaignIds, treated, y }: JudgedTrials, rows: readonly number[]): Arms[] {
  const arms = new Map<string, Arms>();
  for (const row of rows) {
    const campaign = arms.get(campaignIds[row]!) ?? { treated: NOBODY, holdout: NOBODY };
    const arm = treated[row] === 1 ? 'treated' : 'holdout';
    const { contacts, converted, revenueCents } = campaign[arm];
    const counted = { contacts: contacts + 1, converted: converted + y[row]!, revenueCents };
    arms.set(campaignIds[row]!, { ...campaign, [arm]: counted });
  }
  return [...arms.values()];
}

const NOBODY = { contacts: 0, converted: 0, revenueCents: 0 };

function count(of: number): string {
  return of.toLocaleString('en-US');
}
