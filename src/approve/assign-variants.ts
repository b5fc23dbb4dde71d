/** Who of an audience gets the e-mail and who, on purpose, gets nothing. */

import { createHash } from 'node:crypto';
import type { Assignment } from '../domain/campaign.ts';
import type { AudienceMember } from '../domain/strategy.ts';

/**
 * Draws a variant for each contact, once each, from a hash of the seed and the contact's id: the draw is independent
 * of the order of the audience and of everyone else in it, and can be repeated from the seed. The chance with which the
 * variant was drawn is logged beside it, as later estimates divide by it.
 */
export function assignVariants(
  audience: readonly AudienceMember[],
  { seed, holdoutShare }: { readonly seed: string; readonly holdoutShare: number },
): Assignment[] {
  const members = new Map(audience.map((member) => [member.contactId, member]));
  return Array.from(members.values(), (member) => {
    const held = drawUniform(`${seed}|${member.contactId}`) < holdoutShare;
    return {
      ...member,
      variant: held ? 'holdout' : 'treated',
      assignmentProbability: held ? holdoutShare : 1 - holdoutShare,
    };
  });
}

/** A number in [0, 1) with 48 bits of the text's SHA-256. */
function drawUniform(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
