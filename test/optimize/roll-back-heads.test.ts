/** Whoever brings back those who foretold heads before meets nothing again that a person has thrown out. */

import { expect, it } from 'vitest';
import { createHeadsDecisionStore } from '../../db/stores/heads-decision-store.ts';
import type { NewHeadsDecision } from '../../src/domain/heads-decision.ts';
import { createHeadsTrail } from '../../src/optimize/roll-back-heads.ts';
import { aHeadsDecision } from '../db/a-heads-decision.ts';
import { T0 } from '../db/builders.ts';
import { describeOnEachDatabase } from '../db/open-test-database.ts';
import { keepInMemory } from '../support/memory-artifacts.ts';

const by = (runId: string, changes: Partial<NewHeadsDecision> = {}) =>
  aHeadsDecision({ serves: { value: { runId, kind: 'purchase-rhythm' } }, ...changes });
const backTo = (number: number, runId: string) =>
  by(runId, { action: 'roll back', actor: 'U1', backTo: number });

describeOnEachDatabase('the trail of who foretells heads', (stage) => {
  /** A trail of these decisions, with the files of all but those that are gone. */
  const trailOf = async (decisions: readonly NewHeadsDecision[], gone: readonly string[] = []) => {
    const headsDecisions = createHeadsDecisionStore(stage.parts());
    for (const [at, decision] of decisions.entries()) await headsDecisions.add(decision, at || null);
    const artifacts = keepInMemory();
    for (const runId of ['first', 'bad', 'third'].filter((id) => !gone.includes(id)))
      await artifacts.save(runId, {});
    return createHeadsTrail({ headsDecisions, artifacts, clock: { now: () => T0 }, outcomeWindowDays: 14 });
  };

  it('passes over what a person threw out, when the night has decided again since', async () => {
    const trail = await trailOf([by('first'), by('bad'), backTo(1, 'first'), by('third')]);
    expect(await trail.previous()).toMatchObject({ number: 1 });
    await trail.rollBack({ actor: 'U1', reason: 'odd dates' });
    expect((await trail.recent(1))[0]).toMatchObject({ number: 5, backTo: 1, serves: by('first').serves });
    expect(await trail.previous()).toBeNull();
  });

  it('goes back further each time, and past what is not kept, foretells other days or says the same', async () => {
    const decisions = [by('first'), by('bad'), by('third')];
    const trail = await trailOf(decisions);
    expect(await trail.rollBack({ actor: 'U1', reason: 'odd' })).toMatchObject({ number: 2 });
    expect(await trail.rollBack({ actor: 'U1', reason: 'still odd' })).toMatchObject({ number: 1 });
    await expect(trail.rollBack({ actor: 'U1', reason: 'odd' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says nothing can come back where all before it is gone, of other days, or the same', async () => {
    const others = [
      by('first', { horizonDays: 56 }),
      by('bad'),
      by('third'),
      by('third', { testCutoff: T0 }),
    ];
    expect(await (await trailOf(others, ['bad'])).previous()).toBeNull();
  });
});
