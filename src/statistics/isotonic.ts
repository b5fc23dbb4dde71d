/** Isotonic regression: the rising curve through yes-or-no outcomes that fits them best. */

/** Points of a rising curve, straight in between; both arrays rise, and are of one length. */
export interface RisingCurve {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/**
 * The values nearest to these by squares, with their weights, that never fall, by pooling adjacent violators.
 * Barlow, Bartholomew, Bremner and Brunk, "Statistical inference under order restrictions", 1972.
 */
export function poolAdjacentViolators(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const blocks: { sum: number; weight: number; size: number }[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const weight = weights?.[i] ?? 1;
    let block = { sum: values[i]! * weight, weight, size: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum * block.weight >= block.sum * last.weight;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        sum: last.sum + block.sum,
        weight: last.weight + block.weight,
        size: last.size + block.size,
      };
    }
    blocks.push(block);
  }
  const fitted = new Float64Array(values.length);
  let from = 0;
  for (const { sum, weight, size } of blocks) {
    fitted.fill(sum / weight, from, from + size);
    from += size;
  }
  return fitted;
}

/**
 * The rising curve from probabilities to how often they came true, on held-out rows. Zadrozny and Elkan, KDD 2002. A pooled
 * block stands at its mean probability and the curve is straight in between (centred isotonic regression, Oron and Flournoy,
 * Statistics in Biopharmaceutical Research 2017), so that rows keep their order. It ends at 0 and 1, and stays within
 * (1, n + 1) of n + 2: so many rows make nobody surer (Laplace's rule of succession).
 */
export function fitIsotonic(labels: ArrayLike<number>, probabilities: ArrayLike<number>): RisingCurve {
  const order = Uint32Array.from({ length: labels.length }, (_, row) => row);
  order.sort((a, b) => probabilities[a]! - probabilities[b]!);
  const groups = groupEqual(labels, probabilities, order);
  const fitted = poolAdjacentViolators(
    groups.map(({ positives, rows }) => positives / rows),
    groups.map(({ rows }) => rows),
  );
  const least = 1 / (labels.length + 2);
  const keep = (value: number) => Math.min(1 - least, Math.max(least, value));
  const at = [0];
  const values = [least];
  for (let from = 0; from < groups.length; ) {
    let sum = 0;
    let rows = 0;
    const value = fitted[from]!;
    for (; from < groups.length && fitted[from] === value; from += 1) {
      sum += groups[from]!.at * groups[from]!.rows;
      rows += groups[from]!.rows;
    }
    at.push(sum / rows);
    values.push(keep(value));
  }
  return { at: [...at, 1], values: [...values, 1 - least] };
}

/** Where the curve stands at a probability. */
export function readCurve({ at, values }: RisingCurve, probability: number): number {
  let low = 0;
  let high = at.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= probability) low = middle;
    else high = middle;
  }
  const width = at[high]! - at[low]!;
  const way = width > 0 ? Math.min(1, Math.max(0, (probability - at[low]!) / width)) : 1;
  return values[low]! + way * (values[high]! - values[low]!);
}

/** Rows of one probability are one point: no curve can tell them apart. */
function groupEqual(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  order: Uint32Array,
): { at: number; positives: number; rows: number }[] {
  const groups: { at: number; positives: number; rows: number }[] = [];
  for (const row of order) {
    const positive = labels[row]! > 0.5 ? 1 : 0;
    const last = groups.at(-1);
    if (last !== undefined && last.at === probabilities[row]) {
      last.positives += positive;
      last.rows += 1;
    } else groups.push({ at: probabilities[row]!, positives: positive, rows: 1 });
  }
  return groups;
}
