/** Who of an audience gets the e-mail and who, on purpose, gets nothing. */

import { createHash } from 'node:crypto';
import type { Assignment } from '../domain/campaign.ts';
import type { AudienceMember, Wording } from '../domain/strategy.ts';

/**
 * Draws a variant and a wording for each contact, once each, from a hash of the seed and the contact's id: the draw is independent
 * of the order of the audience and of everyone else in it, and can be repeated from the seed. The chance with which
 * both were drawn is logged beside it, as later estimates divide by it.
 */
export function assignVariants(
  audience: readonly AudienceMember[],
  { seed, holdoutShare, wordings }: Draw,
): Assignment[] {
  const members = new Map(audience.map((member) => [member.contactId, member]));
  return Array.from(members.values(), (member) => {
    const held = drawUniform(`${seed}|${member.contactId}`) < holdoutShare;
    if (held) return { ...member, variant: 'holdout', wording: null, assignmentProbability: holdoutShare };
    const wording =
      wordings[Math.floor(drawUniform(`${seed}|wording|${member.contactId}`) * wordings.length)]!;
    const assignmentProbability = (1 - holdoutShare) / wordings.length;
    return { ...member, variant: 'treated', wording, assignmentProbability };
  });
}

/** `wordings`: those that the treated are shared out among, evenly. */
export interface Draw {
  readonly seed: string;
  readonly holdoutShare: number;
  readonly wordings: readonly Wording[];
}

/** A number in [0, 1) with 48 bits of the text's SHA-256. */
function drawUniform(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
