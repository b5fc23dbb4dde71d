/** What became of a campaign whose time ran out, and what to do about it. */

/** True of a night's proposal and of a person's own brief. */
export const AFTER_EXPIRY =
  'Whoever still wants it can ask for it again with /campaign new; what the nights propose by themselves comes anew each morning.';

export function describeExpired(number: number): string {
  return `Campaign ${number} has expired unsent. ${AFTER_EXPIRY}`;
}
