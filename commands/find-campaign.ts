/** Finds the campaign that a person named by its number. */

import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { AppError } from '../src/errors.ts';
import type { CommandParts } from './command-parts.ts';

/** Throws `invalid`, with the hint, on what is no number, and `not_found` on one that no campaign has. */
export async function findCampaign({ stores }: CommandParts, text: string, hint: string): Promise<Campaign> {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  if (number === undefined)
    throw new AppError('invalid', `“${oneLine(text)}” is no campaign number. ${hint}`);
  const campaign = await stores.campaigns.get(Number(number));
  if (campaign === null)
    throw new AppError('not_found', `There is no campaign ${number}. \`/campaign\` lists them.`);
  return campaign;
}
