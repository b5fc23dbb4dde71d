/** What came true of scores, and when the team is told that they were off. */

import { expect, it } from 'vitest';
import { drawLive } from '../../src/adapters/slack/draw-live.ts';
import type { SampledScores, ScoreSample } from '../../src/domain/score-sample.ts';
import { judgeCalibration, judgeLive } from '../../src/optimize/judge-live.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { taken } from '../support/taken.ts';

/** Contacts whose true chances are known, and models that are told them with a factor. */
function aSample(contacts: number, factors: readonly number[]) {
  const random = createRandom(3);
  const truths = Array.from({ length: contacts }, () => 0.02 + 0.3 * random.uniform() ** 2);
  const contactIds = truths.map((_, n) => `c${n}`);
  const labels = new Map(
    truths.map((truth, n) => [`c${n}`, random.uniform() < truth ? (1 as const) : (0 as const)]),
  );
  const byRun = factors.map(
    (factor, n): SampledScores => ({
      ...{ runId: `run-${n}`, kind: `kind-${n}`, isChampion: n === 1 },
      probabilities: truths.map((truth) => truth * factor),
    }),
  );
  const sample: ScoreSample = { cutoff: 0, outcomeWindowDays: 7, contactIds, byRun };
  return { sample, labels };
}

it('tells a model that knew better from the one that served, which comes first', () => {
  const { sample, labels } = aSample(3_000, [1, 2.5]);
  const { runs, buyers, contacts, baseRateLogLoss } = judgeLive(sample, { labels, seed: 1 });
  expect(runs.map(({ runId }) => runId)).toEqual(['run-1', 'run-0']);
  const [served, shadow] = runs;
  expect([served!.againstChampion, contacts]).toEqual([null, 3_000]);
  expect(shadow!.againstChampion!.high).toBeLessThan(0);
  expect(shadow!.logLoss).toBeLessThan(baseRateLogLoss);
  expect(shadow!.observedToExpected.low).toBeLessThan(1);
  expect(shadow!.observedToExpected.high).toBeGreaterThan(1);
  expect(served!.observedToExpected.estimate).toBeCloseTo(shadow!.observedToExpected.estimate / 2.5, 5);
  expect(buyers).toBe([...labels.values()].filter((label) => label === 1).length);
});

it('says not enough data while few ordered, and leaves out who is no contact any more', () => {
  const { sample, labels } = aSample(3_000, [1, 1]);
  const few = new Map([...labels].slice(0, 40));
  expect(judgeLive(sample, { labels: few, seed: 1 })).toMatchObject({ contacts: 40, runs: [] });
  expect(judgeCalibration(judgeLive(sample, { labels: few, seed: 1 }))).toMatchObject({
    finding: null,
    looked: expect.stringContaining('of 40 scored contacts ordered'),
  });
  expect(judgeCalibration(null).looked).toContain('not enough data');
});

it('tells who was off where many were foretold and hardly anybody came, but not who was better', () => {
  const { sample } = aSample(3_000, [1, 1]);
  const labels = new Map(sample.contactIds.map((id, n) => [id, n < 5 ? (1 as const) : (0 as const)]));
  const live = judgeLive(sample, { labels, seed: 1 });
  expect(live.runs.map(({ againstChampion }) => againstChampion)).toEqual([null, null]);
  expect(judgeCalibration(live).finding).toMatchObject({ means: expect.stringContaining('too high') });
  const words = JSON.stringify(taken({ text: 'live', blocks: drawLive(live) }));
  expect(words).toContain('not enough data to tell which model was better: it takes 30 who did');
});

it('does not tell models apart by 29 who ordered', () => {
  const { sample } = aSample(200, [1, 0.1]);
  const of = (buyers: number) => {
    const labels = new Map(sample.contactIds.map((id, n) => [id, n < buyers ? (1 as const) : (0 as const)]));
    return judgeLive(sample, { labels, seed: 1 }).runs;
  };
  expect(of(29)).toEqual([]);
  expect(of(30)[1]!.againstChampion).not.toBeNull();
});

it('tells the team when fewer or more ordered than was foretold, beyond chance', () => {
  const told = (factor: number, contacts = 3_000) => {
    const { sample, labels } = aSample(contacts, [1, factor]);
    return judgeCalibration(judgeLive(sample, { labels, seed: 1 })).finding;
  };
  expect(told(1)).toBeNull();
  expect(told(2.5)).toMatchObject({ keys: ['calibration'], means: expect.stringContaining('too high') });
  expect(told(0.4)).toMatchObject({ means: expect.stringContaining('too low') });
  // A third too many of few contacts may be chance.
  expect(told(1.5, 200)).toBeNull();
});
