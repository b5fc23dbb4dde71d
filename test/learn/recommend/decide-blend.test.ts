/** A blend comes and goes by more than chance: it serves first where it finds more than popularity, and leaves where it finds less. */

import { expect, it } from 'vitest';
import { DAY } from '../../../src/domain/clock.ts';
import { decideBlend, type FormerBlend } from '../../../src/learn/recommend/decide-blend.ts';
import type { JudgedBlend } from '../../../src/learn/recommend/judge-blends.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { T0 } from '../../db/builders.ts';

const SERVED = { 'markov-chain': 1 };
const OTHER = { 'item-cosine': 1 };
const POPULARITY = { popularity: 1 };
const NOBODY = { estimate: 0, low: 0, high: 0 };
const metrics = {
  ...{ contacts: 200, ndcg: 0, popularityNdcg: 0, hitRate: NOBODY, popularityHitRate: NOBODY },
  ...{ likeliestHitRate: NOBODY, shownHitRate: NOBODY },
};

/** What a blend of these weights finds of 200 contacts' next products: of this share, first of all. */
function judged(weights: Readonly<Record<string, number>>, share: number, seed: number): JudgedBlend {
  const random = createRandom(seed);
  const gains = Float64Array.from({ length: 200 }, () => (random.uniform() < share ? 1 : 0));
  return { weights, metrics, gains };
}

interface Found {
  readonly served: number;
  readonly tonight: number;
  readonly popularity: number;
}

function evaluated({ served, tonight, popularity }: Found, seed = 1) {
  return {
    ...judged(OTHER, tonight, 3 * seed),
    former: judged(SERVED, served, 3 * seed + 1),
    popularity: judged(POPULARITY, popularity, 3 * seed + 2),
    ...{ leftOut: [], postponed: [], beginning: null },
  };
}

/** Compared with nothing tonight, unless a chance to be wrong is to be spent. */
const former = (chance: number | null = null): FormerBlend => ({
  ...{ weights: SERVED, isPopularityAlone: false, since: T0, held: null },
  plan: {
    comparisons: { championId: 'night-0', count: 1, testCutoff: T0 },
    ...{ chance, nextAt: T0 + 7 * DAY },
  },
});

it('does not give way to a blend that was not compared with it, on nights when it finds no more than popularity', () => {
  const found = { served: 0.25, tonight: 0.4, popularity: 0.25 };
  expect(decideBlend(evaluated(found), former())).toMatchObject({
    ...{ kind: 'anew', weights: SERVED, why: expect.stringContaining('none is compared with it before') },
  });
  expect(decideBlend(evaluated(found), former(0.025))).toMatchObject({ kind: 'takes over', weights: OTHER });
});

it('goes on, on nearly every night of 200 contacts, where it finds 23 % and popularity 15 %', () => {
  const nights = Array.from({ length: 200 }, (_, night) =>
    decideBlend(evaluated({ served: 0.23, tonight: 0.23, popularity: 0.15 }, night + 1), former()),
  );
  expect(nights.filter(({ kind }) => kind !== 'anew')).toEqual([]);
});

it('leaves where it finds less than popularity beyond chance, for a blend that finds more or for popularity', () => {
  const worse = { served: 0.1, popularity: 0.3 };
  const better = decideBlend(evaluated({ ...worse, tonight: 0.5 }), former());
  expect(better).toMatchObject({ kind: 'takes over', weights: OTHER });
  const popular = decideBlend(evaluated({ ...worse, tonight: 0.3 }), former());
  expect(popular).toMatchObject({ kind: 'takes over', weights: POPULARITY });
  expect(popular.why).toContain('which served, finds less than that, by more than chance explains');
});

it('serves first only where it finds more than popularity beyond chance', () => {
  const popular = { ...former(), weights: POPULARITY, isPopularityAlone: true };
  const first = (tonight: number) =>
    decideBlend(evaluated({ served: 0.25, tonight, popularity: 0.25 }), popular);
  expect(first(0.28)).toMatchObject({ kind: 'anew', weights: POPULARITY });
  expect(first(0.5)).toMatchObject({ kind: 'takes over', weights: OTHER });
});
