/** The trails of who foretells each head and who recommends next products: only added to, one after the other, each company's its own. */

import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createHeadsDecisionStore } from '../../db/stores/heads-decision-store.ts';
import { createRecommenderDecisionStore } from '../../db/stores/recommender-decision-store.ts';
import type { DecisionStore, NewTrailDecision } from '../../src/domain/decision-trail.ts';
import { aHeadsDecision } from './a-heads-decision.ts';
import { aRecommenderDecision } from './a-recommender-decision.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

function keepsTrail<Decision extends NewTrailDecision>(
  name: string,
  open: (parts: StoreParts) => DecisionStore<Decision>,
  { first, second }: { readonly first: Decision; readonly second: Decision },
): void {
  describeOnEachDatabase(name, (stage) => {
    it('gives the newest first, as they were added, to whom they belong', async () => {
      const decisions = open(stage.parts());
      expect(await decisions.recent(5)).toEqual([]);
      await decisions.add(first, null);
      await decisions.add(second, 1);
      expect(await decisions.recent(5)).toEqual([
        { ...second, number: 2 },
        { ...first, number: 1 },
      ]);
      expect(await decisions.recent(1)).toHaveLength(1);
      expect(await open(stage.stranger()).recent(5)).toEqual([]);
    });

    it('refuses whoever decided on what is no longer the newest, also of two at once', async () => {
      const decisions = open(stage.parts());
      await decisions.add(first, null);
      for (const former of [null, 2])
        await expect(decisions.add(first, former)).rejects.toMatchObject({ code: 'conflict' });
      const both = await Promise.allSettled([first, second].map((one) => decisions.add(one, 1)));
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await decisions.recent(5)).toHaveLength(2);
    });
  });
}

const back = { action: 'roll back', actor: 'U1', backTo: 1 } as const;
keepsTrail('heads decision store', createHeadsDecisionStore, {
  first: aHeadsDecision(),
  second: aHeadsDecision({ ...back, serves: {} }),
});
keepsTrail('recommender decision store', createRecommenderDecisionStore, {
  first: aRecommenderDecision(),
  second: aRecommenderDecision(back, { runId: 'blend-0' }),
});
