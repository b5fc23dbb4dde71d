/** Exports an audience as CSV to whoever asked, by direct message: with addresses for approvers only, and never unnoticed. */

import type { App } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { AUDIENCE_BUTTONS } from '../src/adapters/slack/draw-audience.ts';
import { escapeText, person, plural } from '../src/adapters/slack/mrkdwn.ts';
import type { AudienceHit } from '../src/domain/audience.ts';
import { AppError } from '../src/errors.ts';
import { rests } from '../src/strategize/audience/summarise-audience.ts';
import { understandAudience } from '../src/strategize/audience/understand-audience.ts';
import { type ButtonCall, onButton } from './answer.ts';
import { type AudienceFacts, gatherAudienceFacts, matchAudience } from './audience-facts.ts';
import type { CommandParts } from './command-parts.ts';

/** More in one file is a copy of the customer base rather than an audience. */
const CONTACTS = 20_000;

export function registerExport(bolt: App, parts: CommandParts): void {
  onButton(bolt, parts, { id: AUDIENCE_BUTTONS.export, act: (call) => exportAudience(parts, call) });
}

async function exportAudience(parts: CommandParts, call: ButtonCall): Promise<void> {
  const facts = await gatherAudienceFacts(parts);
  const { rule, notUnderstood } = understandAudience(call.text, facts);
  if (rule === null || notUnderstood.length > 0)
    throw new AppError(
      'conflict',
      `This is not understood any more as it was, since your catalogue has changed: ${escapeText(notUnderstood.join('; '))}. Ask with \`/audience\` again.`,
    );
  const withAddresses = (await parts.policy()).approvers.includes(call.actor);
  const lines = await writeLines(parts, matchAudience(parts, rule, facts), { facts, withAddresses });
  const contacts = lines.length - 1;
  await tellTeam(parts, call, { contacts, withAddresses });
  const { channel } = await call.client.conversations.open({ users: call.actor });
  if (channel?.id === undefined) throw new Error('Slack opened no direct message.');
  await call.client.filesUploadV2({
    channel_id: channel.id,
    file: Buffer.from(`${lines.join('\r\n')}\r\n`),
    filename: 'audience.csv',
    title: 'Audience',
    initial_comment: `${plural(contacts, 'contact')}: ${escapeText(call.text)}${withAddresses ? '' : '\nWithout addresses, which only approvers get.'}`,
  });
  await call.respond({
    response_type: 'ephemeral',
    replace_original: false,
    text: `${plural(contacts, 'contact')} ${contacts === 1 ? 'is' : 'are'} in your conversation with me, as a CSV file.`,
  });
}

async function writeLines(
  { stores }: CommandParts,
  hits: AsyncIterable<AudienceHit>,
  {
    facts: { today, sending },
    withAddresses,
  }: { readonly facts: AudienceFacts; readonly withAddresses: boolean },
): Promise<string[]> {
  const lines = [
    writeLine(['contact', ...(withAddresses ? ['email'] : []), 'reachability', 'rests', 'probability']),
  ];
  for await (const hit of hits) {
    if (lines.length > CONTACTS)
      throw new AppError(
        'invalid',
        `More than ${CONTACTS.toLocaleString('en-US')} contacts are too many for one file: narrow the audience.`,
      );
    const email = withAddresses ? [(await stores.contacts.get(hit.contactId))?.profile.email ?? ''] : [];
    const probability = hit.score?.conversionProbability.toFixed(4) ?? '';
    const resting = rests(hit, today, sending) ? 'yes' : 'no';
    lines.push(writeLine([hit.contactId, ...email, hit.reachability, resting, probability]));
  }
  return lines;
}

/** Into the log, and for everybody to see where it was asked; somebody who took addresses should not be alone in knowing. */
async function tellTeam(
  { log }: CommandParts,
  { actor, channel, client, text }: ButtonCall,
  { contacts, withAddresses }: { readonly contacts: number; readonly withAddresses: boolean },
): Promise<void> {
  log.info({ actor, contacts, withAddresses, rule: text }, 'an audience was exported');
  const what = `${plural(contacts, 'contact')} ${withAddresses ? 'with addresses' : 'without addresses'}`;
  try {
    await client.chat.postMessage({
      channel,
      text: `${person(actor)} exported ${what}: ${escapeText(text)}`,
    });
  } catch (fault) {
    // The bot is no member there; the log has it.
    if (!(fault instanceof WebAPIPlatformError)) throw fault;
  }
}

/** RFC 4180; what a spreadsheet would take for a formula is made text. */
function writeLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}
