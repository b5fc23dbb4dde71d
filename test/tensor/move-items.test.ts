/** A network's parameters for another catalogue: vectors follow their items, new ones are fresh, all else is as it was. */

import { expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { CausalTransformer } from '../../src/tensor/causal-transformer.ts';
import { moveItems } from '../../src/tensor/move-items.ts';
import { openCompute } from '../../src/tensor/open-compute.ts';

const SHAPE = { width: 8, heads: 1, layers: 1, length: 4, batch: 2, dropout: 0 };

async function open(items: number, seed: number) {
  return new CausalTransformer(await openCompute(), { ...SHAPE, items }, createRandom(seed));
}

it('scores items as before under their new numbers, and says something else of new ones', async () => {
  const former = await open(5, 1);
  const now = await open(6, 2);
  // Item 1 is gone, 4 and 3 have changed places, and the second and the last are new.
  const numbers = [0, undefined, 2, 4, 3, undefined];
  const parameters = former.parameters.read();
  const fresh = now.parameters.read();
  now.parameters.write(moveItems({ parameters, items: 5, numbers }, fresh, SHAPE.width));
  // Of the first of the two padding stands before.
  const before = former.score(Int32Array.of(5, 0, 2, 4, 0, 2, 3, 4));
  const after = now.score(Int32Array.of(6, 0, 2, 3, 0, 2, 4, 3));
  for (const sequence of [0, 1])
    numbers.forEach((from, to) => {
      if (from !== undefined) expect(after[sequence * 6 + to]).toBeCloseTo(before[sequence * 5 + from]!, 5);
    });
  const moved = now.parameters.read();
  for (const item of [1, 5]) {
    const own = [item * SHAPE.width, (item + 1) * SHAPE.width] as const;
    expect(moved.subarray(...own)).toEqual(fresh.subarray(...own));
  }
});
