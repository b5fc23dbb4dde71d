/** A night of heads: whoever is best at each is kept and speaks of contacts, and the rest says why it does not. */

import { describe, expect, it } from 'vitest';
import { openHeads } from '../../../src/learn/heads/foretell-heads.ts';
import { learnHeads } from '../../../src/learn/heads/learn-heads.ts';
import { fitSimpleHeads, foretellSimply } from '../../../src/learn/heads/simple-heads.ts';
import { survivalTime } from '../../../src/statistics/survival.ts';
import { keepInMemory } from '../../support/memory-artifacts.ts';
import { buildHeadSet, TERMS } from './build-head-set.ts';

const clock = { now: () => 0 };
const cutoffs = { test: 7 };

async function night(rows: number, test = buildHeadSet(1500, 3)) {
  const artifacts = keepInMemory();
  const training = buildHeadSet(rows, 1, { watched: true });
  const sets = { training, validation: buildHeadSet(600, 2, { watched: true }), test };
  const report = await learnHeads(
    { artifacts, clock },
    { sets: { ...sets, ...TERMS, usualGapDays: 28, cutoffs }, seed: 1 },
  );
  const contacts = { ...test, contactIds: Array.from({ length: test.rows }, (_, row) => `c${row}`) };
  return { report, artifacts, training, contacts };
}

describe('a night of heads', { timeout: 300_000 }, () => {
  it('lets the best simple way speak where orders are too few for the network, and says so', async () => {
    const { report, artifacts, training, contacts } = await night(1500);
    expect(report).toMatchObject({ horizonDays: 90, usualGapDays: 28, outcomeWindowDays: 30, testCutoff: 7 });
    expect(report.noNetwork).toMatch(
      /^\d+ training examples ended in an order, and the network takes 1,000$/,
    );
    const simple = fitSimpleHeads(training, TERMS);
    const said = (kind: 'logistic-regression' | 'purchase-rhythm') => foretellSimply(simple, kind, contacts);
    const [leaves, value, next] = report.verdicts.map(({ serves }) => said(serves as 'purchase-rhythm'));
    const scores = await (await openHeads({ artifacts }))(contacts, { from: 10, size: 40 });
    expect(scores).toHaveLength(40);
    scores.forEach((score, at) => {
      const row = 10 + at;
      const isNew = Number.isNaN(contacts.nextOrderDays[row]);
      expect(score!.valueCents).toBeCloseTo(value!.valueCents![row]!, 2);
      expect(score!.leaves).toBe(isNew ? null : leaves!.leaves![row]);
      if (isNew) expect(score!.nextOrder).toBeNull();
      else {
        const median = survivalTime(next!.nextOrder!, row);
        expect(score!.nextOrder!.medianDays ?? 90).toBeCloseTo(median, 4);
      }
    });
  });

  it('keeps the network where it is best, and says the same after it was loaded', async () => {
    const { report, artifacts, contacts } = await night(5000);
    expect(report.noNetwork).toBeNull();
    expect(report.verdicts.map(({ serves }) => serves)).toContain('heads-network');
    const whole = await (await openHeads({ artifacts }))(contacts, { from: 0, size: contacts.rows });
    const part = await (await openHeads({ artifacts }))(contacts, { from: 700, size: 2 });
    expect(part).toEqual(whole.slice(700, 702));
  });

  it('says nothing of a head that nothing foretells better than the base rate', async () => {
    const test = buildHeadSet(1500, 3);
    const shuffled = { ...test, leaves: buildHeadSet(1500, 99).leaves };
    const { report, artifacts, contacts } = await night(1500, shuffled);
    expect(report.verdicts[0]).toMatchObject({ head: 'leaves', serves: null });
    const scores = await (await openHeads({ artifacts }))(contacts, { from: 0, size: 20 });
    expect(scores.every((score) => score!.leaves === null && score!.valueCents !== null)).toBe(true);
  });

  it('keeps what was learnt, and no row or contact that it was learnt from', async () => {
    const { artifacts } = await night(1500);
    const { simple } = JSON.parse(new TextDecoder().decode(artifacts.kept.get('heads')!['heads.json']!));
    expect(Object.keys(simple).sort()).toEqual(
      [
        'buys',
        'constant',
        'edges',
        'featureNames',
        'hazards',
        'horizonDays',
        'leaves',
        'meanOrderCents',
      ].concat(['outcomeWindowDays', 'rhythm']),
    );
  });

  it('says nothing where nothing, or something damaged, is kept', async () => {
    const { artifacts, contacts } = await night(1500);
    artifacts.kept.set('heads', { 'heads.json': new TextEncoder().encode('{') });
    for (const kept of [artifacts, keepInMemory()])
      expect(await (await openHeads({ artifacts: kept }))(contacts, { from: 0, size: 2 })).toEqual([
        null,
        null,
      ]);
  });
});
