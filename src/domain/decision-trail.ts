/** An audit trail of who serves from when on, by whose decision and why: it is only ever added to. */

import type { ModelAction } from './model-decision.ts';

/** What served stays kept for so many decisions, of which there is one a night at most without a person. */
export const KEPT_DECISIONS = 14;

export interface NewTrailDecision {
  readonly action: ModelAction;
  /** A Slack id, `operator`, or Flywheel itself. */
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
  /** The number of the decision that serves again; null where nothing was rolled back. */
  readonly backTo: number | null;
}

/** Counts up, oldest first. */
export type Numbered<Decision> = Decision & { readonly number: number };

export interface DecisionStore<Decision extends NewTrailDecision> {
  /**
   * Adds to the trail, so that this serves. Throws `conflict` where another decision than `formerNumber`, which is null
   * before the first, is the newest by now.
   */
  add(decision: Decision, formerNumber: number | null): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<readonly Numbered<Decision>[]>;
}
