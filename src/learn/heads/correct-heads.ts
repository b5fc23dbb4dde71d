/** The last step of every way to foretell heads: what it says is held to what came of contacts that it did not learn from. */

import type { RungKind } from '../../domain/heads-report.ts';
import { totalToForetold } from '../../statistics/amounts.ts';
import { applyCalibration, type Calibration } from '../../statistics/apply-calibration.ts';
import { chooseCalibration } from '../calibrate.ts';
import { type Foretold, type HeadSet, knownRows } from './heads.ts';

/** JSON-safe, saved with what it corrects. */
export interface HeadCorrection {
  /** What every forecast of what is spent is multiplied by. */
  readonly worthFactor: number;
  /** From how sure it is of leaving to how often it is right. */
  readonly leaves: Calibration;
}

/** Of those ways that are corrected: the best constant is said as it is. */
export type HeadCorrections = Readonly<Partial<Record<RungKind, HeadCorrection>>>;

/**
 * From what a way says of the rows that stop the network and teach nobody. The factor is what was spent for what was foretold, where
 * chance does not explain the difference (Duan's smearing estimate, JASA 78, 1983, is the same for a logarithm's mean); else 1. Chances of leaving
 * are calibrated as those of an order are, by one row a contact: several would stand on both sides of the cross-validation.
 */
export function learnCorrection(held: HeadSet, foretold: Foretold, seed: number): HeadCorrection {
  return { worthFactor: findFactor(held, foretold, seed), leaves: calibrateLeaving(held, foretold) };
}

/** What is said in the end. Curves of the next order are said as they are. */
export function applyCorrection(foretold: Foretold, correction: HeadCorrection | undefined): Foretold {
  if (correction === undefined) return foretold;
  const { worthFactor, leaves } = correction;
  return {
    ...foretold,
    leaves: foretold.leaves && applyCalibration(leaves, foretold.leaves),
    valueCents: foretold.valueCents?.map((cents) => cents * worthFactor) ?? null,
  };
}

function findFactor(held: HeadSet, { valueCents }: Foretold, seed: number): number {
  const rows = knownRows(held.valueCents);
  if (valueCents === null || rows.length === 0) return 1;
  const take = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]!);
  const { estimate, low, high } = totalToForetold(take(held.valueCents), take(valueCents), { seed });
  return Number.isFinite(estimate) && (low > 1 || (high < 1 && estimate > 0)) ? estimate : 1;
}

function calibrateLeaving({ leaves: labels, contactIds }: HeadSet, { leaves }: Foretold): Calibration {
  if (leaves === null) return { kind: 'none' };
  const met = new Set<string>();
  const rows = knownRows(labels).filter((row) => {
    const id = contactIds?.[row] ?? `${row}`;
    return !met.has(id) && met.add(id);
  });
  return chooseCalibration(
    rows.map((row) => labels[row]!),
    Float32Array.from(rows, (row) => leaves[row]!),
  ).calibration;
}
