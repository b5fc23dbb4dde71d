/** What is told in Slack by itself and must be told once, whoever restarts and however many processes would tell it. */

export interface TellingLease {
  readonly now: number;
  /** Until then nobody else tells it; after that, whoever comes first, unless it was told. */
  readonly leaseUntil: number;
}

export interface TellingStore {
  /** Takes what was not told and is not being told by anybody else; returns those keys. */
  claim(keys: readonly string[], lease: TellingLease): Promise<readonly string[]>;
  /** Which of the keys could be claimed now. */
  open(keys: readonly string[], now: number): Promise<readonly string[]>;
  /** They are told. Repeatable. */
  finish(keys: readonly string[], at: number): Promise<void>;
}
