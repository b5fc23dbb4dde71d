/** Who foretells each head from when on, by whose decision and why: an audit trail that is only ever added to. */

import type { Comparisons } from './comparison.ts';
import type { DecisionStore, NewTrailDecision, Numbered } from './decision-trail.ts';
import { HEADS, type HeadName, type RungKind } from './heads-report.ts';

/** What one night learnt for one head: by the id under which that night's heads are kept. */
export interface ServingHead {
  readonly runId: string;
  readonly kind: RungKind;
  /**
   * The night when this way took over by being better than what served; left out where that is `runId`. The same way is learnt anew night
   * by night as long as it is not worse, and has to be no worse than that one either: so small losses do not add up.
   */
  readonly anchorId?: string;
  /** How often others were compared with it since it took over; left out by older versions. */
  readonly comparisons?: Comparisons;
}

/** Null, or left out, where nobody does. */
export type ServingHeads = Readonly<Partial<Record<HeadName, ServingHead | null>>>;

export interface NewHeadsDecision extends NewTrailDecision {
  /** Who serves from now on, head by head. */
  readonly serves: ServingHeads;
  /** As of when they were tested, and what they foretell: those of other days cannot be compared. */
  readonly testCutoff: number;
  readonly outcomeWindowDays: number;
  readonly horizonDays: number;
}

export type HeadsDecision = Numbered<NewHeadsDecision>;

export type HeadsDecisionStore = DecisionStore<NewHeadsDecision>;

/** The nights whose heads serve, by their ids. */
export function listRuns(serves: ServingHeads): readonly string[] {
  return [...new Set(HEADS.flatMap((head) => serves[head]?.runId ?? []))];
}

/** Those and the nights that they are measured by. */
export function listKept(serves: ServingHeads): readonly string[] {
  return [...new Set([...listRuns(serves), ...HEADS.flatMap((head) => serves[head]?.anchorId ?? [])])];
}

export function areSame(a: ServingHeads, b: ServingHeads): boolean {
  return HEADS.every((head) => a[head]?.runId === b[head]?.runId && a[head]?.kind === b[head]?.kind);
}

/** Whether those that serve were compared as often as before, too. */
export function areComparedAlike(a: ServingHeads, b: ServingHeads): boolean {
  return HEADS.every(
    (head) =>
      a[head]?.comparisons?.testCutoff === b[head]?.comparisons?.testCutoff &&
      a[head]?.comparisons?.count === b[head]?.comparisons?.count,
  );
}
