/** Intervals of what scores of uplift find, by resampling whoever was drawn. */

import type { Interval } from './interval.ts';
import { orderByScore } from './ranking.ts';
import { percentileInterval, resampleContacts } from './resample-contacts.ts';
import { qiniPerTreated, type UpliftRows, upliftAt } from './uplift.ts';

/** Rows of a randomised test; those of one contact are not independent of each other. */
export interface ContactRows extends UpliftRows {
  readonly contactIds: readonly string[];
}

export interface UpliftIntervals {
  /** The outcome rate of the treated minus that of the others, of everybody: what whoever treats all gets. */
  readonly everybody: Interval;
  /** The same of the best-scored 30 % of rows. */
  readonly best30: Interval;
  /** The latter minus the former. */
  readonly gain: Interval;
  /** See `qiniPerTreated`; 0 for scores by lot. */
  readonly qiniPerTreated: Interval;
}

const BEST = 0.3;

/**
 * The percentile bootstrap over contacts: each resample draws as many contacts as there are, with all their rows. The scores
 * stay as they are, so the intervals are those of this model, not of one that was learnt anew. Null where an arm, or the
 * arm's part of the best 30 %, is empty.
 */
export function upliftIntervals(rows: ContactRows, seed: number): UpliftIntervals | null {
  const ordered = { ...rows, order: orderByScore(rows.scores) };
  const found = measure(ordered);
  if (Object.values(found).some(Number.isNaN)) return null;
  const draws: Figures[] = [];
  for (const times of resampleContacts(rows.contactIds, seed)) draws.push(measure({ ...ordered, times }));
  return {
    everybody: intervalOf('everybody', found, draws),
    best30: intervalOf('best30', found, draws),
    gain: intervalOf('gain', found, draws),
    qiniPerTreated: intervalOf('qiniPerTreated', found, draws),
  };
}

type Figures = Record<keyof UpliftIntervals, number>;

function measure(rows: UpliftRows): Figures {
  const [everybody, best30] = [upliftAt(1, rows), upliftAt(BEST, rows)];
  return { everybody, best30, gain: best30 - everybody, qiniPerTreated: qiniPerTreated(rows) };
}

function intervalOf(figure: keyof Figures, found: Figures, draws: readonly Figures[]): Interval {
  return percentileInterval(
    found[figure],
    draws.map((draw) => draw[figure]),
  );
}
