/** How the champion and others are compared: on the very same contacts, or not at all. */

import { expect, it } from 'vitest';
import { drawComparison, drawComparisons } from '../../../src/adapters/slack/draw-comparison.ts';
import type { ModelRun } from '../../../src/domain/model-run.ts';
import { findSameTest } from '../../../src/domain/same-test.ts';
import { wordsOf } from '../../commands/read-card.ts';
import { aModelRun, T0 } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';

const TEST = Date.UTC(2026, 4, 1);
const { metrics } = aModelRun('any');
/** On its own test it looks better than whoever came later. */
const champion = aModelRun('c', {
  kind: 'reference-network',
  metrics: { ...metrics, logLoss: 0.21 },
  trainedAt: T0 - 9,
});
const remeasured = {
  ...metrics,
  logLoss: 0.2599,
  observedToExpected: { estimate: 1, low: 0.9, high: 1.1 },
};
const WORSE = { estimate: 0.0103, low: 0.0021, high: 0.0185 };

function aNight(config: ModelRun['config']): readonly ModelRun[] {
  return ['logistic-regression', 'ensemble-network'].map((kind) =>
    aModelRun(kind, { kind, config, metrics: { ...metrics, logLoss: 0.2702 }, testCutoff: TEST }),
  );
}

function words(recent: readonly ModelRun[], serving = champion): string {
  const card = taken({ text: 'models', blocks: drawComparison(findSameTest(serving, recent)) });
  return wordsOf(card as Parameters<typeof wordsOf>[0]);
}

it('puts the champion as it is on the last night’s test beside the others of that night', () => {
  const measured = { champion: { runId: 'c', metrics: remeasured }, againstChampion: WORSE };
  const said = words([...aNight(measured), champion]);
  expect(said).toMatch(
    /champion +baseline +ensemble +base rate\nLog loss +0\.2599 +0\.2702 +0\.2702 +0\.3300/,
  );
  expect(said).not.toContain('0.21');
  expect(said).toContain('worse than it (difference +0.0103, 95 % interval +0.0021 to +0.0185)');
  expect(said).toContain('contacts as of 1 May 2026');
});

it('puts a champion that the night itself promoted beside the others of the night', () => {
  const night = aNight({ champion: { runId: 'former', metrics: remeasured }, againstChampion: WORSE });
  const said = words(night, night[1]);
  expect(said).toMatch(/champion +baseline +base rate\nLog loss +0\.2702 +0\.2702/);
  expect(said).not.toContain('difference');
});

it.each([
  ['was chosen since', { champion: { runId: 'other', metrics: remeasured }, againstChampion: WORSE }],
  ['an older version left', {}],
])('puts nobody beside a champion that %s: each was measured on other contacts', (_, config) => {
  const said = words([...aNight(config), champion]);
  expect(said).toMatch(/champion +base rate\nLog loss +0\.2100 +0\.3300/);
  expect(said).not.toContain('0.2702');
  expect(said).toContain('No other model was measured on the same contacts');
});

it('says how often challengers had their chance since the champion took over, and when the next have', () => {
  const newest = (championId: string) =>
    aModelRun('x', { config: { comparisons: { championId, count: 3, testCutoff: TEST } } });
  const said = (run: ModelRun) => JSON.stringify(drawComparisons(champion, run));
  expect(said(newest('c'))).toContain('3 times since it took over, next on 22 May 2026 at the earliest');
  expect(said(newest('c'))).toContain('a chance of about 5.0 % at most');
  expect(said(newest('former'))).toContain('0 times since it took over');
  expect(drawComparisons(champion, aModelRun('x'))).toEqual([]);
});
