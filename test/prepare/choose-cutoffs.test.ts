/** Cutoffs are spaced so that no outcome of one set reaches into the time of the next. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { type Cutoffs, chooseCutoffs } from '../../src/prepare/choose-cutoffs.ts';
import { createRandom } from '../../src/statistics/random.ts';

const START = Date.UTC(2025, 0, 1);

function choose(days: number, windowDays: number, contacts = 100): Cutoffs {
  const cutoffs = chooseCutoffs({ start: START, end: START + days * DAY, contacts }, windowDays);
  if (cutoffs.kind !== 'cutoffs') throw new Error(cutoffs.reason);
  return cutoffs;
}

describe('chooseCutoffs', () => {
  it('takes the newest complete outcome window for the test, the one before for validation, the rest to train', () => {
    const day = (cutoff: number) => (cutoff - START) / DAY;
    const cutoffs = choose(190, 30);
    expect(day(cutoffs.test)).toBe(160);
    expect(day(cutoffs.validation)).toBe(130);
    expect(cutoffs.training.map(day)).toEqual([40, 70, 100]);
  });

  it('never lets an outcome window overlap a later cutoff, the end of the data, or leave no history', () => {
    const random = createRandom(1);
    for (let i = 0; i < 500; i++) {
      const windowDays = 1 + random.integer(60);
      const days = windowDays * (4 + random.uniform() * 20);
      const { training, validation, test } = choose(days, windowDays);
      const all = [...training, validation, test];
      expect(all).toEqual([...all].sort((a, b) => a - b));
      const ends = [...all.slice(1), START + days * DAY];
      all.forEach((cutoff, index) => {
        expect(cutoff + windowDays * DAY).toBeLessThanOrEqual(ends[index]! + 1e-3);
      });
      expect(all[0]).toBeGreaterThanOrEqual(START + windowDays * DAY - 1e-3);
    }
  });

  it('trains on at most eight cutoffs, the newest', () => {
    const { training, validation } = choose(5000, 30);
    expect(training).toHaveLength(8);
    expect(training.at(-1)).toBe(validation - 30 * DAY);
  });

  it('reaches back over eight months of shorter windows, and of longer ones over eight', () => {
    expect(choose(5000, 7).training).toHaveLength(34);
    expect(choose(5000, 60).training).toHaveLength(8);
    expect(choose(180, 7).training).toHaveLength(22);
  });

  it('takes no more than eight where those give rows enough, however short a window is', () => {
    expect(choose(5000, 7, 100_000).training).toHaveLength(8);
    expect(choose(5000, 7, 5_000).training).toHaveLength(20);
  });

  it('is satisfied by four windows, and says with less what would be enough', () => {
    expect(choose(120, 30).training).toHaveLength(1);
    expect(chooseCutoffs({ start: START, end: START + 119 * DAY, contacts: 100 }, 30)).toEqual({
      kind: 'not-enough-data',
      reason: 'The events reach over 119 days only.',
      enough: expect.stringContaining('It takes 120 days'),
    });
  });

  it('says that there are no events', () => {
    expect(chooseCutoffs(null, 30)).toMatchObject({ reason: 'There are no customer events yet.' });
  });
});
