/** Who recommends next products other than before, in words for the morning. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import {
  isPopularityAlone,
  type RecommenderDecision,
  type ServingRecommender,
} from '../domain/recommender-decision.ts';

/**
 * What nights have changed since `toldUntil`, when the last night that could tell had ended, the newest decision first; null where
 * nothing did, or where a person decided last, which was told then. The same blend learnt anew is no news. A night that was ended
 * before it could tell is told of by the next.
 */
export function tellRecommender(trail: readonly RecommenderDecision[], toldUntil: number): string | null {
  const [now] = trail;
  if (now === undefined || now.actor !== FLYWHEEL_ACTOR) return null;
  // A person's choice ends what had to be told; what a night makes of it begins anew.
  const before = trail.find(({ at, actor }) => at <= toldUntil || actor !== FLYWHEEL_ACTOR);
  if (before?.serves.since.runId === now.serves.since.runId) return null;
  return `${sayChange(before?.serves ?? null, now.serves)}. \`/model\` says why.`;
}

function sayChange(former: ServingRecommender | null, next: ServingRecommender): string {
  if (isPopularityAlone(next)) {
    const why =
      next.metrics === null ? 'too little is known yet to find better' : 'nothing was found to be better';
    return `Everybody is from now on recommended what is popular and not ordered yet: ${why}`;
  }
  const who =
    former === null || isPopularityAlone(former)
      ? 'a blend of methods, which finds more of what contacts took next than what is popular'
      : 'another blend of methods, chosen by what contacts took next';
  return `Next products are from now on recommended by ${who}`;
}
