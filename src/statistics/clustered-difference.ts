/** The difference that a treatment makes within strata, where rows of one cluster are not independent of each other. */

export interface ClusteredRows {
  /** Rows are compared within these only: a campaign. */
  readonly strata: readonly string[];
  /** Rows of the same one move together: a contact. */
  readonly clusters: readonly string[];
  /** 1 if treated, else 0. */
  readonly treated: ArrayLike<number>;
  /** The outcome, 1 or 0. */
  readonly y: ArrayLike<number>;
}

export interface ClusteredDifference {
  /** Outcome rate of the treated minus that of the others. */
  readonly value: number;
  readonly standardError: number;
}

/**
 * The strata's differences, weighed by n1 n0 / (n1 + n0) (Mantel and Haenszel's weights), with the standard error that
 * stays right when rows of a cluster are correlated: the squares of each cluster's summed influence (Liang and Zeger,
 * "Longitudinal data analysis using generalized linear models", Biometrika 73, 1986). Null when no stratum has both arms.
 */
export function clusteredDifference(rows: ClusteredRows): ClusteredDifference | null {
  const strata = countStrata(rows);
  let total = 0;
  let value = 0;
  for (const { treated, others } of strata.values()) {
    if (treated.rows === 0 || others.rows === 0) continue;
    const weight = (treated.rows * others.rows) / (treated.rows + others.rows);
    total += weight;
    value += weight * (treated.sum / treated.rows - others.sum / others.rows);
  }
  if (total === 0) return null;
  const influences = new Map<string, number>();
  for (const [row, stratum] of rows.strata.entries()) {
    const { treated, others } = strata.get(stratum)!;
    if (treated.rows === 0 || others.rows === 0) continue;
    const [own, other, sign] = rows.treated[row] === 1 ? [treated, others, 1] : [others, treated, -1];
    const share = other.rows / (own.rows + other.rows) / total;
    const influence = sign * share * (rows.y[row]! - own.sum / own.rows);
    const cluster = rows.clusters[row]!;
    influences.set(cluster, (influences.get(cluster) ?? 0) + influence);
  }
  let variance = 0;
  for (const influence of influences.values()) variance += influence ** 2;
  return { value: value / total, standardError: Math.sqrt(variance) };
}

interface ArmSum {
  rows: number;
  sum: number;
}

function countStrata({
  strata,
  treated,
  y,
}: ClusteredRows): Map<string, { treated: ArmSum; others: ArmSum }> {
  const counted = new Map<string, { treated: ArmSum; others: ArmSum }>();
  for (const [row, stratum] of strata.entries()) {
    let arms = counted.get(stratum);
    if (arms === undefined) {
      arms = { treated: { rows: 0, sum: 0 }, others: { rows: 0, sum: 0 } };
      counted.set(stratum, arms);
    }
    const arm = treated[row] === 1 ? arms.treated : arms.others;
    arm.rows += 1;
    arm.sum += y[row]!;
  }
  return counted;
}
