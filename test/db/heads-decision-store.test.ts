/** The trail of who foretells each head: only added to, one after the other, each company's its own. */

import { expect, it } from 'vitest';
import { createHeadsDecisionStore } from '../../db/stores/heads-decision-store.ts';
import { aHeadsDecision } from './a-heads-decision.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('heads decision store', (stage) => {
  it('gives the newest first, as they were added, to whom they belong', async () => {
    const decisions = createHeadsDecisionStore(stage.parts());
    expect(await decisions.recent(5)).toEqual([]);
    const second = aHeadsDecision({ action: 'roll back', actor: 'U1', backTo: 1, serves: {} });
    await decisions.add(aHeadsDecision(), null);
    await decisions.add(second, 1);
    expect(await decisions.recent(5)).toEqual([
      { ...second, number: 2 },
      { ...aHeadsDecision(), number: 1 },
    ]);
    expect(await decisions.recent(1)).toHaveLength(1);
    expect(await createHeadsDecisionStore(stage.stranger()).recent(5)).toEqual([]);
  });

  it('refuses whoever decided on what is no longer the newest, also of two at once', async () => {
    const decisions = createHeadsDecisionStore(stage.parts());
    await decisions.add(aHeadsDecision(), null);
    for (const former of [null, 2])
      await expect(decisions.add(aHeadsDecision(), former)).rejects.toMatchObject({ code: 'conflict' });
    const both = await Promise.allSettled([1, 2].map((at) => decisions.add(aHeadsDecision({ at }), 1)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await decisions.recent(5)).toHaveLength(2);
  });
});
