/** How much a distribution may have moved before it is told: chance and the usual pace, whatever the champion's age. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { measureDrift } from '../../src/learn/measure-drift.ts';
import type { Model, TrainingSet } from '../../src/learn/model.ts';
import { packProfile, profileColumns } from '../../src/learn/profile-run.ts';
import { judgeDrift } from '../../src/optimize/judge-drift.ts';
import { createRandom } from '../../src/statistics/random.ts';

const T0 = Date.UTC(2026, 2, 1);
const WINDOW = 14 * DAY;
const CUTOFFS = { training: [T0], validation: T0 + WINDOW, test: T0 + 2 * WINDOW };
const ROWS = 800;
const NONE = {
  ...{ until: T0, firstAt: null, lastAt: null, liveDays: 0 },
  ...{ orders: 0, lateOrders: 0, medianDelayMs: 0, p95DelayMs: 0 },
};

/** One feature about a mean that moves by itself; its value is the score too. */
function aSet(mean: number, seed: number): TrainingSet {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: ROWS }, () => mean + random.normal());
  return { featureNames: ['a'], rows: ROWS, x, y: new Uint8Array(ROWS) };
}

/** What is told of contacts about that mean, so many windows after the test. */
async function told(mean: number, windows: number) {
  const model = { predict: async (x: Float32Array) => x } as unknown as Model;
  const sets = { training: aSet(0, 1), validation: aSet(0.2, 2), test: aSet(0.4, 3) };
  const known = { columns: profileColumns(sets), groups: [], cutoffs: CUTOFFS };
  const files = await packProfile(model, sets, known);
  const set = aSet(mean, 4);
  const measures = await measureDrift(
    { artifacts: { load: async () => files } as never },
    { runId: 'r', set: set as never, probabilities: set.x, cutoff: CUTOFFS.test + windows * WINDOW },
  );
  const [recent, before] = [NONE, NONE];
  const facts = { measures, live: null, recent, before, now: T0, describeFeature: () => null };
  return judgeDrift(facts).findings.flatMap(({ keys }) => keys);
}

it('says nothing of a pace that goes on over the window between test and tonight', async () => {
  expect(await told(0.6, 1)).toEqual([]);
});

it('tells contacts who have moved far, of a champion of last night as of one half a year old', async () => {
  expect(await told(1.6, 1)).toEqual(['feature a', 'scores']);
  expect(await told(1.6, 13)).toEqual(['feature a', 'scores']);
});

it('says nothing of an old champion where nothing moved on', async () => {
  expect(await told(0.6, 13)).toEqual([]);
});
