/** Linear models of the whole catalogue in closed form: every product explained by all others, or by the steps before it. */

import { multiplySquare } from '../../tensor/multiply-square.ts';
import { processBackend } from '../../tensor/select-backend.ts';
import { latestDistinct } from './count-neighbours.ts';
import { invertPositive } from './invert-positive.ts';
import { keepStrongest, type Neighbours } from './neighbours.ts';
import type { ProductFacts } from './recommender.ts';

/** The matrix costs the square of the catalogue in memory, the cube in time: 5,000 products are 1 GB and a minute. */
export const DENSE_PRODUCTS = 5000;

/** Neighbours kept of each dense row, and distinct products of a contact that count. */
const KEPT = 1000;
const LATEST = 500;

/**
 * EASE^R: the item-item weights B, diagonal zero, that best rebuild each contact's set of products, B = I - P diag(1/P)
 * with P = (X'X + lambda I)^-1. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019, algorithm 1.
 */
export function fitEase({ sequences, products }: ProductFacts, lambda: number): Neighbours {
  const gram = new Float64Array(products * products);
  for (const sequence of sequences) {
    const basket = latestDistinct(sequence, LATEST);
    for (const a of basket) for (const b of basket) gram[a * products + b]! += 1;
  }
  addToDiagonal(gram, products, lambda);
  const p = invertPositive(gram, products);
  return keepDense(products, (from, to) =>
    from === to ? 0 : -p[from * products + to]! / p[to * products + to]!,
  );
}

/** How next steps are regressed: how many steps before count, each worth `decay` of the one after it, and how strongly weights are drawn to zero. */
export interface NextStepOptions {
  readonly steps: number;
  readonly decay: number;
  readonly lambda: number;
}

/**
 * Ridge regression of each next step on the decayed steps before it, B = (X'X + lambda I)^-1 X'Y with a row for every step.
 * The closed form of Choi et al., "Session-aware linear item-item models for session-based recommendation", WWW 2021
 * (their SLIT), over all products at once.
 */
export async function fitNextStep(
  { sequences, products }: ProductFacts,
  options: NextStepOptions,
): Promise<Neighbours> {
  await processBackend();
  const gram = new Float64Array(products * products);
  const cross = new Float32Array(products * products);
  for (const { products: sequence } of sequences) {
    for (let at = 1; at < sequence.length; at += 1) {
      for (let i = 1, worth = 1; i <= options.steps && i <= at; i += 1, worth *= options.decay) {
        const row = sequence[at - i]! * products;
        cross[row + sequence[at]!]! += worth;
        for (let j = 1, both = worth; j <= options.steps && j <= at; j += 1, both *= options.decay)
          gram[row + sequence[at - j]!]! += both;
      }
    }
  }
  addToDiagonal(gram, products, options.lambda);
  const inverse = Float32Array.from(invertPositive(gram, products));
  const b = multiplySquare(inverse, cross, products);
  return keepDense(products, (from, to) => b[from * products + to]!);
}

function addToDiagonal(matrix: Float64Array, size: number, value: number): void {
  for (let i = 0; i < size; i += 1) matrix[i * size + i]! += value;
}

/** The strongest weights of each dense row. Sorted as numbers, since pairs by the million take longer than the inverse. */
function keepDense(products: number, weightOf: (from: number, to: number) => number): Neighbours {
  const sizes = new Float32Array(products);
  return keepStrongest(products, KEPT, (from) => {
    for (let to = 0; to < products; to += 1) sizes[to] = Math.abs(weightOf(from, to));
    const least = products > KEPT ? sizes.sort()[products - KEPT]! : 0;
    const row: [number, number][] = [];
    for (let to = 0; to < products; to += 1) {
      const weight = Math.fround(weightOf(from, to));
      if (weight !== 0 && Math.abs(weight) >= least) row.push([to, weight]);
    }
    return row;
  });
}
