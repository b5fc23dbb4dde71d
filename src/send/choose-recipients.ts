/** Chooses real recipients of a campaign whose e-mails stand for all: the likeliest to order, the middle one, the least likely. */

import type { Assignment } from '../domain/campaign.ts';

export const RECIPIENT_RANKS = ['most likely to order', 'in the middle', 'least likely to order'] as const;
export type RecipientRank = (typeof RECIPIENT_RANKS)[number];

export interface Recipient {
  readonly rank: RecipientRank;
  readonly assignment: Assignment;
}

/** The same three each time, whoever asks; fewer where fewer are mailed, and nobody who is held out. */
export async function chooseRecipients(audience: AsyncIterable<Assignment>): Promise<readonly Recipient[]> {
  const treated: Assignment[] = [];
  for await (const assignment of audience) if (assignment.variant === 'treated') treated.push(assignment);
  treated.sort(
    (a, b) => b.conversionProbability - a.conversionProbability || (a.contactId < b.contactId ? -1 : 1),
  );
  const last = treated.length - 1;
  const places = [0, Math.floor(last / 2), last];
  return RECIPIENT_RANKS.flatMap((rank, index) => {
    const place = places[index]!;
    const isNew = last >= 0 && !places.slice(0, index).includes(place);
    return isNew ? [{ rank, assignment: treated[place]! }] : [];
  });
}

/** The likeliest recipient of each wording. */
export async function chooseOfEachWording(
  audience: AsyncIterable<Assignment>,
): Promise<readonly Assignment[]> {
  const best = new Map<string, Assignment>();
  for await (const assignment of audience) {
    if (assignment.variant === 'holdout') continue;
    const wording = assignment.wording ?? 'A';
    const known = best.get(wording);
    if (known === undefined || known.conversionProbability < assignment.conversionProbability)
      best.set(wording, assignment);
  }
  return [...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, assignment]) => assignment);
}
