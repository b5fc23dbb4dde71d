/** What is foretold of a contact besides an order: that it leaves, what it spends, and when it orders next. */

import { RUNGS, type RungKind } from '../../domain/heads-report.ts';
import { type SurvivalCurves, survivalTime } from '../../statistics/survival.ts';
import type { Learner } from '../learner.ts';
import type { FeatureSet, FitProgress } from '../model.ts';

/** Those that the network has to beat, the base rate first. */
export const SIMPLE_RUNGS = RUNGS.filter((kind) => kind !== 'heads-network');

/** With what became of each row; NaN where that is not known, or does not apply. */
export interface HeadSet extends FeatureSet {
  /** Whose each row is; left out where each contact has one row. */
  readonly contactIds?: readonly string[];
  /** 1 for who ordered within the outcome window. */
  readonly bought: Float64Array;
  /** What was spent within the outcome window. */
  readonly valueCents: Float64Array;
  /** 1 for who ordered before and does not within the horizon. */
  readonly leaves: Float64Array;
  /** Days to the next order where `ordered` is 1; else for how long none came, which is no more than the horizon. */
  readonly nextOrderDays: Float64Array;
  readonly ordered: Float64Array;
}

/** How the labels were made. */
export interface HeadTerms {
  readonly outcomeWindowDays: number;
  readonly horizonDays: number;
}

/** Of each row; a head that the rung knows nothing of is null. */
export interface Foretold {
  /** The probability of leaving. */
  readonly leaves: Float32Array | null;
  /** The mean of what will be spent within the outcome window. */
  readonly valueCents: Float32Array | null;
  /** The share that has not ordered by each edge. */
  readonly nextOrder: SurvivalCurves | null;
  /** A single day for the next order, of a rung that knows no curve; no later than the horizon. */
  readonly nextOrderDays: Float32Array | null;
}

export interface HeadFitOptions extends HeadTerms {
  /** The same seed on the same backend of the same machine gives the same weights. */
  readonly seed: number;
  /** See `chooseEdges`: the same for all rungs. */
  readonly edges: readonly number[];
  readonly onProgress?: (progress: FitProgress) => void;
}

export interface RungTerms {
  /** The validation rows stop a training that takes many epochs. */
  readonly facts: [training: HeadSet, validation: HeadSet, options: HeadFitOptions];
  readonly report: unknown;
  /** With the features that it learnt from, in their order; others are refused. */
  readonly question: [inputs: FeatureSet];
  readonly answer: Promise<Foretold>;
}

/** A way to foretell heads. */
export interface HeadsRung extends Learner<RungTerms> {
  readonly kind: RungKind;
  /** Of what it learnt from. Throws `invalid` before `fit` or `load`. */
  readonly featureNames: readonly string[];
}

/** Of a rung that says nothing of any head. */
export const KNOWS_NOTHING: Foretold = {
  leaves: null,
  valueCents: null,
  nextOrder: null,
  nextOrderDays: null,
};

/** The day by which every second such contact has ordered; the last edge where that is later. */
export function medianDays({ nextOrder, nextOrderDays }: Foretold, rows: number): Float32Array | null {
  if (nextOrder === null) return nextOrderDays;
  return Float32Array.from({ length: rows }, (_, row) => survivalTime(nextOrder, row));
}

/** The numbers of the rows of which that is known. */
export function knownRows(labels: ArrayLike<number>): number[] {
  return Array.from(labels, (_, row) => row).filter((row) => !Number.isNaN(labels[row]));
}
