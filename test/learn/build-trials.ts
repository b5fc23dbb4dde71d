/** Builds randomised tests with a planted truth, for the tests of uplift learners. */

import type { UpliftSet } from '../../src/learn/uplift/uplift-set.ts';
import { createRandom } from '../../src/statistics/random.ts';

interface TestShape {
  readonly heldOutEvery?: number;
  readonly width?: number;
}

/** Treatment adds to the chance of those with interest and takes from that of the others; all else is noise. */
export function buildTrials(
  rows: number,
  seed: number,
  { heldOutEvery = 2, width = 3 }: TestShape = {},
): UpliftSet {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: rows * width }, () => random.normal());
  const treated = Uint8Array.from({ length: rows }, () => Math.min(1, random.integer(heldOutEvery)));
  const y = treated.map((one, row) => (random.uniform() < 0.3 + one * effectOn(x[width * row]!) ? 1 : 0));
  const featureNames = ['interest', ...Array.from({ length: width - 1 }, (_, at) => `noise ${at}`)];
  return { featureNames, rows, x, y, treated };
}

/** Of the treatment. */
export const effectOn = (interest: number) => (interest > 0 ? 0.2 : -0.1);
