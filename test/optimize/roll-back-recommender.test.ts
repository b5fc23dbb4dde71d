/** Whoever brings back who recommended next products before meets another blend at once, as it was learnt last. */

import { expect, it } from 'vitest';
import { createRecommenderDecisionStore } from '../../db/stores/recommender-decision-store.ts';
import { createRecommenderTrail } from '../../src/optimize/roll-back-recommender.ts';
import { aRecommenderDecision } from '../db/a-recommender-decision.ts';
import { T0 } from '../db/builders.ts';
import { describeOnEachDatabase } from '../db/open-test-database.ts';
import { keepInMemory } from '../support/memory-artifacts.ts';

/** What a night learnt, of a blend that took over on another. */
const night = (runId: string, since: string) =>
  aRecommenderDecision({}, { runId, since: { runId: since, at: T0 } });

describeOnEachDatabase('the trail of who recommends next products', (stage) => {
  const trailOf = async (runs: readonly (readonly [runId: string, since: string])[], gone = '') => {
    const recommenderDecisions = createRecommenderDecisionStore(stage.parts());
    for (const [at, [runId, since]] of runs.entries())
      await recommenderDecisions.add(night(runId, since), at || null);
    const artifacts = keepInMemory();
    for (const [runId] of runs) if (runId !== gone) await artifacts.save(runId, {});
    return createRecommenderTrail({ recommenderDecisions, artifacts, clock: { now: () => T0 } });
  };
  const nights = [
    ['a-1', 'a-1'],
    ['a-2', 'a-1'],
    ['b-1', 'b-1'],
    ['b-2', 'b-1'],
    ['b-3', 'b-1'],
  ] as const;

  it('goes back to the blend that the present one took over from, not to the same of a night before', async () => {
    const trail = await trailOf(nights);
    const back = await trail.rollBack({ actor: 'U1', reason: 'odd lists' });
    expect(back).toMatchObject({ number: 2, serves: { runId: 'a-2' } });
    expect(await trail.previous()).toBeNull();
  });

  it('takes what was learnt of it before where the last is gone', async () => {
    expect(await (await trailOf(nights, 'a-2')).previous()).toMatchObject({ number: 1 });
  });
});
