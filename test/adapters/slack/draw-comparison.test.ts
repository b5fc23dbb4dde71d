/** How the champion and others are compared, in words. */

import { expect, it } from 'vitest';
import { sayComparisons } from '../../../src/adapters/slack/draw-comparison.ts';
import { aModelRun } from '../../db/builders.ts';

const TEST = Date.UTC(2026, 4, 1);
const newest = (championId: string) =>
  aModelRun('x', { config: { comparisons: { championId, count: 3, testCutoff: TEST } } });

it('says how often challengers had their chance since the champion took over, and when the next have', () => {
  const champion = aModelRun('c', { outcomeWindowDays: 14 });
  const words = sayComparisons(champion, newest('c'));
  expect(words).toContain('3 times since it took over, next on 22 May 2026 at the earliest');
  expect(words).toContain('a chance of 5.0 % at most');
  expect(sayComparisons(champion, newest('former'))).toContain('0 times since it took over');
  expect(sayComparisons(champion, aModelRun('x'))).toBeNull();
});
