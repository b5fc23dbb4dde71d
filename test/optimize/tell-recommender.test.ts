/** What the morning tells of who recommends next products. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { NewRecommenderDecision, RecommenderDecision } from '../../src/domain/recommender-decision.ts';
import { tellRecommender } from '../../src/optimize/tell-recommender.ts';
import { aRecommenderDecision } from '../db/a-recommender-decision.ts';
import { T0 } from '../db/builders.ts';

/** A blend that took over on that night. */
const blend = (night: number, changes: Partial<NewRecommenderDecision> = {}) =>
  aRecommenderDecision(changes, { since: { runId: `night-${night}`, at: T0 } });
const popular = (night: number) =>
  aRecommenderDecision({}, { since: { runId: `night-${night}`, at: T0 }, weights: { popularity: 1 } });
/** Decisions a day apart, the oldest first, as the trail gives them. */
const trail = (...decisions: readonly NewRecommenderDecision[]) =>
  decisions
    .map((one, day): RecommenderDecision => ({ ...one, at: T0 + day * DAY, number: day + 1 }))
    .reverse();
const last = (days: number) => T0 + days * DAY - 1;

it('tells a first one, another blend and that what is popular serves, and not the same learnt anew', () => {
  expect(tellRecommender([], 0)).toBeNull();
  expect(tellRecommender(trail(blend(0)), 0)).toContain('a blend that finds more than what is popular.');
  expect(tellRecommender(trail(blend(0), blend(0)), last(1))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1)), last(1))).toBe(
    'Next products are from now on recommended by another blend. `/model` says why.',
  );
  expect(tellRecommender(trail(blend(0), popular(1)), last(1))).toContain('what is popular with everybody');
});

it('tells what a night changed that was ended before it could tell, and nothing twice', () => {
  const decisions = trail(blend(0), blend(1), blend(1));
  expect(tellRecommender(decisions, last(1))).toContain('another blend');
  expect(tellRecommender(decisions, last(2))).toBeNull();
});

it("leaves a person's own decision to what was told then", () => {
  const chosen = blend(0, { actor: 'U1', action: 'roll back', backTo: 1 });
  expect(tellRecommender(trail(blend(0), blend(1), chosen), last(2))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1), chosen, blend(0)), last(3))).toBeNull();
  expect(tellRecommender(trail(blend(0), blend(1), chosen, blend(3)), last(2))).toContain('another blend');
});
