/** Shares a difference of a function among its few arguments, whatever jumps it has. */

/**
 * Each argument's Shapley value against the baseline's: what changing it from there adds, averaged over all orders in which
 * the arguments can be changed. They add up to f(values) - f(baseline). Takes 2^n evaluations. Sundararajan and Najmi,
 * "The many Shapley values for model explanation", ICML 2020.
 */
export function shareByShapley(
  baseline: readonly number[],
  values: readonly number[],
  f: (mixed: readonly number[]) => number,
): readonly number[] {
  const n = values.length;
  // By which of them are changed, as bits.
  const outcomes = Array.from({ length: 2 ** n }, (_, changed) =>
    f(values.map((value, at) => (changed & (1 << at) ? value : baseline[at]!))),
  );
  return values.map((_, at) => {
    let share = 0;
    outcomes.forEach((outcome, changed) => {
      if (changed & (1 << at)) return;
      const before = countBits(changed);
      const weight = (factorial(before) * factorial(n - before - 1)) / factorial(n);
      share += weight * (outcomes[changed | (1 << at)]! - outcome);
    });
    return share;
  });
}

function countBits(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + countBits(bits >> 1);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
