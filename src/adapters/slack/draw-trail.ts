/** Draws lines of a campaign's audit trail for the thread under its card. */

import type { CampaignAction, CampaignDecision } from '../../domain/campaign.ts';
import { cut } from './card.ts';
import { escapeText, moment, person } from './mrkdwn.ts';

/** `%` stands for the campaign. */
const DID: Readonly<Record<CampaignAction, string>> = {
  propose: 'proposed %',
  approve: 'approved %',
  'request changes': 'asked for changes to %',
  reject: 'rejected %',
  revise: 'changed %',
  schedule: 'scheduled %',
  undo: 'took back the approval of %',
  'send now': 'let % be sent at once',
  pause: 'paused %',
  resume: 'resumed %',
  expire: 'let % expire, as nobody had approved and started it in time',
  supersede: 'replaced %',
  stop: 'stopped %',
  'start sending': 'began to send %',
  'finish sending': 'has sent all of %',
};
const COMMENT_LIMIT = 1_000;

/** One message for lines that are told together; several say when each was. */
export function drawTrail(number: number, lines: readonly CampaignDecision[]): string {
  if (lines.length === 1) return sayLine(number, lines[0]!);
  return lines.map((line) => `• ${moment(line.at)}: ${sayLine(number, line)}`).join('\n');
}

function sayLine(number: number, { action, actor, comment, version }: CampaignDecision): string {
  const said = comment === null || comment === '' ? '' : `: “${escapeText(cut(comment, COMMENT_LIMIT))}”`;
  const anew =
    action === 'revise'
      ? `: version ${version} waits for somebody else’s approval`
      : action === 'schedule'
        ? ` (version ${version})`
        : '';
  return `${person(actor)} ${DID[action].replace('%', `campaign ${number}`)}${anew}${said}`;
}
