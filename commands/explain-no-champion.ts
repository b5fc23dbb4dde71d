/** Why nothing can be predicted yet, and what would be enough. */

import type { CommandParts } from './command-parts.ts';
import { readLastNight } from './read-last-night.ts';

/** For people: says what the last night said, or what to do first. */
export async function explainNoChampion(parts: Pick<CommandParts, 'stores'>): Promise<string> {
  if ((await parts.stores.contacts.count()) === 0)
    return 'There is nothing to predict from yet: nothing has arrived of what customers do. Ask whoever looks after your shop to connect it, or to import its past orders: Flywheel’s README says how under “Send events” and “Import the past”.';
  const { notTrained } = await readLastNight(parts);
  return `No model has been trained yet. ${notTrained ?? 'No night has passed since the first events.'} The next night tries again.`;
}
