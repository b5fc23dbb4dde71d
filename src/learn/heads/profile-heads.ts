/** How what is foretold was spread when it was judged, kept with what foretells it, so that a later night can say what has moved. */

import { HEADS, type HeadName, type HeadShift, type RungKind } from '../../domain/heads-report.ts';
import { mean } from '../../statistics/mean-interval.ts';
import {
  chooseBounds,
  countInBins,
  populationStability,
  stabilityLimit,
} from '../../statistics/population-stability.ts';
import { type Foretold, type HeadSet, knownRows, medianDays } from './heads.ts';

/** Counts of forecasts in bins, of one way and head. */
interface ForecastProfile {
  readonly kind: RungKind;
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly mean: number;
}

/** Of those ways that were to serve; JSON-safe. */
export type HeadsProfile = Readonly<Partial<Record<HeadName, ForecastProfile>>>;

const LABELS = { leaves: 'leaves', value: 'valueCents', 'next order': 'nextOrderDays' } as const;
/** Chance moves one of the three past its limit in one night of a thousand. */
const ALPHA = 0.001 / HEADS.length;

/** `by` says who is to serve which head, with what it says of every row of the test. */
export function profileHeads(
  test: HeadSet,
  by: ReadonlyMap<HeadName, { readonly kind: RungKind; readonly foretold: Foretold }>,
): HeadsProfile {
  const profile: Partial<Record<HeadName, ForecastProfile>> = {};
  for (const [head, { kind, foretold }] of by) {
    const values = valuesOf(head, test, foretold);
    if (values === null) continue;
    const bounds = [...chooseBounds(values)];
    profile[head] = { kind, bounds, counts: countInBins(values, bounds), mean: mean(values) };
  }
  return profile;
}

/** Null where nothing was kept to compare with, which only those of an older version did. */
export function measureHeadShift(
  head: HeadName,
  test: HeadSet,
  now: { readonly kind: RungKind; readonly foretold: Foretold },
  then: { readonly profile: HeadsProfile | undefined; readonly judgedAt: number },
): HeadShift | null {
  const former = then.profile?.[head];
  const values = valuesOf(head, test, now.foretold);
  if (former === undefined || former.kind !== now.kind || values === null) return null;
  const { psi, degrees } = populationStability(former.counts, countInBins(values, former.bounds));
  const sizes = { reference: former.counts.reduce((sum, count) => sum + count, 0), current: values.length };
  return {
    ...{ head, judgedAt: then.judgedAt, psi, limit: stabilityLimit(degrees, sizes, ALPHA) },
    ...{ meanThen: former.mean, meanNow: mean(values) },
  };
}

function valuesOf(head: HeadName, test: HeadSet, foretold: Foretold): Float64Array | null {
  const days = head === 'next order' && foretold.nextOrder !== null ? medianDays(foretold, test.rows) : null;
  const said = { leaves: foretold.leaves, value: foretold.valueCents, 'next order': days }[head];
  const rows = knownRows(test[LABELS[head]]);
  return said === null || rows.length === 0 ? null : Float64Array.from(rows, (row) => said[row]!);
}
