/** One contact's draw in one campaign that is over: by lot an e-mail or none. */

export interface Trial {
  readonly campaignId: string;
  readonly treated: boolean;
  /** When sending began: epoch milliseconds. */
  readonly at: number;
  readonly outcomeWindowDays: number;
}

/** By contact. */
export type Trials = ReadonlyMap<string, readonly Trial[]>;
