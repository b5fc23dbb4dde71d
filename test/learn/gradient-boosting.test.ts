/** The reasons of trees stay what a probability can move, however steep the calibration is between a contact and the typical one. */

import { expect, it } from 'vitest';
import { EnsembleNetwork } from '../../src/learn/ensemble-network.ts';
import { EnsembleWithTrees } from '../../src/learn/ensemble-with-trees.ts';
import { GradientBoosting } from '../../src/learn/gradient-boosting.ts';
import type { Model } from '../../src/learn/model.ts';
import { packModel } from '../../src/learn/pack-model.ts';
import { shareByShapley } from '../../src/learn/share-by-shapley.ts';
import { packForest } from '../../src/learn/trees/forest.ts';
import type { RisingCurve } from '../../src/statistics/isotonic.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { EnsembleNetwork as Network } from '../../src/tensor/ensemble-network.ts';

const INPUTS = { featureNames: ['opens', 'complaints'], medians: Float32Array.of(0, 0) };
const ROW = Float32Array.of(1, 1);
/** Uncalibrated the typical contact has 0.2, and the row as good as that. */
const BASE = Math.log(0.2 / 0.8);
const [RAISES, LOWERS] = [1, -0.994];
const UNCALIBRATED = { kind: 'none' } as const;

it('shares out a probability through a steep calibration as Shapley had it', async () => {
  const trees = buildTrees({ at: [0, 0.2, 0.201, 1], values: [0.01, 0.1, 0.14, 0.99] });
  const [opens, complaints] = await explain(trees);
  const say = (row: readonly number[]) => trees.predictFew(Float32Array.from(row), 1)[0]!;
  const [own, other] = shareByShapley([0, 0], [...ROW], say);
  expect(opens).toBeCloseTo(own!, 6);
  expect(complaints).toBeCloseTo(other!, 6);
  // The chord between both logits would make it 6.4.
  expect(opens).toBeLessThan(0.2);
});

it('does so together with an ensemble, where trees are all but sure', async () => {
  const trees = buildTrees({ at: [0, 0.2, 0.201, 0.4, 1], values: [0.001, 0.001, 0.0011, 0.6, 0.9] });
  const [opens, complaints] = await explain(EnsembleWithTrees.of(buildUndecided(), trees));
  expect(opens).toBeGreaterThan(0.1);
  expect(opens).toBeLessThan(0.4);
  expect(complaints).toBeLessThan(-0.1);
});

/** Two effects that add up to the difference to the typical contact. */
async function explain(model: Model): Promise<Float32Array> {
  const effects = await model.attribute(ROW, 1);
  const [said, typical] = [ROW, INPUTS.medians].map((x) => model.predictFew(x, 1)[0]!);
  expect(effects[0]! + effects[1]!).toBeCloseTo(said! - typical!, 6);
  return effects;
}

/** Each feature is asked about by a tree of its own. */
function buildTrees(curve: RisingCurve): GradientBoosting {
  const ask = (column: number, says: number) => ({
    columns: Int32Array.of(column, -1, -1),
    numbers: Float64Array.of(0.5, 0, says),
    left: Int32Array.of(1, 0, 0),
    right: Int32Array.of(2, 0, 0),
    unknown: Int32Array.of(1, 0, 0),
  });
  const weights = packForest({ base: BASE, trees: [ask(0, RAISES), ask(1, LOWERS)] });
  const scaling = { columns: [], logs: [], means: [], inverseDeviations: [] };
  const calibration = { kind: 'isotonic', curve } as const;
  const trees = new GradientBoosting();
  trees.load(packModel('gradient-boosting', { inputs: INPUTS, scaling, weights, calibration }, {}));
  return trees;
}

/** It says a half of everybody. */
function buildUndecided(): EnsembleNetwork {
  const columns = [0, 1];
  const zeros = columns.map(() => 0);
  const scaling = { columns, logs: [false, false], means: zeros, inverseDeviations: [1, 1] };
  const { parameters } = new Network({ sizes: [2, 4, 1], members: 1 }, createRandom(0));
  const state = { inputs: INPUTS, scaling, weights: parameters.fill(0), calibration: UNCALIBRATED };
  const ensemble = new EnsembleNetwork();
  ensemble.load({
    ...packModel('ensemble-network', state, { hidden: [4], members: 1 }),
    'calibration.json': new TextEncoder().encode(JSON.stringify({ edges: [[], []] })),
  });
  return ensemble;
}
