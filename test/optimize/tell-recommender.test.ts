/** What the morning tells of who recommends next products. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { NewRecommenderDecision, RecommenderDecision } from '../../src/domain/recommender-decision.ts';
import { tellRecommender } from '../../src/optimize/tell-recommender.ts';
import { aRecommenderDecision } from '../db/a-recommender-decision.ts';
import { T0 } from '../db/builders.ts';

const SHARE = { estimate: 0.2, low: 0.1, high: 0.3 };
/** A blend that took over on that night. */
const blend = (night: number, changes: Partial<NewRecommenderDecision> = {}) =>
  aRecommenderDecision(changes, { since: { runId: `night-${night}`, at: T0 } });
const METRICS = {
  ...{ contacts: 60, ndcg: 0.1, popularityNdcg: 0.1 },
  ...{ hitRate: SHARE, popularityHitRate: SHARE, likeliestHitRate: SHARE, shownHitRate: SHARE },
};
const popular = (night: number, metrics: typeof METRICS | null = METRICS) =>
  aRecommenderDecision(
    {},
    { since: { runId: `night-${night}`, at: T0 }, weights: { popularity: 1 }, metrics },
  );
const FIRST =
  'Next products are from now on recommended by a blend of methods, which finds more of what contacts took next than what is popular. `/model` says why.';
/** Decisions a day apart, the oldest first, as the trail gives them. */
const trail = (...decisions: readonly NewRecommenderDecision[]) =>
  decisions
    .map((one, day): RecommenderDecision => ({ ...one, at: T0 + day * DAY, number: day + 1 }))
    .reverse();
/** When the night of that day had told what was decided until then. */
const toldOn = (day: number) => T0 + day * DAY;

it('tells a first one and another blend, and not the same learnt anew', () => {
  expect(tellRecommender([], 0)).toBeNull();
  expect(tellRecommender(trail(blend(0)), 0)).toBe(FIRST);
  expect(tellRecommender(trail(blend(0), blend(0)), toldOn(0))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1)), toldOn(0))).toBe(
    'Next products are from now on recommended by another blend of methods, chosen by what contacts took next. `/model` says why.',
  );
});

it('tells that what is popular serves, and why, and that a blend then takes its place', () => {
  const everybody = 'Everybody is from now on recommended what is popular and not ordered yet';
  expect(tellRecommender(trail(blend(0), popular(1)), toldOn(0))).toBe(
    `${everybody}: nothing was found to be better. \`/model\` says why.`,
  );
  expect(tellRecommender(trail(popular(0, null)), 0)).toBe(
    `${everybody}: too little is known yet to find better. \`/model\` says why.`,
  );
  expect(tellRecommender(trail(popular(0), blend(1)), toldOn(0))).toBe(FIRST);
});

it('tells what a night changed that was ended before it could tell, and nothing twice', () => {
  const decisions = trail(blend(0), blend(1), blend(1));
  expect(tellRecommender(decisions, toldOn(0))).toContain('another blend');
  expect(tellRecommender(decisions, toldOn(1))).toBeNull();
});

it("leaves a person's own decision to what was told then", () => {
  const chosen = blend(0, { actor: 'U1', action: 'roll back', backTo: 1 });
  expect(tellRecommender(trail(blend(0), blend(1), chosen), toldOn(1))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1), chosen, blend(0)), toldOn(2))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1), chosen, blend(3)), toldOn(1))).toContain('another blend');
});
