/** What came back of a campaign as rates, each with its denominator and a 95% interval. */

import type { OutcomeCounts } from '../domain/outcome.ts';
import type { Interval } from '../statistics/interval.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';

/** A share of messages, in whole messages and as a proportion; NaN while there are none to divide by. */
export interface Rate extends Interval {
  readonly numerator: number;
  readonly denominator: number;
  /** What the denominator counts, for people. */
  readonly of: string;
}

export interface CampaignReport {
  readonly openRate: Rate;
  readonly clickRate: Rate;
  readonly conversionRate: Rate;
  readonly unsubscribeRate: Rate;
  readonly revenueCents: number;
}

/** Wilson intervals: opens of the e-mails that carry an open pixel, all else of the e-mails sent. */
export function reportCampaign({ sent, trackable, outcomes, revenueCents }: OutcomeCounts): CampaignReport {
  const ofSent = (count: number) => rate(count, sent, 'e-mails sent');
  return {
    openRate: rate(outcomes.opened, trackable, 'e-mails sent to contacts who agreed to tracking'),
    clickRate: ofSent(outcomes.clicked),
    conversionRate: ofSent(outcomes.converted),
    unsubscribeRate: ofSent(outcomes.unsubscribed),
    revenueCents,
  };
}

/**
 * What is in doubt can be counted above (a click on an e-mail whose delivery is unknown) and is not below: the
 * numerator is held to the denominator.
 */
function rate(count: number, denominator: number, of: string): Rate {
  const numerator = Math.min(count, denominator);
  return { numerator, denominator, of, ...wilsonInterval(numerator, denominator) };
}
