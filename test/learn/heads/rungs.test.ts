/** What every rung of heads promises besides the contract of all models, and what a night keeps of them. */

import { beforeAll, describe, expect, it } from 'vitest';
import { HEADS, type HeadName, RUNGS, type RungKind } from '../../../src/domain/heads-report.ts';
import { openHeads } from '../../../src/learn/heads/foretell-heads.ts';
import { type Foretold, type HeadsRung, SIMPLE_RUNGS } from '../../../src/learn/heads/heads.ts';
import { judgeHeads } from '../../../src/learn/heads/judge-heads.ts';
import { foretellBy, loadHeads, packHeads } from '../../../src/learn/heads/pack-heads.ts';
import { keepInMemory } from '../../support/memory-artifacts.ts';
import { aLineage } from './a-lineage.ts';
import { buildHeadSet } from './build-head-set.ts';
import { learnRung } from './learn-rungs.ts';

const [training, validation, test] = [
  buildHeadSet(2500, 1, { watched: true }),
  buildHeadSet(500, 2, { watched: true }),
  buildHeadSet(800, 3),
];
const WIDTH = test.featureNames.length;

/** One way knows days and no chances, and gives no score to compare. */
const SAYS: Readonly<Record<RungKind, readonly HeadName[]>> = {
  'base-rate': HEADS,
  'logistic-regression': HEADS,
  'own-rhythm': [],
  'purchase-rhythm': HEADS,
  'heads-network': HEADS,
};

const learnt = new Map<RungKind, HeadsRung>();
const said = new Map<RungKind, Foretold>();

beforeAll(async () => {
  for (const kind of RUNGS) {
    const rung = await learnRung(kind, training, validation);
    learnt.set(kind, rung);
    said.set(kind, await rung.predict(test));
  }
});

describe.each(RUNGS)('%s', (kind) => {
  it('speaks of its heads, and is nowhere worse than the base rate beyond chance on what it never saw', () => {
    const base = { kind: 'base-rate' as const, foretold: said.get('base-rate')! };
    const rungs = [base, { kind, foretold: said.get(kind)! }];
    for (const { head, rungs: figures } of judgeHeads(test, { rungs, seed: 1, former: null })) {
      expect(figures[1]!.loss !== null).toBe(SAYS[kind].includes(head));
      if (kind !== 'base-rate' && figures[1]!.loss !== null)
        expect(figures[1]!.againstBaseRate!.low).toBeLessThan(0);
    }
  });

  it('refuses rows of other features, or in another order, and says what to do', async () => {
    const rung = learnt.get(kind)!;
    const names = test.featureNames;
    const clear = { code: 'invalid', message: expect.stringContaining('Compute the features') };
    const row = { featureNames: names, rows: 1, x: test.x.slice(0, WIDTH) };
    await expect(
      rung.predict({ featureNames: names.slice(1), rows: 2, x: new Float32Array(2 * WIDTH - 2) }),
    ).rejects.toMatchObject(clear);
    await expect(rung.predict({ ...row, featureNames: names.toReversed() })).rejects.toMatchObject(clear);
    await expect(rung.predict({ ...row, rows: 2 })).rejects.toMatchObject(clear);
  });
});

it('all say the same after they were kept together and loaded, and of what they were learnt', async () => {
  const artifacts = keepInMemory();
  await artifacts.save('night', packHeads({ lineage: aLineage(), learnt, corrections: {} }));
  const loaded = await loadHeads(artifacts, 'night');
  expect(loaded!.lineage).toEqual(aLineage());
  expect([...loaded!.learnt.keys()]).toEqual(RUNGS);
  for (const kind of RUNGS) expect(await foretellBy(loaded!, kind, test)).toEqual(said.get(kind));
});

it('are read without one that cannot be, and without a kind that this version does not have', async () => {
  const artifacts = keepInMemory();
  const files = packHeads({ lineage: aLineage(), learnt, corrections: {} });
  const description = JSON.parse(Buffer.from(files['heads.json']!).toString());
  const rhythm = JSON.parse(Buffer.from(files['heads-purchase-rhythm.json']!).toString());
  await artifacts.save('night', {
    ...files,
    'heads.json': Buffer.from(JSON.stringify({ ...description, kinds: ['crystal-ball', ...RUNGS] })),
    'heads-purchase-rhythm.json': Buffer.from(
      JSON.stringify({ ...rhythm, constant: { newcomerCents: null } }),
    ),
  });
  const foretell = await openHeads(artifacts, {
    leaves: { runId: 'night', kind: 'logistic-regression' },
    value: { runId: 'night', kind: 'purchase-rhythm' },
  });
  const scores = await foretell({ ...test, contactIds: [] }, { from: 0, size: test.rows });
  expect(scores.map((one) => one!.leaves).filter((leaves) => leaves !== null)).not.toEqual([]);
  expect(scores.filter((one) => one!.valueCents !== null)).toEqual([]);
});

it('all say the same from the files of a version that kept what the simple ones knew in one place', async () => {
  const read = (kind: RungKind) =>
    JSON.parse(Buffer.from(learnt.get(kind)!.save()[`heads-${kind}.json`]!).toString());
  const all = SIMPLE_RUNGS.map(read);
  const constant = Object.assign({}, ...all.map((one) => one.constant));
  const simple = { ...Object.assign({}, ...all), constant };
  const artifacts = keepInMemory();
  await artifacts.save('night', {
    'heads.json': Buffer.from(
      JSON.stringify({ lineage: aLineage(), simple, hasNetwork: true, corrections: {} }),
    ),
    ...learnt.get('heads-network')!.save(),
  });
  const loaded = await loadHeads(artifacts, 'night');
  for (const kind of RUNGS) expect(await foretellBy(loaded!, kind, test)).toEqual(said.get(kind));
  const { learnt: fewer } = (await loadHeads(
    { ...artifacts, load: async (id) => withoutNetwork(await artifacts.load(id)) },
    'night',
  ))!;
  expect([...fewer.keys()]).toEqual(SIMPLE_RUNGS);
});

function withoutNetwork(files: Readonly<Record<string, Uint8Array>>) {
  const { 'heads.json': description } = files;
  const kept = JSON.parse(Buffer.from(description!).toString());
  return { 'heads.json': Buffer.from(JSON.stringify({ ...kept, hasNetwork: false })) };
}
