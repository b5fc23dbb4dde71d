/** Why nothing can be predicted yet, and what would be enough. */

import type { CommandParts } from './command-parts.ts';

/** For people: says what the last night said, or what to do first. */
export async function explainNoChampion({ stores }: Pick<CommandParts, 'stores'>): Promise<string> {
  if ((await stores.contacts.count()) === 0)
    return 'There is nothing to predict from yet: no customer events have arrived. Send them to `/v1/track`, or import a file with `npm run job -- import`.';
  const notTrained = (await stores.jobs.lastDone('nightly'))?.result?.['notTrained'];
  const said = typeof notTrained === 'string' ? notTrained : 'No night has passed since the first events.';
  return `No model has been trained yet. ${said} The next night tries again.`;
}
