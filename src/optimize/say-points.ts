/** Says a difference of two shares in percentage points. */

/** 0.021 is "+2.1". */
export function sayPoints(share: number): string {
  const points = (100 * share).toFixed(1);
  return share > 0 ? `+${points}` : points;
}
