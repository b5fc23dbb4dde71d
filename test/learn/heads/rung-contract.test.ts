/** What every way to foretell heads promises, tried on each: the simple ones and the network. */

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { HEADS, type HeadName, RUNGS } from '../../../src/domain/heads-report.ts';
import type { Foretold, HeadSet } from '../../../src/learn/heads/heads.ts';
import { HeadsNetwork } from '../../../src/learn/heads/heads-network.ts';
import { judgeHeads } from '../../../src/learn/heads/judge-heads.ts';
import { foretellBy, type KeptHeads, loadHeads, packHeads } from '../../../src/learn/heads/pack-heads.ts';
import { fitSimpleHeads } from '../../../src/learn/heads/simple-heads.ts';
import type { FeatureSet } from '../../../src/learn/model.ts';
import { takeFeatures } from '../../../src/learn/take-rows.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { processBackend } from '../../../src/tensor/select-backend.ts';
import { keepInMemory } from '../../support/memory-artifacts.ts';
import { aLineage } from './a-lineage.ts';
import { buildHeadSet, TERMS } from './build-head-set.ts';

const [training, validation, test] = [
  withUnknown(buildHeadSet(2500, 1, { watched: true })),
  buildHeadSet(500, 2, { watched: true }),
  buildHeadSet(800, 3),
];
const WIDTH = test.featureNames.length;

/** One way knows days and no chances, and gives no score to compare. */
const SAYS: Readonly<Record<(typeof RUNGS)[number], readonly HeadName[]>> = {
  'base-rate': HEADS,
  'logistic-regression': HEADS,
  'own-rhythm': [],
  'purchase-rhythm': HEADS,
  'heads-network': HEADS,
};

describe.each(RUNGS)('%s', { timeout: 120_000 }, (kind) => {
  let kept: KeptHeads;
  let said: Foretold;
  const ask = (inputs: FeatureSet, of = kept) => foretellBy(of, kind, inputs);

  async function learn(set: HeadSet = training): Promise<KeptHeads> {
    const simple = fitSimpleHeads(set, TERMS);
    if (kind !== 'heads-network') return { lineage: aLineage(), simple, network: null, corrections: {} };
    const network = new HeadsNetwork();
    await network.fit(set, validation, { seed: 4, edges: simple.edges });
    return { lineage: aLineage(), simple, network, corrections: {} };
  }

  beforeAll(async () => {
    kept = await learn();
    said = await ask(test);
  }, 120_000);

  it('speaks of its heads, and is nowhere worse than the base rate beyond chance on what it never saw', async () => {
    const base = { kind: 'base-rate' as const, foretold: await foretellBy(kept, 'base-rate', test) };
    const rungs = [base, { kind, foretold: said }];
    for (const { head, rungs: figures } of judgeHeads(test, { rungs, seed: 1, former: null })) {
      expect(figures[1]!.loss !== null).toBe(SAYS[kind].includes(head));
      if (kind !== 'base-rate' && figures[1]!.loss !== null)
        expect(figures[1]!.againstBaseRate!.low).toBeLessThan(0);
    }
  });

  it('says the same digits when it has learnt the same once more', async () => {
    expect(await ask(test, await learn())).toEqual(said);
  });

  it('says the same after it was kept and loaded', async () => {
    const artifacts = keepInMemory();
    await artifacts.save('night', packHeads(kept));
    const loaded = await loadHeads(artifacts, 'night');
    expect(loaded!.lineage).toEqual(kept.lineage);
    expect(await ask(test, loaded!)).toEqual(said);
  });

  it('says of a row what it says of it among others, in whatever order, and alone', async () => {
    const order = createRandom(5).shuffle(Uint32Array.from({ length: test.rows }, (_, row) => row));
    const mixed = await ask(pick([...order]));
    expect(takeSaid(mixed, [...order.keys()])).toEqual(takeSaid(said, [...order]));
    expect(takeSaid(await ask(pick([17])), [0])).toEqual(takeSaid(said, [17]));
    expect(takeSaid(await ask(pick([])), [])).toEqual(takeSaid(said, []));
  });

  it('gives chances, amounts, and curves that never rise, also of rows unlike any it has seen', async () => {
    const strange = [Number.NaN, 0, -5, 1e30, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const all = strange.flatMap((value) => new Array<number>(WIDTH).fill(value));
    const one = strange.flatMap((value, at) => [...test.x.slice(0, WIDTH)].with(at % WIDTH, value));
    const rows = 2 * strange.length;
    const x = Float32Array.from([...all, ...one]);
    for (const [foretold, size] of [
      [said, test.rows],
      [await ask({ featureNames: test.featureNames, rows, x }), rows],
    ] as const)
      checkSaid(foretold, size);
  });

  it('refuses rows of other features, or in another order, and says what to do', async () => {
    const names = test.featureNames;
    const clear = { code: 'invalid', message: expect.stringContaining('Compute the features') };
    await expect(
      ask({ featureNames: names.slice(1), rows: 2, x: new Float32Array(2 * WIDTH - 2) }),
    ).rejects.toMatchObject(clear);
    await expect(ask({ ...pick([1]), featureNames: names.toReversed() })).rejects.toMatchObject(clear);
    await expect(ask({ ...pick([1]), rows: 2 })).rejects.toMatchObject(clear);
  });

  it('holds nothing back of what it was asked', async () => {
    await ask(test);
    await processBackend();
    const before = tf.memory().numTensors;
    for (let time = 0; time < 5; time += 1) await ask(test);
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** A tenth of the values is unknown. */
function withUnknown(set: HeadSet): HeadSet {
  const random = createRandom(8);
  const hidden = set.featureNames.indexOf('noise');
  return {
    ...set,
    x: set.x.map((value, i) =>
      i % set.featureNames.length === hidden && random.uniform() < 0.1 ? Number.NaN : value,
    ),
  };
}

function pick(rows: readonly number[]): FeatureSet {
  return { featureNames: test.featureNames, rows: rows.length, x: takeFeatures(test, rows) };
}

function takeSaid(
  { leaves, valueCents, nextOrder, nextOrderDays }: Foretold,
  rows: readonly number[],
): Foretold {
  const take = (values: Float32Array | null, each = 1) =>
    values && Float32Array.from(rows.flatMap((row) => [...values.subarray(row * each, (row + 1) * each)]));
  return {
    leaves: take(leaves),
    valueCents: take(valueCents),
    nextOrder: nextOrder && {
      ...nextOrder,
      at: take(Float32Array.from(nextOrder.at), nextOrder.edges.length)!,
    },
    nextOrderDays: take(nextOrderDays),
  };
}

function checkSaid({ leaves, valueCents, nextOrder, nextOrderDays }: Foretold, rows: number): void {
  for (const values of [leaves, valueCents, nextOrderDays])
    if (values !== null) {
      expect(values).toHaveLength(rows);
      expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
  expect(leaves?.every((p) => p <= 1) ?? true).toBe(true);
  expect(nextOrderDays?.every((days) => days <= TERMS.horizonDays) ?? true).toBe(true);
  const edges = nextOrder?.edges ?? [];
  expect(edges.every((edge, at) => edge > (edges[at - 1] ?? 0))).toBe(true);
  Array.from(nextOrder?.at ?? []).forEach((share, i, all) => {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(i % edges.length === 0 ? 1 : all[i - 1]!);
  });
}
