/** Who recommends next products other than before, in words for the morning. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import { isPopularityAlone, type RecommenderDecision } from '../domain/recommender-decision.ts';

/**
 * What nights have changed since `since`, the newest decision first; null where nothing did, or where a person decided last, which was
 * told then. The same blend learnt anew is no news. A night that was ended before it could tell is told of by the next.
 */
export function tellRecommender(trail: readonly RecommenderDecision[], since: number): string | null {
  const [now] = trail;
  if (now === undefined || now.actor !== FLYWHEEL_ACTOR) return null;
  // A person's choice ends what had to be told; what a night makes of it begins anew.
  const before = trail.find(({ at, actor }) => at < since || actor !== FLYWHEEL_ACTOR);
  if (before?.serves.since.runId === now.serves.since.runId) return null;
  const who = isPopularityAlone(now.serves)
    ? 'what is popular with everybody, since no blend finds more'
    : before === undefined
      ? 'a blend that finds more than what is popular'
      : 'another blend';
  return `Next products are from now on recommended by ${who}. \`/model\` says why.`;
}
