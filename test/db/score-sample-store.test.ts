import { expect, it } from 'vitest';
import { createScoreSampleStore } from '../../db/stores/score-sample-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { ScoreSample } from '../../src/domain/score-sample.ts';
import { T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const sample = (cutoff: number, probability = 0.25): ScoreSample => ({
  cutoff,
  outcomeWindowDays: 30,
  contactIds: ['c1', 'c2'],
  byRun: [
    { runId: 'a', kind: 'logistic-regression', isChampion: true, probabilities: [probability, 1e-7] },
    { runId: 'b', kind: 'ensemble-network', isChampion: false, probabilities: [0.5, 1] },
  ],
});

describeOnEachDatabase('score sample store', (stage) => {
  it('gives the newest sample whose outcome window has ended, to whom it belongs', async () => {
    const samples = createScoreSampleStore(stage.parts());
    for (const days of [0, 2, 1]) await samples.put(sample(T0 + days * DAY));
    expect(await samples.newestEnded(T0 + 30 * DAY - 1)).toBeNull();
    expect(await samples.newestEnded(T0 + 31 * DAY)).toEqual(sample(T0 + DAY));
    expect(await samples.newestEnded(T0 + 90 * DAY)).toEqual(sample(T0 + 2 * DAY));
    expect(await createScoreSampleStore(stage.stranger()).newestEnded(T0 + 90 * DAY)).toBeNull();
  });

  it('keeps one sample a cutoff, and forgets old ones', async () => {
    const samples = createScoreSampleStore(stage.parts());
    await samples.put(sample(T0));
    await samples.put(sample(T0, 0.5));
    await samples.put(sample(T0 + DAY));
    expect(await samples.newestEnded(T0 + 30 * DAY)).toEqual(sample(T0, 0.5));
    expect(await samples.purge(T0 + DAY)).toBe(1);
    expect(await samples.newestEnded(T0 + 30 * DAY)).toBeNull();
    expect(await samples.newestEnded(T0 + 31 * DAY)).toEqual(sample(T0 + DAY));
  });
});
