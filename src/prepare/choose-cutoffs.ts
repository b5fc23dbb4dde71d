/** Cutoffs: the moments at which the model is asked, spaced so that no set's outcomes reach into a later set's time. */

import { DAY } from '../domain/clock.ts';
import type { DataSpan } from './measure-data-span.ts';

/** Training reaches back over so many outcome windows whatever they take. */
const TRAINING_CUTOFFS = 8;
/** Over more of them where they are short, as far as eight months do: what was before is about a shop that is long gone. */
const REACH_DAYS = 240;
/** Where eight windows give so many rows there is enough to learn from, and reading more costs each night time and memory. */
const MOST_ROWS = 100_000;
/** One outcome window of history before the first cutoff; then one window each for training, validation and test. */
const MIN_WINDOWS = 4;

export interface Cutoffs {
  readonly kind: 'cutoffs';
  /** Oldest first, at least one. */
  readonly training: readonly number[];
  readonly validation: number;
  readonly test: number;
}

/** Why nothing can be trained yet, and what would be enough: two sentences for people. */
export interface NotEnoughData {
  readonly kind: 'not-enough-data';
  readonly reason: string;
  readonly enough: string;
}

/**
 * Rolling cutoffs, one outcome window apart. The newest whose outcome window is complete is the test cutoff, the one
 * before it validation, the rest training: so the outcomes of each set end where the next set's cutoff begins.
 */
export function chooseCutoffs(span: DataSpan | null, outcomeWindowDays: number): Cutoffs | NotEnoughData {
  const windowMs = outcomeWindowDays * DAY;
  const windows = span === null ? 0 : Math.floor((span.end - span.start) / windowMs);
  if (span === null || windows < MIN_WINDOWS) return refuseShortHistory(span, outcomeWindowDays);
  const trainingCount = Math.min(windows - MIN_WINDOWS + 1, countTrainingCutoffs(span, outcomeWindowDays));
  const test = span.end - windowMs;
  const validation = test - windowMs;
  const training = Array.from(
    { length: trainingCount },
    (_, index) => validation - (trainingCount - index) * windowMs,
  );
  return { kind: 'cutoffs', training, validation, test };
}

/** How many training cutoffs are worth their rows: eight, or more where windows are short and contacts are few. */
export function countTrainingCutoffs(
  { contacts }: Pick<DataSpan, 'contacts'>,
  outcomeWindowDays: number,
): number {
  const reached = Math.min(REACH_DAYS / outcomeWindowDays, MOST_ROWS / contacts);
  return Math.max(TRAINING_CUTOFFS, Math.floor(reached));
}

function refuseShortHistory(span: DataSpan | null, outcomeWindowDays: number): NotEnoughData {
  const needed = MIN_WINDOWS * outcomeWindowDays;
  const days = span === null ? 0 : Math.floor((span.end - span.start) / DAY);
  return {
    kind: 'not-enough-data',
    reason:
      span === null
        ? 'There are no customer events yet.'
        : `The events reach over ${days} ${days === 1 ? 'day' : 'days'} only.`,
    enough: `It takes ${needed} days of events to train and test with an outcome window of ${outcomeWindowDays} days: import older orders, or wait.`,
  };
}
