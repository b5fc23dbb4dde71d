/** What a campaign added: treated against holdout, with an interval, and "cannot tell yet" when it cannot. */

import { type Arm, MIN_ARM_CONTACTS } from '../domain/outcome.ts';
import type { Estimate } from '../domain/strategy.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';
import { compareArms } from './compare-arms.ts';
import { countNeeded } from './count-needed.ts';
import { sayPoints } from './say-points.ts';

export type UpliftVerdict = 'works' | 'harms' | 'cannot tell yet';

/** Epoch milliseconds. */
export interface UpliftMoment {
  readonly windowEndsAt: number;
  readonly now: number;
}

/** One arm's conversion rate with its 95% Wilson interval; null while nobody is in it. */
export interface ArmReport extends Arm {
  readonly rate: Estimate | null;
}

export interface UpliftReport {
  readonly treated: ArmReport;
  readonly holdout: ArmReport;
  /** Rate of the treated minus that of the holdout, a share; null while an arm is empty. */
  readonly uplift: Estimate | null;
  readonly verdict: UpliftVerdict;
  /** Contacts in all it takes to find a difference like this one; null when told already or when there is none. */
  readonly needed: { readonly treated: number; readonly holdout: number } | null;
  /** The whole report in one or two sentences. */
  readonly words: string;
}

/**
 * Compares a campaign's arms by intention to treat: all who were drawn, whether or not their e-mail arrived. There is
 * one verdict, when the outcome window has closed: an interval that holds in 95 of 100 looks is left sooner or later by
 * chance alone when it is looked at every day.
 */
export function reportUplift(
  arms: Readonly<Record<'treated' | 'holdout', Arm>>,
  moment: UpliftMoment,
): UpliftReport {
  const treated = reportArm(arms.treated);
  const holdout = reportArm(arms.holdout);
  const uplift = compareArms(arms.treated, arms.holdout);
  if (uplift === null || treated.rate === null || holdout.rate === null)
    return {
      treated,
      holdout,
      uplift: null,
      verdict: 'cannot tell yet',
      needed: null,
      words: sayOneArm(treated, holdout),
    };
  if (moment.now < moment.windowEndsAt)
    return {
      treated,
      holdout,
      uplift,
      verdict: 'cannot tell yet',
      needed: null,
      words: `So far: treated ${compare(treated, holdout, uplift)}. ${sayWhen(moment)}`,
    };
  return judge(treated, holdout, uplift);
}

function judge(treated: ArmReport, holdout: ArmReport, uplift: Estimate): UpliftReport {
  const { low, high } = uplift;
  const isEnough = Math.min(treated.contacts, holdout.contacts) >= MIN_ARM_CONTACTS;
  const verdict = isEnough && low > 0 ? 'works' : isEnough && high < 0 ? 'harms' : 'cannot tell yet';
  const needed =
    verdict === 'cannot tell yet'
      ? countNeeded({
          treatedRate: treated.converted / treated.contacts,
          holdoutRate: holdout.converted / holdout.contacts,
          holdoutPerTreated: holdout.contacts / treated.contacts,
        })
      : null;
  const comparison = `Treated ${compare(treated, holdout, uplift)}: ${verdict}.`;
  const tooFew = isEnough ? '' : ` Fewer than ${MIN_ARM_CONTACTS} contacts in an arm say nothing certain.`;
  const words = verdict === 'cannot tell yet' ? `${comparison}${tooFew} ${sayNeeded(needed)}` : comparison;
  return { treated, holdout, uplift, verdict, needed, words };
}

function compare(treated: ArmReport, holdout: ArmReport, { value, low, high }: Estimate): string {
  return `${sayArm(treated)} against holdout ${sayArm(holdout)}: ${sayPoints(value)} points, 95 % interval ${sayPoints(low)} to ${sayPoints(high)}`;
}

function sayWhen({ windowEndsAt }: UpliftMoment): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `The outcome window ends on ${day.format(windowEndsAt)}; a verdict comes then.`;
}

function reportArm(arm: Arm): ArmReport {
  if (arm.contacts === 0) return { ...arm, rate: null };
  const { estimate: value, low, high } = wilsonInterval(arm.converted, arm.contacts);
  return { ...arm, rate: { value, low, high } };
}

function sayOneArm(treated: ArmReport, holdout: ArmReport): string {
  const empty = holdout.contacts === 0 ? 'nobody was held out' : 'nobody was treated';
  return `Treated ${sayArm(treated)}, holdout ${sayArm(holdout)}: cannot tell yet, as ${empty} to compare with.`;
}

function sayNeeded(needed: UpliftReport['needed']): string {
  if (needed === null) return 'The two rates are equal so far.';
  return `If the difference really is this large, about ${needed.treated.toLocaleString('en-US')} treated and ${needed.holdout.toLocaleString('en-US')} held out are needed to find it four times in five.`;
}

function sayArm({ contacts, converted, rate }: ArmReport): string {
  return `${converted} of ${contacts}${rate === null ? '' : ` (${(100 * rate.value).toFixed(1)} %)`}`;
}
