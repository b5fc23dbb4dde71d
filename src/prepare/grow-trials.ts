/** Rows to learn from whom an e-mail moves: what each contact was like when the draw was made, and what came of it. */

import type { ContactHistory } from '../domain/event.ts';
import type { Trials } from '../domain/trial.ts';
import { cleanHistory } from './clean-history.ts';
import { type FeatureRows, growRows } from './grow-rows.ts';
import { wasKnown } from './known-before.ts';
import { labelOutcome } from './label-outcome.ts';

/** Row r is one contact in one campaign. */
export interface TrialRows extends FeatureRows {
  /** 1 if the contact bought within the campaign's outcome window, else 0. */
  readonly y: Uint8Array;
  /** 1 if treated, 0 if held out. */
  readonly treated: Uint8Array;
  readonly campaignIds: readonly string[];
}

export interface GrowingTrials {
  /** Appends a row for each of the contact's trials: features from before the draw, the outcome from after it. */
  add(history: ContactHistory): void;
  finish(): TrialRows;
}

/** `now` is epoch milliseconds. */
export function growTrials(trials: Trials, now: number): GrowingTrials {
  const rows = growRows();
  const y: number[] = [];
  const treated: number[] = [];
  const campaignIds: string[] = [];
  return {
    add(raw) {
      const drawn = trials.get(raw.contactId);
      if (drawn === undefined) return;
      const { history } = cleanHistory(raw, now);
      for (const trial of drawn) {
        if (!wasKnown(history.events, trial.at)) continue;
        rows.add(history, trial.at);
        y.push(labelOutcome(history, trial.at, trial.outcomeWindowDays));
        treated.push(trial.treated ? 1 : 0);
        campaignIds.push(trial.campaignId);
      }
    },
    finish: () => ({
      ...rows.finish(),
      y: Uint8Array.from(y),
      treated: Uint8Array.from(treated),
      campaignIds,
    }),
  };
}
