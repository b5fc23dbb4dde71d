/** What came back of a campaign, with what each figure is a share of. */

import type { MessageCounts } from './message.ts';
import type { Wording } from './strategy.ts';

/** A share with what it is a share of. */
export interface Rate {
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly of: string;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** What came of a campaign so far. */
export interface CampaignResults {
  readonly messages: MessageCounts;
  readonly rates: readonly Rate[];
  /** Of each wording; null when there is but one. */
  readonly wordings: {
    readonly rates: Readonly<Record<Wording, readonly Rate[]>>;
    readonly verdict: string;
  } | null;
  readonly revenueCents: number;
  readonly conversionWindowDays: number;
  readonly uplift: string;
}
