/** `/campaign pause 12`, `resume`, `stop`, `undo`: what the buttons of the card do, for whoever has no card at hand. */

import { CAMPAIGN_BUTTONS, seenOf } from '../src/adapters/slack/draw-lifecycle.ts';
import type { DecidingAction } from '../src/approve/deciding-action.ts';
import type { CommandCall } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { decideFromCall } from './decide-from-call.ts';
import { findCampaign } from './find-campaign.ts';

/** Buttons that decide with one click. */
export const DECIDING_BUTTONS: readonly (readonly [string, DecidingAction])[] = [
  [CAMPAIGN_BUTTONS.approve, 'approve'],
  [CAMPAIGN_BUTTONS.undo, 'undo'],
  [CAMPAIGN_BUTTONS.sendNow, 'send now'],
  [CAMPAIGN_BUTTONS.pause, 'pause'],
  [CAMPAIGN_BUTTONS.resume, 'resume'],
  [CAMPAIGN_BUTTONS.stop, 'stop'],
];

/** Not `approve`: that is for who has the card before their eyes. */
const WORD = /^(pause|resume|stop|undo)\b\s*(.*)$/i;

/** False when the text is no such word. Throws `invalid` or `not_found` when it names no campaign. */
export async function decideByWord(parts: CommandParts, call: CommandCall): Promise<boolean> {
  const [, word, number] = WORD.exec(call.text) ?? [];
  if (word === undefined || number === undefined) return false;
  const action = word.toLowerCase() as DecidingAction;
  const campaign = await findCampaign(parts, number, `Say which one, such as \`/campaign ${action} 12\`.`);
  const text = JSON.stringify(seenOf(campaign));
  await decideFromCall(parts, { ...call, text }, { action, comment: null, answers: true });
  return true;
}
