/** Parts a set into training, validation and test rows, by lot or by the order of the file. */

import type { TrainingSet } from '../../src/learn/model.ts';
import { takeRows } from '../../src/learn/take-rows.ts';
import { createRandom } from '../../src/statistics/random.ts';

export interface Split {
  readonly training: TrainingSet;
  readonly validation: TrainingSet;
  readonly test: TrainingSet;
}

const TEST_SHARE = 0.2;
/** Of the rows that are not for the test. */
const VALIDATION_SHARE = 0.125;

/** By lot it is stratified: each part has the same share of positives. By time the last rows are the test. */
export function splitRows(
  set: TrainingSet,
  { kind, seed }: { kind: 'random' | 'time'; seed: number },
): Split {
  const rows = [...set.y.keys()];
  const groups =
    kind === 'time'
      ? [rows]
      : [0, 1].map((label) =>
          drawOrder(
            rows.filter((row) => set.y[row] === label),
            seed,
          ),
        );
  const parts = groups.map((group) => {
    const test = group.length - Math.round(group.length * TEST_SHARE);
    const validation = test - Math.round(test * VALIDATION_SHARE);
    return [group.slice(0, validation), group.slice(validation, test), group.slice(test)] as const;
  });
  const [training, validation, test] = [0, 1, 2].map((part) =>
    takeRows(
      set,
      parts.flatMap((one) => one[part]!),
    ),
  );
  return { training: training!, validation: validation!, test: test! };
}

/** The rows of one set, then those of another that has the same features. */
export function joinSets(first: TrainingSet, second: TrainingSet): TrainingSet {
  return {
    featureNames: first.featureNames,
    rows: first.rows + second.rows,
    x: Float32Array.from([...first.x, ...second.x]),
    y: Uint8Array.from([...first.y, ...second.y]),
  };
}

function drawOrder(rows: number[], seed: number): number[] {
  return createRandom(seed).shuffle(rows);
}
