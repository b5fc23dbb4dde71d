/** The nightly report on the data, and whether it is good enough to learn from. */

export interface QualityCheck {
  /** What was counted: `missing`, `duplicate`, `late`, `out of range`, `unknown product`, `dead letter`. */
  readonly name: string;
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /** The share above which training is held back. */
  readonly threshold: number;
  readonly ok: boolean;
}

export interface QualityReport {
  readonly id: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly checks: readonly QualityCheck[];
  /** True when a check failed: the champion stays, nothing is trained. */
  readonly held: boolean;
}

/** "3 of 40 reviews are in a language that is not read ...", or null when all are read. Their ratings count all the same. */
export function describeUnreadReviews({ checks }: Pick<QualityReport, 'checks'>): string | null {
  const { count = 0, of = 0 } = checks.find(({ name }) => name === 'review not read') ?? {};
  if (count === 0) return null;
  return `Of ${of} reviews ${count} are in a language that is not read (English and Chinese are)`;
}

export interface QualityReportStore {
  add(report: QualityReport): Promise<void>;
  latest(): Promise<QualityReport | null>;
}
