/** A night of heads: whoever is best at each is kept and speaks of contacts, and the rest says why it does not. */

import { describe, expect, it } from 'vitest';
import { startBudget } from '../../../src/domain/night-budget.ts';
import { openHeads } from '../../../src/learn/heads/foretell-heads.ts';
import { SIMPLE_RUNGS } from '../../../src/learn/heads/heads.ts';
import { learnHeads } from '../../../src/learn/heads/learn-heads.ts';
import { foretellBy, loadHeads } from '../../../src/learn/heads/pack-heads.ts';
import { survivalTime } from '../../../src/statistics/survival.ts';
import { keepInMemory } from '../../support/memory-artifacts.ts';
import { nameContacts } from '../contract/trial.ts';
import { buildHeadSet, TERMS } from './build-head-set.ts';
import { learnRung } from './learn-rungs.ts';

const clock = { now: () => 0 };
type Night = Pick<Parameters<typeof learnHeads>[1], 'runId' | 'serving' | 'held' | 'budget'>;
const cutoffs = { training: [1, 5], test: 7 };
const FIRST = { runId: 'night-1', serving: {}, held: null };

async function night(
  rows: number,
  test = buildHeadSet(1500, 3),
  artifacts = keepInMemory(),
  of: Night = FIRST,
) {
  const training = nameContacts(buildHeadSet(rows, 1, { watched: true }));
  const validation = nameContacts(buildHeadSet(600, 2, { watched: true }));
  const sets = { training, validation, test };
  const { report, serves } = await learnHeads(
    { artifacts, clock },
    {
      plans: new Map(),
      ...of,
      sets: { ...sets, ...TERMS, usualGapDays: 28, cutoffs },
      seed: 1,
      program: 'test',
    },
  );
  const contacts = { ...test, contactIds: Array.from({ length: test.rows }, (_, row) => `c${row}`) };
  return { report, serves, artifacts, training, contacts };
}

describe('a night of heads', () => {
  it('lets the best simple way speak where orders are too few for the network, and says so', async () => {
    const { report, serves, artifacts, training, contacts } = await night(500);
    expect(report).toMatchObject({ horizonDays: 90, usualGapDays: 28, outcomeWindowDays: 30, testCutoff: 7 });
    expect(report.noNetwork).toMatch(/^\d+ training examples ended in an order, and the network takes 300$/);
    const kept = (await loadHeads(artifacts, 'night-1'))!;
    expect([...kept.learnt.keys()]).toEqual(SIMPLE_RUNGS);
    for (const [kind, rung] of kept.learnt)
      expect(rung.save()).toEqual((await learnRung(kind, training)).save());
    const [leaves, value, next] = await Promise.all(
      report.verdicts.map((one) => foretellBy(kept, one.serves!, contacts)),
    );
    const scores = await (await openHeads(artifacts, serves))(contacts, { from: 10, size: 40 });
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
    const { report, serves, artifacts, contacts } = await night(5000);
    expect(report.noNetwork).toBeNull();
    expect(report.verdicts.map(({ serves }) => serves)).toContain('heads-network');
    const whole = await (await openHeads(artifacts, serves))(contacts, { from: 0, size: contacts.rows });
    const part = await (await openHeads(artifacts, serves))(contacts, { from: 700, size: 2 });
    expect(part).toEqual(whole.slice(700, 702));
  });

  it('trains no network once the night is used up, and says so', async () => {
    const { report } = await night(5000, buildHeadSet(1500, 3), keepInMemory(), {
      ...FIRST,
      budget: startBudget(0, clock),
    });
    expect(report.noNetwork).toBe('the 0 minutes that a night may take (NIGHT_MINUTES) were used up');
    expect(report.verdicts.map(({ serves }) => serves)).not.toContain('heads-network');
  });

  it('says nothing of a head that nothing foretells better than the base rate', async () => {
    const test = buildHeadSet(1500, 3);
    const shuffled = { ...test, leaves: buildHeadSet(1500, 99).leaves };
    const { report, serves, artifacts, contacts } = await night(500, shuffled);
    expect(report.verdicts[0]).toMatchObject({ head: 'leaves', serves: null });
    const scores = await (await openHeads(artifacts, serves))(contacts, { from: 0, size: 20 });
    expect(scores.every((score) => score!.leaves === null && score!.valueCents !== null)).toBe(true);
  });

  it('keeps of a night its rungs and of what they were learnt, and no contact', async () => {
    const { artifacts, training } = await night(500);
    const files = artifacts.kept.get('night-1')!;
    expect(Object.keys(files)).toEqual(['heads.json', ...SIMPLE_RUNGS.map((kind) => `heads-${kind}.json`)]);
    const description = JSON.parse(new TextDecoder().decode(files['heads.json']!));
    expect(Object.keys(description).sort()).toEqual(['corrections', 'kinds', 'lineage', 'profile']);
    for (const file of Object.values(files))
      expect(training.contactIds.filter((id) => Buffer.from(file).includes(id))).toEqual([]);
  });

  it('says nothing where nothing, or something damaged, is kept', async () => {
    const { artifacts, serves, contacts } = await night(500);
    artifacts.kept.set('night-1', { 'heads.json': new TextEncoder().encode('{') });
    for (const kept of [artifacts, keepInMemory()])
      expect(await (await openHeads(kept, serves))(contacts, { from: 0, size: 2 })).toEqual([null, null]);
  });

  it('keeps of what it was learnt, without which nobody could learn it again', async () => {
    const { report, artifacts } = await night(500);
    const { lineage } = JSON.parse(new TextDecoder().decode(artifacts.kept.get('night-1')!['heads.json']!));
    expect(lineage).toEqual(report.lineage);
    expect(lineage).toMatchObject({
      ...{ runId: 'night-1', seed: 1, trainCutoff: 5, testCutoff: 7, ...TERMS, features: 10 },
      rows: { training: 500, validation: 600, test: 1500 },
      trainingSetHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await night(500)).report.lineage).toEqual(lineage);
    expect((await night(501)).report.lineage!.trainingSetHash).not.toBe(lineage.trainingSetHash);
  });

  it('judges who served on the rows of the night, and lets heads of several nights speak side by side', async () => {
    const first = await night(500);
    expect(first.report.verdicts.every(({ former, stays }) => former === null && !stays)).toBe(true);
    const { artifacts } = first;
    const second = await night(500, undefined, artifacts, {
      ...{ runId: 'night-2', held: null },
      serving: { ...first.serves, value: null },
    });
    const [leaves, value] = second.report.verdicts;
    expect(leaves!.former!.loss).toBe(
      first.report.verdicts[0]!.rungs.find(({ kind }) => kind === leaves!.former!.kind)!.loss,
    );
    expect(value!.former).toBeNull();
    // The same facts are no reason to learn anew; nobody served what is spent.
    expect(second.serves).toMatchObject({ leaves: first.serves.leaves!, value: { runId: 'night-2' } });
    expect(leaves!.why).toContain('tonight learnt from the same facts');
    const held = await night(500, undefined, artifacts, {
      ...{ runId: 'night-3', held: 'a person chose it' },
      serving: first.serves,
    });
    expect(held.serves).toEqual(first.serves);
    expect(held.report.verdicts.every(({ stays }) => stays)).toBe(true);
    expect([...artifacts.kept.keys()]).toEqual(['night-1', 'night-2']);
    const mixed = { leaves: first.serves.leaves!, value: second.serves.value! };
    const say = async (serves: typeof mixed | typeof first.serves) =>
      (await openHeads(artifacts, serves))(first.contacts, { from: 0, size: 30 });
    const [both, one] = [await say(mixed), await say(first.serves)];
    expect(both.map((score) => score!.leaves)).toEqual(one.map((score) => score!.leaves));
    expect(both.every((score) => score!.nextOrder === null && score!.valueCents !== null)).toBe(true);
  });

  it('says how the forecasts of who served have moved since they were judged, and of nothing else', async () => {
    const first = await night(500);
    expect(first.report.shifts).toEqual([]);
    const again = async (test: Parameters<typeof night>[1]) => {
      const of = { runId: 'night-2', held: null, serving: first.serves };
      return (await night(500, test, first.artifacts, of)).report.shifts!;
    };
    const same = await again(undefined);
    expect(same.map(({ head }) => head)).toEqual(['leaves', 'value', 'next order']);
    for (const { psi, meanThen, meanNow, judgedAt } of same)
      expect([psi, meanNow, judgedAt]).toEqual([0, meanThen, 7]);
    const test = buildHeadSet(1500, 3);
    const width = test.featureNames.length;
    const away = { ...test, x: test.x.map((value, at) => (at % width === 0 ? value + 60 : value)) };
    const moved = await again(away);
    for (const { head, psi, meanThen, meanNow } of moved) {
      expect(psi).toBeGreaterThan(0);
      expect(Math.sign(meanNow - meanThen)).toBe(head === 'value' ? -1 : 1);
    }
    expect(moved.filter(({ psi, limit }) => psi > Math.max(limit, 0.25)).length).toBeGreaterThan(0);
  });
});
