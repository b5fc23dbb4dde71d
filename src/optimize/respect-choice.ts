/** A person's choice of who serves: no night takes it back on the evidence that the person had already. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import { DAY } from '../domain/clock.ts';
import { DAYS_BETWEEN_COMPARISONS } from '../domain/comparison.ts';
import type { HeadsDecision } from '../domain/heads-decision.ts';
import type { ModelDecision } from '../domain/model-decision.ts';
import type { ModelRun } from '../domain/model-run.ts';
import type { RecommenderDecision } from '../domain/recommender-decision.ts';

/**
 * Why tonight's best must wait, in words, or null when nobody chose the champion or orders have spoken since: only a test
 * set whose outcome window began after the decision knows something that whoever decided could not know.
 */
export function findChoice(
  last: ModelDecision | undefined,
  { testCutoff, outcomeWindowDays }: Pick<ModelRun, 'testCutoff' | 'outcomeWindowDays'>,
): string | null {
  if (last === undefined || !stands(last, testCutoff)) return null;
  return `a person chose the champion on ${sayDay(last.at)} (“${last.reason}”), and it has to be beaten on orders that came after that: by ${sayDay(last.at + outcomeWindowDays * DAY)} a whole outcome window of them is known`;
}

/** The same of who foretells heads, whose outcomes are known a horizon after the test cutoff; null while nothing can be tested. */
export function findHeadsChoice(last: HeadsDecision, testCutoff: number | null): string | null {
  if (!stands(last, testCutoff)) return null;
  return `a person chose it on ${sayDay(last.at)} (“${last.reason}”), and it goes on until a test begins after that, on ${sayDay(last.at + last.horizonDays * DAY)}`;
}

/**
 * The same of who recommends next products, of which a night knows what contacts did until `cutoff`, the newest decision first. A choice
 * stands for its blend, also where a night had to learn that anew.
 */
export function findRecommenderChoice(trail: readonly RecommenderDecision[], cutoff: number): string | null {
  const wait = DAYS_BETWEEN_COMPARISONS * DAY;
  const chosen = trail.find(({ actor }) => actor !== FLYWHEEL_ACTOR);
  if (chosen === undefined || !stands(chosen, cutoff - wait)) return null;
  if (chosen.serves.since.runId !== trail[0]?.serves.since.runId) return null;
  return `a person chose it on ${sayDay(chosen.at)} (“${chosen.reason}”), and it goes on as it was until a week of what contacts did after that is known, on ${sayDay(chosen.at + wait)}`;
}

function stands({ actor, at }: Pick<ModelDecision, 'actor' | 'at'>, testCutoff: number | null): boolean {
  return actor !== FLYWHEEL_ACTOR && (testCutoff === null || testCutoff < at);
}

function sayDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
