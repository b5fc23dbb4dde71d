/** Why nothing can be predicted yet, and what would be enough. */

import type { CommandParts } from './command-parts.ts';
import { readLastNight } from './read-last-night.ts';

/** For people: says what the last night said, or what to do first. */
export async function explainNoChampion(parts: Pick<CommandParts, 'stores'>): Promise<string> {
  if ((await parts.stores.contacts.count()) === 0)
    return 'There is nothing to predict from yet: no customer events have arrived. Send them to `/v1/track`, or import a file with `npm run job -- import`.';
  const { notTrained } = await readLastNight(parts);
  return `No model has been trained yet. ${notTrained ?? 'No night has passed since the first events.'} The next night tries again.`;
}
