/** Who foretells leaving, value and the next order by another way than before, in words for the morning. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { HeadsDecision, ServingHead } from '../domain/heads-decision.ts';
import { HEADS, type HeadName } from '../domain/heads-report.ts';

const NAMES: Readonly<Record<HeadName, string>> = {
  leaves: 'who leaves',
  value: 'what is spent',
  'next order': 'when the next order comes',
};

/**
 * What nights have changed since `toldUntil`, when the last night that could tell had ended, the newest decision first; null where
 * nothing did, or where a person decided last, which was told then. The same way learnt anew is no news. A night that was ended before
 * it could tell is told of by the next.
 */
export function tellHeads(trail: readonly HeadsDecision[], toldUntil: number): string | null {
  const [now] = trail;
  if (now === undefined || now.actor !== FLYWHEEL_ACTOR) return null;
  // A person's choice ends what had to be told; what a night makes of it begins anew.
  const before = trail.find(({ at, actor }) => at <= toldUntil || actor !== FLYWHEEL_ACTOR);
  const changes = HEADS.flatMap((head) => {
    const [former, next] = [before?.serves[head] ?? null, now.serves[head] ?? null];
    return former?.kind === next?.kind ? [] : [`${NAMES[head]} is foretold by ${sayChange(former, next)}`];
  });
  if (before !== undefined && before.horizonDays !== now.horizonDays && changes.length < HEADS.length)
    changes.push(
      `leaving means no order within ${now.horizonDays} days from now on (${before.horizonDays} before)`,
    );
  if (before !== undefined && before.actor !== FLYWHEEL_ACTOR)
    changes.push(
      `whom a person chose on ${new Date(before.at).toISOString().slice(0, 10)} gives way to what nights learn`,
    );
  if (changes.length === 0) return null;
  const words = changes.join('; ');
  return `${words[0]!.toUpperCase()}${words.slice(1)}. \`/model\` says why.`;
}

function sayChange(former: ServingHead | null, next: ServingHead | null): string {
  if (next === null) return `nobody any more (before: ${nameOf(former)})`;
  return former === null ? `${nameOf(next)} from now on` : `${nameOf(next)} now (before: ${nameOf(former)})`;
}

function nameOf(serving: ServingHead | null): string {
  if (serving === null) return 'nobody';
  return serving.kind === 'heads-network' ? 'the network' : `the ${serving.kind.replaceAll('-', ' ')}`;
}
