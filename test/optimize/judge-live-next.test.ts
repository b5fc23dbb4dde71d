/** What was recommended is held to what contacts then ordered for the first time, beside what was popular. */

import { expect, it } from 'vitest';
import type { ScoreSample } from '../../src/domain/score-sample.ts';
import { gatherLists } from '../../src/learn/recommend/sample-lists.ts';
import { judgeLiveNext } from '../../src/optimize/judge-live-next.ts';
import { T0 } from '../db/builders.ts';

const list = (...productIds: readonly string[]) =>
  productIds.map((productId) => ({ productId, score: 1, because: null }));

/** Contacts of whom each third is recommended tea, each third a tool, and each third nothing; popular is soap. */
function sampleOf(contacts: number): ScoreSample {
  const contactIds = Array.from({ length: contacts }, (_, at) => `contact-${at}`);
  const at = (id: string) => Number(id.split('-')[1]) % 3;
  const lists = gatherLists(contactIds, {
    recommend: (id) => [list('tea', 'cup'), list('tool'), []][at(id)]!,
    popularOf: () => list('soap', 'tea'),
  });
  for (const id of ['somebody-else', ...contactIds]) lists.recommend(id);
  const nextProducts = lists.finish();
  const said = { runId: 'r', kind: 'logistic-regression', probabilities: [] };
  return {
    ...{ cutoff: T0, outcomeWindowDays: 14, contactIds },
    byRun: [
      { ...said, isChampion: false },
      { ...said, isChampion: true, nextProducts },
    ],
  };
}
const ordered = (contacts: number, ...productIds: readonly string[]) =>
  new Map(Array.from({ length: contacts }, (_, at) => [`contact-${at}`, new Set(productIds)]));

it('counts who ordered one of the five, and one of the popular five, of those who ordered anything new', () => {
  const sample = sampleOf(90);
  expect(judgeLiveNext(sample, ordered(90, 'tool', 'jam'))).toMatchObject({
    ...{ cutoff: T0, outcomeWindowDays: 14, contacts: 60 },
    ...{ hitRate: { estimate: 0.5 }, popularHitRate: { estimate: 0 } },
  });
  expect(judgeLiveNext(sample, ordered(90, 'tea'))).toMatchObject({
    ...{ hitRate: { estimate: 0.5 }, popularHitRate: { estimate: 1 } },
  });
});

it('says nothing of few contacts, of none who ordered anything new, and where nothing was kept', () => {
  expect(judgeLiveNext(sampleOf(90), ordered(43, 'tea'))).toBeNull();
  expect(judgeLiveNext(sampleOf(90), ordered(90))).toBeNull();
  const older = sampleOf(90);
  const byRun = older.byRun.map(({ nextProducts: _, ...run }) => run);
  expect(judgeLiveNext({ ...older, byRun }, ordered(90, 'tea'))).toBeNull();
});

it('asks once of each contact what is recommended, of those that are not kept too', () => {
  const asked: string[] = [];
  const recommend = (id: string) => {
    asked.push(id);
    return list('tea');
  };
  const lists = gatherLists(['a', 'b'], { recommend, popularOf: () => list('soap') });
  for (const id of ['b', 'c', 'a']) expect(lists.recommend(id)).toEqual(list('tea'));
  expect(lists.finish()).toMatchObject({ recommended: [[0], [0]], popular: [[1], [1]] });
  expect(asked).toEqual(['b', 'c', 'a']);
});
