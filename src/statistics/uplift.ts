/** How well scores of uplift find those whom a treatment moves, on a randomised test. */

/** Rows of a randomised test. */
export interface UpliftRows {
  /** The higher, the more the treatment is said to help. */
  readonly scores: ArrayLike<number>;
  /** 1 if treated, else 0. */
  readonly treated: ArrayLike<number>;
  /** 1 if the outcome came, else 0. */
  readonly outcomes: ArrayLike<number>;
}

/** What is found at or above a score, walking down. */
interface Reach {
  readonly rows: number;
  readonly treated: number;
  readonly treatedOutcomes: number;
  readonly controlOutcomes: number;
}

/**
 * uplift@share: of the best-scored `share` of all rows, the outcome rate of the treated minus that of the others.
 * Gutierrez and Gerardy, "Causal inference and uplift modelling: a review of the literature", PMLR 67 (2017), section 4.
 * Equal scores stay together, so that the share may be passed. NaN when the share holds only one of the two groups.
 */
export function upliftAt(share: number, rows: UpliftRows): number {
  const cut = Math.round(share * rows.scores.length);
  const at = walk(rows).find((reach) => reach.rows >= cut);
  if (!at) return Number.NaN;
  return at.treatedOutcomes / at.treated - at.controlOutcomes / (at.rows - at.treated);
}

/**
 * The Qini area per treated row: the area between the Qini curve and the line of random targeting, the share of rows on
 * one axis, incremental outcomes over all treated rows on the other. The curve is
 * (outcomes among treated - outcomes among others * treated / others) over the best-scored rows so far.
 * Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics Journal (2007).
 */
export function qiniPerTreated(rows: UpliftRows): number {
  const reaches = walk(rows);
  const all = reaches.at(-1);
  if (!all) return Number.NaN;
  let area = 0;
  let before = { share: 0, gain: 0 };
  for (const reach of reaches) {
    const others = reach.rows - reach.treated;
    const fair = others === 0 ? 0 : (reach.controlOutcomes * reach.treated) / others;
    const here = { share: reach.rows / all.rows, gain: (reach.treatedOutcomes - fair) / all.treated };
    area += ((here.gain + before.gain) / 2) * (here.share - before.share);
    before = here;
  }
  return area - before.gain / 2;
}

/** The counts after each distinct score, from the highest down. */
function walk({ scores, treated, outcomes }: UpliftRows): Reach[] {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const reaches: Reach[] = [];
  const sofar = { rows: 0, treated: 0, treatedOutcomes: 0, controlOutcomes: 0 };
  order.forEach((row, at) => {
    sofar.rows += 1;
    sofar.treated += treated[row]!;
    if (treated[row]! > 0.5) sofar.treatedOutcomes += outcomes[row]!;
    else sofar.controlOutcomes += outcomes[row]!;
    const next = order[at + 1];
    if (next === undefined || scores[next] !== scores[row]) reaches.push({ ...sofar });
  });
  return reaches;
}
